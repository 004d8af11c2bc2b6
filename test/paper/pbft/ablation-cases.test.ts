import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AblationCase, Report } from '../../../src/core/model/index.ts';
import { ABLATIONS } from '../../../src/core/protocols/pbft/ablations.ts';
import { ABLATIONS as OF_GENERALS } from '../../../src/core/protocols/generals/ablations.ts';
import { ABLATION_CASES, MONITORS } from '../../../src/core/registry.ts';
import { CASES } from '../generals/ablations/cases.ts';
import { readRows } from './ablations/hunted.ts';
import { LISTS } from './ablations/lists.ts';
import { CLAUSES } from './clauses.ts';
import { PAIRED } from './ablations/paired.ts';
import { blockOf, reportOf, rulesOf, SEEDED, SEEDS_MAX } from './ablations/runs.ts';

/**
 * What each rule is for: without it the attack of its case breaks the monitor that the case names, and with it the same attack,
 * under the same seed, breaks nothing and every request completes. docs/ablations.md is written from these runs.
 */

const DOCUMENT = new URL('../../../docs/ablations.md', import.meta.url);

type Runs = { readonly whole: Report; readonly broken: Report };

const runs = new Map<string, Runs>();

beforeAll(() => {
  for (const shown of ABLATION_CASES) {
    runs.set(shown.rule, { whole: reportOf(shown, []), broken: reportOf(shown, rulesOf(shown)) });
  }
}, 600_000);

function runsOf(rule: string): Runs {
  const found = runs.get(rule);
  if (found === undefined) throw new Error(`no case runs without ${rule}`);
  return found;
}

describe('Every rule that can be left out', () => {
  test('has a case', () => {
    const known = ABLATION_CASES.map(({ rule }) => rule);
    expect(known.sort()).toEqual([...Object.keys(ABLATIONS), ...Object.keys(OF_GENERALS)].sort());
  });

  test('needs no other one to be left out with it, or there is a reason why', () => {
    const paired = ABLATION_CASES.filter(({ together }) => together.length > 0);
    expect(paired.map(({ rule }) => rule).sort()).toEqual(Object.keys(PAIRED).sort());
  });

  const shares = ABLATION_CASES.flatMap((shown) =>
    shown.together.length === 0 ? [] : rulesOf(shown).map((rule) => ({ shown, rule })),
  );

  test.each(shares)('$shown.name needs more than $rule left out', ({ shown, rule }) => {
    const alone = reportOf(shown, [rule]);
    expect(alone.violations.map(({ monitor }) => monitor)).not.toContain(shown.breaks);
  });

  test.each(ABLATION_CASES)('$name breaks what it says, and only without the rule', (shown) => {
    const { whole, broken } = runsOf(shown.rule);
    expect(shown.name).toBe(`without-${shown.rule}`);
    expect(shown.scenario[blockOf(shown)]).toMatchObject({ ablate: rulesOf(shown) });
    expect(broken.violations.map(({ monitor }) => monitor)).toContain(shown.breaks);
    expect(broken.ablate).toEqual(rulesOf(shown));
    expect(whole.violations, 'the full protocol under the same attack').toEqual([]);
    expect(whole.outcome).toBe('agreed');
    expect(whole.requests.completed).toBe(whole.requests.issued);
    expect(whole.requests.completed).toBeGreaterThan(0);
  });

  test.each(Object.entries(ABLATIONS))(
    '%s names the clause of its conformance test',
    (rule, info) => {
      expect(conformanceOf(rule)).toContain(`[${info.clause.id}]`);
      expect(Object.keys(CLAUSES)).toContain(info.clause.id);
    },
  );

  test.each(Object.entries(OF_GENERALS))('%s names the clause of its test', (rule, info) => {
    expect(CASES[rule]?.what).toContain(`[${info.clause.id}]`);
  });

  test('is judged by monitors that exist', () => {
    const ids = MONITORS.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(ABLATION_CASES.map(({ breaks }) => breaks)));
  });
});

describe('docs/ablations.md', () => {
  test('is what the runs say', async () => {
    const text = await format(documentText(), { parser: 'markdown', printWidth: 100 });
    if (process.env['PARLEY_DOCS'] === 'write') writeFileSync(DOCUMENT, text);
    const written = readFileSync(DOCUMENT, 'utf8');
    expect(written, 'PARLEY_DOCS=write npx vitest run test/paper/pbft/ablation-cases').toBe(text);
  });
});

