import { availableParallelism } from 'node:os';
import { caseCount, readJson, runSweepCase, summarizeSweep } from '../core/index.ts';
import type { Document, SweepRow, SweepSpec } from '../core/index.ts';
import { whole } from './arguments.ts';
import { readFileText, UsageError, write, writeLines } from './io.ts';
import type { Io } from './io.ts';
import { expectManyRuns } from './engine-flags.ts';
import { createProgress } from './progress.ts';
import { continueSweep, readSweep } from './sweep-file.ts';
import { sweepSpec, type SweepText } from './sweep-spec.ts';
import { remarks, sweepTable } from './sweep-table.ts';
import { runInThread } from './sweep-worker.ts';

export type SweepArguments = Omit<SweepText, 'base'> & {
  /** A file with the grid, or undefined where options give it. */
  readonly file: string | undefined;
  readonly jobs: string | undefined;
  readonly shard: string | undefined;
  readonly out: string | undefined;
  readonly json: boolean;
};

const JOBS_MAX = 256;
const FILE_MAX = 1_000_000;

/** `parley sweep`: runs a grid, or one share of it, and prints the table. 0 once all runs are done, whatever became of them. */
export async function sweepCommand(given: SweepArguments, io: Io): Promise<number> {
  expectManyRuns();
  const spec = await specOf(given);
  const share = shardOf(given.shard);
  const jobs = whole('jobs', given.jobs, {
    min: 1,
    max: JOBS_MAX,
    otherwise: availableParallelism(),
  });
  const file = given.out === undefined ? null : continueSweep(given.out, spec);
  const rows: SweepRow[] = [...(file?.rows ?? [])];
  const done = new Set(rows.map((row) => row.index));
  const wanted = Array.from({ length: caseCount(spec) }, (_, index) => index).filter(
    (index) => index % share.of === share.part - 1,
  );
  const left = wanted.filter((index) => !done.has(index));
  const progress = createProgress(io.stderr);
  await runAll({ spec, indices: left }, jobs, (row) => {
    rows.push(row);
    file?.add(row);
    progress.show(bar(wanted.length - left.length + rows.length - done.size, wanted.length));
  });
  file?.close();
  progress.clear();
  await print({ rows, spec }, given.json, io);
  return 0;
}

/** `parley merge`: one table out of the files of shards. */
export async function mergeCommand(
  { files, json }: { readonly files: readonly string[]; readonly json: boolean },
  io: Io,
): Promise<number> {
  const parts = files.map((path) => ({ path, ...readSweep(path) }));
  const [first] = parts;
  if (first === undefined) throw new UsageError('give the files of a sweep');
  const other = parts.find(({ spec }) => JSON.stringify(spec) !== JSON.stringify(first.spec));
  if (other !== undefined)
    throw new UsageError(`${other.path} belongs to another sweep than ${first.path}`);
  const rows = parts.flatMap((part) => part.rows);
  checkAgreement(rows);
  const missing = caseCount(first.spec) - new Set(rows.map((row) => row.index)).size;
  await print({ rows, spec: first.spec }, json, io);
  if (missing > 0)
    await write(io.stderr, `${missing} of ${caseCount(first.spec)} runs are missing\n`);
  return missing === 0 ? 0 : 1;
}

/** The same case always runs alike: two results of one come from two engines, or from a file that somebody changed. */
function checkAgreement(rows: readonly SweepRow[]): void {
  const known = new Map<number, string>();
  for (const row of rows) {
    const text = JSON.stringify(row);
    if ((known.get(row.index) ?? text) !== text)
      throw new UsageError(`the files hold two different results of run ${row.index}`);
    known.set(row.index, text);
  }
}

type Swept = { readonly rows: readonly SweepRow[]; readonly spec: SweepSpec };

async function print({ rows, spec }: Swept, json: boolean, io: Io): Promise<void> {
  const table = summarizeSweep(rows);
  await writeLines(
    io.stdout,
    json
      ? table.map((line) => JSON.stringify(line))
      : [...sweepTable(table), ...remarks(spec.base)],
  );
}

