/** docs/adversaries.md: the catalogue of Byzantine behaviour, and which tactic carries out which entry. */
import type { Tactic, TacticOption, TacticOptions } from '../../src/core/model/index.ts';

/** Every entry, in half a line; the ids are those of the tests' titles. */
const CATALOGUE: Readonly<Record<string, string>> = {
  B1: 'two orders for one sequence number',
  B2: 'two orders, and own prepares for both',
  B3: 'one request under two sequence numbers',
  B4: 'the high water mark first, or holes',
  B5: 'sequence numbers that are none, or out of the window',
  B6: 'digests, requests or client signatures that are wrong',
  B7: 'requests of one client dropped',
  B8: 'proposals just below the time-out',
  B9: 'proposals to no more than a quorum',
  B10: 'proposals without the requests',
  B11: 'a clock that is wrong',
  B12: 'requests of one client in the wrong order',
  B13: 'silence',
  B14: 'memory lost in a crash',
  B15: 'votes for different orders to different replicas',
  B16: 'votes for what nobody proposed',
  B17: 'commits withheld so that one replica alone commits, then a view change',
  B18: 'silence or delay by kind and receiver, reordering',
  B19: 'replays: old, reflected, other view, other type, other run',
  B20: 'forged signatures',
  B21: 'checkpoints of wrong states, far ahead, too early',
  B22: 'view changes without end',
  B23: 'huge view numbers',
  B24: 'VIEW-CHANGE messages that lie',
  B25: 'no state, or a wrong one, for who fell behind',
  B26: 'a flood of questions',
  B27: 'NEW-VIEW messages that lie',
  B28: 'a silent new primary',
  B29: 'NEW-VIEW to some only',
  B30: 'NEW-VIEW just below the time-out',
  B31: 'proposals before the NEW-VIEW',
  B32: 'wrong answers to clients',
  B33: 'clients that lie',
  B34: 'a client in league with the primary',
  B35: 'a group with shared keys and one plan',
  B36: 'corruption that moves from primary to primary',
  B37: 'twins: one identity run twice',
  B38: 'small random mutations by round',
  B39: 'agents that obey what they read',
  F1: 'a fork by two orders',
  F2: 'a fork by forgetting, with a loyal first primary',
  F4: 'a poisoned checkpoint',
  C1: 'a client deceived by f+1 equal answers',
  D1: 'a council stalled by silence',
};

/** Done by a scenario or a client instead of a tactic. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  B36: 'faults with `at` and `until`, one replica after the other, each with any tactic',
};

type Told = { readonly entry: string; readonly tactic: Tactic; readonly options: TacticOptions };

export function adversariesPage(tactics: readonly Tactic[]): string {
  return [
    '# Adversaries',
    '',
    'What a faulty replica can be told to do. Written from the registry: `PARLEY_DOCS=write npm run unit -- test/tidy` rewrites it.',
    '',
    '## The catalogue',
    '',
    'Every way to misbehave that the project knows of, and the tactic with the options that carries it out. The ids stand in the titles of',
    'the tests that show what loyal replicas say to it.',
    '',
    ...table(
      ['id', 'behaviour', 'tactic', 'options'],
      Object.entries(CATALOGUE).flatMap(([entry, text]) => rowsOf(entry, text, tactics)),
    ),
    '',
    '## The tactics',
    '',
    ...tactics.flatMap(sectionOf),
  ].join('\n');
}

/** Entries that a tactic names and the catalogue does not have. */
export function unknownEntries(tactics: readonly Tactic[]): readonly string[] {
  return toldBy(tactics).flatMap(({ entry }) => (entry in CATALOGUE ? [] : [entry]));
}

/** Entries that nothing carries out. */
export function openEntries(tactics: readonly Tactic[]): readonly string[] {
  const told = toldBy(tactics).map(({ entry }) => entry);
  return Object.keys(CATALOGUE).filter((entry) => !told.includes(entry) && !(entry in ELSEWHERE));
}

/** What a scenario or a client does. */
export const elsewhere: readonly string[] = Object.keys(ELSEWHERE);

function toldBy(tactics: readonly Tactic[]): readonly Told[] {
  return tactics.flatMap((tactic) =>
    Object.entries(tactic.covers).map(([entry, options]) => ({ entry, tactic, options })),
  );
}

function rowsOf(entry: string, text: string, tactics: readonly Tactic[]): readonly string[][] {
  const told = toldBy(tactics).filter((each) => each.entry === entry);
  const rows = told.map(({ tactic, options }) => [
    entry,
    text,
    `\`${tactic.id}\``,
    optionsText(tactic, options),
  ]);
  if (rows.length > 0) return rows;
  return [[entry, text, '', ELSEWHERE[entry] ?? 'not yet']];
}

/** What was chosen; where nothing was, every lie of a tactic that has several, or what it does by default. */
function optionsText(tactic: Tactic, options: TacticOptions): string {
  const chosen = Object.entries(options).map(([option, value]) => `\`${option}\`: \`${value}\``);
  if (chosen.length > 0) return chosen.join(', ');
  if (tactic.options.some(({ id }) => id === 'lie')) return '`lie`: each';
  return tactic.options.length === 0 ? '' : 'as by default';
}

function sectionOf(tactic: Tactic): readonly string[] {
  const { id, title, kind, role, sentence, powers, options } = tactic;
  return [
    `### ${id}`,
    '',
    `**${title}** (${kind}${role === 'any' ? '' : `, as ${role}`}). ${sentence}`,
    '',
    `Needs: ${powers.join('; ')}.`,
    '',
    ...options.flatMap(linesOf),
    ...(options.length === 0 ? [] : ['']),
  ];
}

function linesOf(option: TacticOption): readonly string[] {
  const name = `- \`${option.id}\` (${option.label})`;
  if (option.kind === 'number') {
    const unit = option.unit === '' ? '' : ` ${option.unit}`;
    return [`${name}: ${option.min} to ${option.max}${unit}, ${option.default} by default`];
  }
  const choices = option.choices.map(({ id, label }) => {
    const isDefault = id === option.default ? ' (the default)' : '';
    return `  - \`${id}\`: ${label}${isDefault}`;
  });
  return [`${name}:`, ...choices];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const widths = head.map((cell, column) =>
    Math.max(3, ...[cell, ...rows.map((row) => row[column] ?? '')].map((text) => text.length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |`;
  return [
    line(head),
    `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`,
    ...rows.map(line),
  ];
}