function documentText(): string {
  const rows = Object.entries(ABLATIONS).map(([rule, { missing, mutants }]) => [
    `\`${rule}\``,
    missing,
    mutants.join(', '),
    ...shownIn(rule),
    conformanceOf(rule),
  ]);
  const head = [
    'rule',
    'without it',
    'mutant',
    'what then breaks',
    'the full protocol',
    'seeds',
    'test',
  ];
  return [
    '# Rules that can be left out',
    '',
    'Each rule that keeps PBFT safe or live can be left out of a run, alone or with others: `pbft.ablate` in a scenario, or under',
    '"Rules" in the set-up. For every one there is an attack that needs just that, or a second rule left out with it: `npm run -s parley -- run',
    'without-RULE` shows it, and the same scenario without `ablate` shows it fail. The table is written from such runs.',
    '',
    'Rule: its id, and `without-` with it is the name of the case. Mutant: its number in the specification (ARCHITECTURE.md). What then breaks: the monitor,',
    'and when. The full protocol: how it fares under the same attack and seed. Seeds: with so many of ten other seeds, and a network in which',
    'every message takes up to a twentieth more or less, the same breaks again; the full protocol agrees with all of them. Test: the claim',
    'that the conformance tests make of the full protocol and of the broken one, with the id of the clause.',
    '',
    ...table([head, ...rows]),
    '',
    '## Rules that another one covers',
    '',
    'Alone no attack is known that gets past these; the one in the table leaves out the rule that covers it as well. A test holds each of the',
    'two to it: the same attack breaks nothing of the kind where only one of them is left out.',
    '',
    ...Object.entries(PAIRED).map(([rule, reason]) => `- \`${rule}\`: ${reason} ${hunted(rule)}`),
    '',
    '## The generals of 1982',
    '',
    'The same for the algorithms OM(m) and SM(m): `generals.ablate`.',
    '',
    ...table([
      ['rule', 'without it', 'what then breaks', 'the full algorithm', 'seeds', 'test'],
      ...Object.entries(OF_GENERALS).map(([rule, { missing }]) => [
        `\`${rule}\``,
        missing,
        ...shownIn(rule, 'orders'),
        CASES[rule]?.what ?? '',
      ]),
    ]),
    '',
  ].join('\n');
}

function shownIn(rule: string, what = 'requests'): [string, string, string] {
  const shown = ABLATION_CASES.find((each) => each.rule === rule);
  if (shown === undefined) throw new Error(`no case shows what ${rule} is for`);
  const { whole, broken } = runsOf(rule);
  const first = broken.violations.find(({ monitor }) => monitor === shown.breaks);
  const seconds = ((first?.at ?? 0) / 1e6).toFixed(2);
  const all = `${whole.requests.completed} of ${whole.requests.issued} ${what}`;
  return [
    `\`${shown.breaks}\` at ${seconds} s${withOthers(shown)}`,
    what === 'requests'
      ? `${whole.outcome}, ${all}, view ${whole.views.entered}`
      : `${whole.outcome}, ${all}`,
    `${SEEDED[rule] ?? SEEDS_MAX} of ${SEEDS_MAX}`,
  ];
}

function withOthers({ together }: AblationCase): string {
  return together.map((rule) => `, with \`${rule}\` left out, too`).join('');
}

/** How hard it was looked for. */
function hunted(rule: string): string {
  const row = readRows().find((each) => each.rule === rule);
  if (row === undefined) return '';
  const { runs, monitor } = row;
  if (monitor === null) return `A blind hunt (docs/hunts.md) broke nothing in ${runs} scenarios.`;
  return `A blind hunt (docs/hunts.md) nevertheless sees it: \`${monitor}\` in scenario ${runs}.`;
}

function conformanceOf(rule: string): string {
  return LISTS.map((list) => list[rule]?.what ?? '').find((what) => what !== '') ?? '';
}

function table(rows: readonly (readonly string[])[]): string[] {
  const [head = [], ...rest] = rows.map((cells) => `| ${cells.join(' | ')} |`);
  const rule = `| ${(rows[0] ?? []).map(() => '---').join(' | ')} |`;
  return [String(head), rule, ...rest];
}
