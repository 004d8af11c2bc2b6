import { closeSync, openSync, truncateSync, writeSync } from 'node:fs';
import { caseCount } from '../core/index.ts';
import type { SweepRow, SweepSpec } from '../core/index.ts';
import { fileText, isFile, reasonOf, UsageError } from './io.ts';

/** A sweep's file: a first line with the grid, then a line for each finished run, in the order in which they finished. */
export type SweepFile = { readonly spec: SweepSpec; readonly rows: readonly SweepRow[] };

/** Throws a UsageError where it is no file of a sweep. A last line that was cut off while it was written is passed over. */
export function readSweep(path: string): SweepFile {
  const { lines } = wholeLines(path);
  const [head, ...rest] = lines.map((line) => parsed(line, path));
  if (!isHead(head)) throw new UsageError(`${path} is not the file of a sweep`);
  const rows = rest.map((row) => asRow(row, path));
  const runs = caseCount(head.sweep);
  const stray = rows.find(({ index }) => index < 0 || index >= runs);
  if (stray !== undefined)
    throw new UsageError(`${path} has a run ${stray.index}, and its sweep none beyond ${runs - 1}`);
  return { spec: head.sweep, rows };
}

/** A sweep's file that is being written. Each row is in it when `add` returns, so that whoever is killed loses no finished run. */
export type OpenSweep = {
  /** What was in it before. */
  readonly rows: readonly SweepRow[];
  add(row: SweepRow): void;
  close(): void;
};

/** Opens a file to go on with, or a new one; what is in it already belongs to the same grid. */
export function continueSweep(path: string, spec: SweepSpec): OpenSweep {
  const rows = isFile(path) ? rowsToGoOnWith(path, spec) : null;
  const file = opened(path);
  const line = (value: unknown): void => {
    writeSync(file, `${JSON.stringify(value)}\n`);
  };
  if (rows === null) line({ sweep: spec });
  return { rows: rows ?? [], add: line, close: () => closeSync(file) };
}

/** The rows of a file that holds the same grid, which is left with whole lines only; null where it is empty. */
function rowsToGoOnWith(path: string, spec: SweepSpec): readonly SweepRow[] | null {
  if (fileText(path) === '') return null;
  const { lines, bytes } = wholeLines(path);
  if (lines.length === 0) throw new UsageError(`${path} is not the file of a sweep`);
  const known = readSweep(path);
  if (JSON.stringify(known.spec) !== JSON.stringify(spec))
    throw new UsageError(`${path} holds another sweep; give another file or the same options`);
  truncateSync(path, bytes);
  return known.rows;
}

function opened(path: string): number {
  try {
    return openSync(path, 'a');
  } catch (error) {
    throw new UsageError(`cannot write ${path}: ${reasonOf(error, 'there is no such folder')}`);
  }
}

function wholeLines(path: string): { readonly lines: readonly string[]; readonly bytes: number } {
  const text = fileText(path);
  const end = text.lastIndexOf('\n') + 1;
  const whole = text.slice(0, end);
  return { lines: whole.split('\n').slice(0, -1), bytes: Buffer.byteLength(whole) };
}

function parsed(line: string, path: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new UsageError(`${path} is not the file of a sweep: a line is no JSON`);
  }
}

function isHead(value: unknown): value is { readonly sweep: SweepSpec } {
  return isObject(value) && isSpec(value.sweep);
}

function isSpec(value: unknown): value is SweepSpec {
  if (!isObject(value)) return false;
  const { replicas, tolerance, faulty, tactics, quorums, runs, seed, deal, base, rough } = value;
  return (
    [replicas, faulty].every((list) => isListOf(list, isWhole)) &&
    [tolerance ?? 0, runs, seed].every(isWhole) &&
    isListOf(tactics, isText) &&
    isListOf(quorums, (quorum) => isWhole(quorum) || isText(quorum)) &&
    (deal ?? 'turns') === 'turns' &&
    [base, rough ?? {}].every(isObject)
  );
}

function asRow(value: unknown, path: string): SweepRow {
  if (isRow(value)) return value;
  throw new UsageError(`${path} is not the file of a sweep: a line is no run`);
}

const NUMBERS = ['index', 'n', 'f', 'faulty', 'seed', 'issued', 'completed', 'messages', 'views'];
const OUTCOMES = ['agreed', 'stalled', 'unsafe'];
const ENDINGS = [...OUTCOMES, 'forked', 'deceived'];

function isRow(value: unknown): value is SweepRow {
  if (!isObject(value)) return false;
  const { tactic, outcome, ending, broken } = value;
  return (
    NUMBERS.every((name) => isWhole(value[name])) &&
    isText(tactic) &&
    OUTCOMES.some((known) => known === outcome) &&
    ENDINGS.some((known) => known === ending) &&
    isListOf(broken, isText)
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}

function isWhole(value: unknown): boolean {
  return Number.isSafeInteger(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}
