import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { describe, expect, test } from 'vitest';
import { openUnrecorded, parseScenario, startHunt } from '../../../src/core/index.ts';
import { ABLATIONS } from '../../../src/core/protocols/pbft/ablations.ts';
import { readRows, type Row } from './ablations/hunted.ts';
import { UNFOUND } from './ablations/unfound.ts';

/**
 * What a blind hunt finds of the rules that can be left out. The rows are written by
 * `parley hunt --all-rules --budget RUNS --out test/golden/hunts.jsonl`, which goes on where it stopped; docs/hunts.md is written
 * from them.
 */

const DOCUMENT = new URL('../../../docs/hunts.md', import.meta.url);

const GALLERY = new URL('../../../src/ui/pages/hunt/hunted.json', import.meta.url);

const rows = readRows();
const found = rows.filter(({ monitor }) => monitor !== null);
const unfound = rows.filter(({ monitor }) => monitor === null);

/** Enough to see that the search is still the same, and few enough to be quick. */
const again = found.filter(({ runs }) => runs <= 2).slice(0, 6);

describe('A blind hunt', () => {
  test('was made for every rule', () => {
    expect(rows.map(({ rule }) => rule)).toEqual(Object.keys(ABLATIONS));
  });

  test.each(again)('finds what breaks without $rule in the same scenario again', (row) => {
    const tries = startHunt({
      protocol: 'pbft',
      replicasMin: 4,
      replicasMax: 7,
      tolerance: null,
      faulty: null,
      ablate: [row.rule],
      first: 1,
      runsMax: row.runs,
      shrinkRunsMax: 0,
    });
    let next = tries.next();
    while (next.done !== true) next = tries.next();
    expect(next.value).toMatchObject({ runs: row.runs, monitor: row.monitor });
  });

  test.each(found.slice(-6))('leaves a short run without $rule that still breaks', (row) => {
    const parsed = parseScenario(row.short, 'headless');
    if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('; '));
    const run = openUnrecorded(parsed.scenario);
    while (!run.advance(100_000));
    expect(run.violations()[0]?.monitor).toBe(row.monitor);
  });

  test('says of every rule that it did not find what it would have taken', () => {
    expect(unfound.map(({ rule }) => rule).filter((rule) => !(rule in UNFOUND))).toEqual([]);
    expect(Object.keys(UNFOUND).filter((rule) => found.some((row) => row.rule === rule))).toEqual(
      [],
    );
  });

  test('is told in docs/hunts.md', async () => {
    const text = await format(documentText(), { parser: 'markdown', printWidth: 100 });
    if (process.env['PARLEY_DOCS'] === 'write') writeFileSync(DOCUMENT, text);
    const written = readFileSync(DOCUMENT, 'utf8');
    expect(written, 'PARLEY_DOCS=write npx vitest run test/paper/pbft/hunts').toBe(text);
  });

  test('is what the gallery shows', () => {
    const text = `${JSON.stringify(Object.fromEntries(rows.map(shownRow)))}\n`;
    if (process.env['PARLEY_DOCS'] === 'write') writeFileSync(GALLERY, text);
    const written = readFileSync(GALLERY, 'utf8');
    expect(written, 'PARLEY_DOCS=write npx vitest run test/paper/pbft/hunts').toBe(text);
  });
});

/** What the page needs of a row, and why where nothing was found. */
function shownRow({ rule, runs, monitor, short }: Row): readonly [string, object] {
  const missed = UNFOUND[rule] ?? null;
  return [rule, { runs, monitor, short, missed }];
}

function documentText(): string {
  const tried = rows.reduce((sum, { runs }) => sum + runs, 0);
  const counts = found.map(({ runs }) => runs).sort((a, b) => a - b);
  const median = counts[Math.floor(counts.length / 2)] ?? 0;
  const head = ['rule', 'mutant', 'first broken', 'in scenario', 'size', 'sentences'];
  return [
    '# Hunts',
    '',
    'How many of the rules that can be left out does a search find that knows nothing of them? Each rule of PBFT is left out alone, and random',
    'scenarios of 4 to 7 replicas with at most f faulty ones are tried, the same ones for every rule, until a monitor breaks. The tactic',
    '`exploit`, which aims at missing rules, takes no part. Every second scenario is short, every fourth twice as long, every eighth twice as long',
    'again, and each thirty-second is played whole. What was found is shortened: faults, requests, options and troubles go as long as the',
    'same monitor still breaks first. Then it is made plainer, likewise: ten milliseconds for every message, a seed from 1 to 5, round figures.',
    '',
    'Every eighth scenario goes deeper, and is played whole: one liar from the start, nothing else amiss, and either a replica is cut off while',
    'small checkpoints go by, or one view after another fails. That mix was drawn up when it was known which rules were still missing, but it is',
    'the same for all of them. So were the tactic `usurp` and the lie `inflated` of `hide-certificates`: with them three rules more are found,',
    'for which 20000 scenarios had not been enough.',
    '',
    `**${found.length} of ${rows.length}** rules were found, half of them within ${median} scenarios; ${tried} scenarios were run in all. The full protocol under the`,
    'same scenarios breaks nothing: `PARLEY_FUZZ_RUNS=500 npx vitest run test/fuzz/hunts` tries it.',
    '',
    '    npm run -s parley -- hunt --all-rules --budget 20000 --out test/golden/hunts.jsonl     # goes on where it stopped',
    '    npm run -s parley -- hunt --n 4..7 --ablate RULE                                     # one of them, as a story',
    '',
    'The first exits 0 where every rule was found and 1 where one was not, the second 1 where something broke and 0 where nothing did. What a',
    'hunt finds does not depend on the number of its threads (`--jobs`).',
    '',
    'Rule: its id; docs/ablations.md says what it is. Mutant: its number in the specification (ARCHITECTURE.md). First broken: the monitor that broke first,',
    'which need not be the one that an attack aimed at the rule breaks. In scenario: the number of the first scenario in which it broke. Size: n,',
    'and how many faults, interventions, delays and partitions are left after shortening. Sentences: of the story, the verdict among them; of a',
    'story of more than 15 the middle is left out.',
    '',
    ...table([head, ...found.map(cellsOf)]),
    '',
    '## Not found',
    '',
    ...unfound.map(({ rule, runs }) => `- \`${rule}\`, in ${runs} scenarios: ${UNFOUND[rule]}`),
    '',
  ].join('\n');
}

function cellsOf({ rule, runs, monitor, sentences, short }: Row): readonly string[] {
  const mutants = ABLATIONS[rule]?.mutants.join(', ') ?? '';
  return [`\`${rule}\``, mutants, `\`${monitor}\``, String(runs), sizeOf(short), String(sentences)];
}

function sizeOf(short: Row['short']): string {
  const network = (short?.['network'] ?? {}) as Readonly<Record<string, unknown>>;
  const count = (list: unknown): number => (Array.isArray(list) ? list.length : 0);
  const troubles =
    count(short?.['faults']) +
    count(short?.['interventions']) +
    count(network['delays']) +
    count(network['partitions']);
  return `n = ${JSON.stringify(short?.['replicas'] ?? 4)}, ${troubles}`;
}

function table(lines: readonly (readonly string[])[]): string[] {
  const [head = [], ...rest] = lines;
  const bar = head.map(() => '---');
  return [head, bar, ...rest].map((cells) => `| ${cells.join(' | ')} |`);
}
