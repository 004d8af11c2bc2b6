import { appendFileSync, writeFileSync } from 'node:fs';
import { catalog, readJson } from '../core/index.ts';
import type { Document, HuntOptions } from '../core/index.ts';
import { council, follow, storyLines } from './hunt-story.ts';
import { fileText, isFile, reasonOf, UsageError, write } from './io.ts';
import type { Io } from './io.ts';

/** What became of the hunt for a missing rule: a line of the file. */
export type RuleRow = {
  readonly rule: string;
  /** Scenarios that were tried, the last of them the one that broke. */
  readonly runs: number;
  /** The monitor that broke first; null: none in all of them. */
  readonly monitor: string | null;
  readonly shrinkRuns: number;
  /** Sentences of the shortened run up to what broke. */
  readonly sentences: number;
  readonly short: Document | null;
};

type RulesArguments = {
  readonly out: string | undefined;
  readonly json: boolean;
  readonly jobs: number;
};

/** So many make most runs short; the last ones only polish. */
const SHRINK_RUNS_MAX = 400;

/**
 * `parley hunt --all-rules`: for each rule that can be left out the same search, from the same first scenario. With a file it goes on
 * where it stopped, or where fewer scenarios were tried. 0 where the lack of every rule broke something, 1 where that of some did not.
 */
export async function huntRules(
  options: HuntOptions,
  { out, json, jobs }: RulesArguments,
  io: Io,
): Promise<number> {
  const known = out === undefined ? [] : openRows(out, options);
  const rules = Object.keys(
    catalog().protocols.find(({ id }) => id === options.protocol)?.ablations ?? {},
  );
  if (!json) await write(io.stdout, `${council(options)}, without one rule at a time.\n`);
  let isAnyMissed = false;
  for (const rule of rules) {
    const before = known.findLast((each) => each.rule === rule) ?? untried(rule);
    const row = await goOn(before, { options, jobs }, io);
    if (row.monitor === null) isAnyMissed = true;
    if (out !== undefined && row !== before) append(out, JSON.stringify(row));
    await write(io.stdout, `${json ? JSON.stringify(row) : line(row)}\n`);
  }
  return isAnyMissed ? 1 : 0;
}

function untried(rule: string): RuleRow {
  return { rule, runs: 0, monitor: null, shrinkRuns: 0, sentences: 0, short: null };
}

/** Where nothing broke in fewer scenarios than are wanted now, the others follow. */
async function goOn(
  before: RuleRow,
  { options, jobs }: { readonly options: HuntOptions; readonly jobs: number },
  io: Io,
): Promise<RuleRow> {
  const { rule, runs: tried, monitor } = before;
  const left = options.runsMax - tried;
  if (monitor !== null || left <= 0) return before;
  const rest = { first: options.first + tried, runsMax: left, shrinkRunsMax: SHRINK_RUNS_MAX };
  const { hunted } = await follow({ ...options, ...rest, ablate: [rule] }, io.stderr, jobs);
  if (hunted === null) return { ...before, runs: options.runsMax };
  const { runs, shrinkRuns, short } = hunted;
  const sentences = [...storyLines(hunted)].length;
  return { rule, runs: tried + runs, monitor: hunted.monitor, shrinkRuns, sentences, short };
}

function line({ rule, runs, monitor, sentences }: RuleRow): string {
  const found =
    monitor === null
      ? `nothing broke in ${runs} scenarios`
      : `${monitor} in scenario ${runs}, shortened to ${sentences} sentences`;
  return `${rule.padEnd(26)} ${found}`;
}

/** The file's first line says what was asked; a line that was cut off when the search was stopped is hunted again. */
function openRows(path: string, options: HuntOptions): readonly RuleRow[] {
  const { runsMax: _, ...question } = options;
  const head = JSON.stringify({ hunt: question });
  const text = isFile(path) ? fileText(path) : '';
  if (text === '') {
    append(path, head);
    return [];
  }
  const [first, ...rows] = text.split('\n').slice(0, -1);
  if (first !== head)
    throw new UsageError(`${path} holds another hunt; give another file or the same options`);
  const known = rows.map((row) => asRow(row, path));
  writeFileSync(path, [first, ...rows, ''].join('\n'));
  return known;
}

function append(path: string, line: string): void {
  try {
    appendFileSync(path, `${line}\n`);
  } catch (error) {
    throw new UsageError(`cannot write ${path}: ${reasonOf(error, 'there is no such folder')}`);
  }
}

function asRow(text: string, path: string): RuleRow {
  const read = readJson(text, 'line');
  if (read.ok && isRow(read.input)) return read.input;
  throw new UsageError(`${path} is not the file of a hunt: a line is no rule`);
}

function isRow(row: unknown): row is RuleRow {
  if (typeof row !== 'object' || row === null) return false;
  const fields: Readonly<Record<string, unknown>> = { ...row };
  return (
    typeof fields.rule === 'string' &&
    (fields.monitor === null || typeof fields.monitor === 'string') &&
    ['runs', 'shrinkRuns', 'sentences'].every((name) => Number.isSafeInteger(fields[name]))
  );
}
