import { closeSync, existsSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import type { SweepRow, SweepSpec } from '../core/index.ts';
import { reasonOf, UsageError } from './io.ts';

/** A sweep's file: a first line with the grid, then a line for each finished run, in the order in which they finished. */
export type SweepFile = { readonly spec: SweepSpec; readonly rows: readonly SweepRow[] };

/** Throws a UsageError where it is no file of a sweep. A last line that was cut off while it was written is passed over. */
export function readSweep(path: string): SweepFile {
  const { lines } = wholeLines(path);
  const [head, ...rows] = lines.map((line) => parsed(line, path));
  if (!isHead(head)) throw new UsageError(`${path} is not the file of a sweep`);
  return { spec: head.sweep, rows: rows.map((row) => asRow(row, path)) };
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
  const rows = existsSync(path) ? rowsToGoOnWith(path, spec) : null;
  const file = opened(path);
  const line = (value: unknown): void => {
    writeSync(file, `${JSON.stringify(value)}\n`);
  };
  if (rows === null) line({ sweep: spec });
  return { rows: rows ?? [], add: line, close: () => closeSync(file) };
}

/** The rows of a file that holds the same grid, which is left with whole lines only; null where it is empty. */
function rowsToGoOnWith(path: string, spec: SweepSpec): readonly SweepRow[] | null {
  if (textOf(path) === '') return null;
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
  const text = textOf(path);
  const end = text.lastIndexOf('\n') + 1;
  const whole = text.slice(0, end);
  return { lines: whole.split('\n').slice(0, -1), bytes: Buffer.byteLength(whole) };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${reasonOf(error, 'there is no such file')}`);
  }
}

function parsed(line: string, path: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new UsageError(`${path} is not the file of a sweep: a line is no JSON`);
  }
}

function isHead(value: unknown): value is { readonly sweep: SweepSpec } {
  return typeof value === 'object' && value !== null && 'sweep' in value;
}

function asRow(value: unknown, path: string): SweepRow {
  if (isRow(value)) return value;
  throw new UsageError(`${path} is not the file of a sweep: a line is no run`);
}

const NUMBERS = ['index', 'n', 'f', 'faulty', 'seed', 'issued', 'completed', 'messages', 'views'];
const OUTCOMES = ['agreed', 'stalled', 'unsafe'];
const ENDINGS = [...OUTCOMES, 'forked', 'deceived'];

function isRow(value: unknown): value is SweepRow {
  if (typeof value !== 'object' || value === null) return false;
  const fields: Readonly<Record<string, unknown>> = { ...value };
  const { tactic, outcome, ending, broken } = fields;
  return (
    NUMBERS.every((name) => Number.isSafeInteger(fields[name])) &&
    typeof tactic === 'string' &&
    OUTCOMES.some((known) => known === outcome) &&
    ENDINGS.some((known) => known === ending) &&
    Array.isArray(broken)
  );
}
