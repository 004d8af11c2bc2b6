import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { catalog } from '../core/index.ts';
import type { Document, Hunted, HuntOptions } from '../core/index.ts';
import { council, follow, storyOf } from './hunt-story.ts';
import { reasonOf, UsageError, write } from './io.ts';
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

/** A few hundred make most runs short; the last ones only polish. */
const SHRINK_RUNS_MAX = 300;

/**
 * `parley hunt --all-rules`: for each rule that can be left out the same search, from the same first scenario. With a file it goes on
 * where it stopped. 0 once all rules are done, whatever was found.
 */
export async function huntRules(
  options: HuntOptions,
  { out, json }: { readonly out: string | undefined; readonly json: boolean },
  io: Io,
): Promise<number> {
  const known = out === undefined ? [] : openRows(out, options);
  const rules = Object.keys(
    catalog().protocols.find(({ id }) => id === options.protocol)?.ablations ?? {},
  );
  if (!json) await write(io.stdout, `${council(options)}, without one rule at a time.\n`);
  for (const rule of rules) {
    const row = known.find((each) => each.rule === rule) ?? (await huntRule(rule, options, io));
    if (out !== undefined && !known.includes(row)) append(out, JSON.stringify(row));
    await write(io.stdout, `${json ? JSON.stringify(row) : line(row)}\n`);
  }
  return 0;
}

async function huntRule(rule: string, options: HuntOptions, io: Io): Promise<RuleRow> {
  const ablate = [rule];
  const hunted = await follow({ ...options, ablate, shrinkRunsMax: SHRINK_RUNS_MAX }, io.stderr);
  return rowOf(rule, options, hunted);
}

function rowOf(rule: string, { runsMax }: HuntOptions, hunted: Hunted | null): RuleRow {
  if (hunted === null)
    return { rule, runs: runsMax, monitor: null, shrinkRuns: 0, sentences: 0, short: null };
  const { runs, monitor, shrinkRuns, short } = hunted;
  return { rule, runs, monitor, shrinkRuns, sentences: [...storyOf(hunted)].length, short };
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
  const head = JSON.stringify({ hunt: options });
  if (!existsSync(path) || readFileSync(path, 'utf8') === '') {
    append(path, head);
    return [];
  }
  const [first, ...rows] = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  if (first !== head)
    throw new UsageError(`${path} holds another hunt; give another file or the same options`);
  writeFileSync(path, [first, ...rows, ''].join('\n'));
  return rows.map((text) => asRow(text, path));
}

function append(path: string, line: string): void {
  try {
    appendFileSync(path, `${line}\n`);
  } catch (error) {
    throw new UsageError(`cannot write ${path}: ${reasonOf(error, 'there is no such folder')}`);
  }
}

function asRow(text: string, path: string): RuleRow {
  const row: unknown = JSON.parse(text);
  if (isRow(row)) return row;
  throw new UsageError(`${path} is not the file of a hunt`);
}

function isRow(row: unknown): row is RuleRow {
  return typeof row === 'object' && row !== null && 'rule' in row && 'monitor' in row;
}