async function runAll(
  { spec, indices }: { readonly spec: SweepSpec; readonly indices: readonly number[] },
  jobs: number,
  onRow: (row: SweepRow) => void,
): Promise<void> {
  if (jobs === 1 || indices.length <= 1) {
    for (const index of indices) onRow(runSweepCase(spec, index));
    return;
  }
  const shares = Array.from({ length: Math.min(jobs, indices.length) }, (_, job) =>
    indices.filter((_index, position) => position % jobs === job),
  );
  await Promise.all(shares.map((share) => runInThread({ spec, indices: share }, onRow)));
}

function shardOf(text: string | undefined): { readonly part: number; readonly of: number } {
  if (text === undefined) return { part: 1, of: 1 };
  const [, part, of] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  const shard = { part: Number(part ?? 0), of: Number(of ?? 0) };
  if (shard.part >= 1 && shard.part <= shard.of) return shard;
  throw new UsageError(`--shard must be I/N with I from 1 to N; it is ${text}`);
}

async function specOf(given: SweepArguments): Promise<SweepSpec> {
  if (given.file === undefined) return sweepSpec({ ...given, base: {} });
  const typed = GRID.find((name) => given[name] !== undefined);
  if (typed !== undefined)
    throw new UsageError(
      `give the grid in ${given.file} or by options such as --${typed}, not both`,
    );
  return sweepSpec(textOf(await readFileText(given.file, FILE_MAX), given.file));
}

const GRID = ['protocol', 'n', 'f', 'faulty', 'tactic', 'quorum', 'runs', 'seed', 'deal'] as const;

/** Fields of a scenario that a sweep sets itself, and what sets them. */
const OF_THE_GRID = new Map([
  ['replicas', 'n'],
  ['tolerance', 'f'],
  ['quorum', 'quorum'],
  ['seed', 'seed and runs'],
  ['faults', 'faulty and tactic'],
]);

/** The same names as the options, each a number or a text; `base` is what all scenarios share. */
function textOf(source: string, path: string): SweepText {
  const fields = documentOf(source, path);
  const unknown = Object.keys(fields).find((name) => !['base', 'rough', ...GRID].includes(name));
  if (unknown !== undefined)
    throw new UsageError(
      `${path}: ${unknown} is no field of a sweep; allowed are ${GRID.join(', ')}, base, rough`,
    );
  const text = (name: (typeof GRID)[number]): string | undefined => {
    const value = fields[name];
    if (value === undefined || typeof value === 'string') return value;
    if (typeof value === 'number') return String(value);
    throw new UsageError(`${path}: ${name} must be a number or a text such as "4..7"`);
  };
  const base = sharedIn('base', fields, path) ?? {};
  const rough = sharedIn('rough', fields, path);
  const [protocol, n, f, faulty, tactic, quorum, runs, seed, deal] = GRID.map(text);
  return {
    protocol,
    n,
    f,
    faulty,
    tactic,
    quorum,
    runs,
    seed,
    deal,
    base,
    ...(rough === null ? {} : { rough }),
  };
}

/** What scenarios share, which leaves to the grid what is the grid's; null where there is none. */
function sharedIn(name: string, { [name]: part }: Document, path: string): Document | null {
  if (part === undefined) return null;
  if (!isDocument(part)) throw new UsageError(`${path}: ${name} must be an object`);
  const taken = Object.keys(part).find((field) => OF_THE_GRID.has(field));
  if (taken === undefined) return part;
  throw new UsageError(
    `${path}: ${name}.${taken} is set by the grid: by ${OF_THE_GRID.get(taken)}`,
  );
}

function documentOf(source: string, path: string): Document {
  const read = readJson(source, 'grid');
  if (!read.ok) throw new UsageError(`${path}: ${read.problems[0]?.message ?? 'no JSON'}`);
  if (isDocument(read.input)) return read.input;
  throw new UsageError(`${path}: the grid must be an object`);
}

function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const WIDTH = 30;

function bar(done: number, all: number): string {
  const full = Math.floor((WIDTH * done) / all);
  return `[${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}] ${done} of ${all} runs`;
}
