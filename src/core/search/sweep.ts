import { below, draw } from '../base/draw.ts';
import type { Outcome, QuorumRule, Report } from '../model/index.ts';
import type { Document } from './shrink.ts';

/** Many runs over a grid: every combination of these, each with so many seeds. */
export type SweepSpec = {
  readonly replicas: readonly number[];
  /** What the councils promise to bear; null: floor((n-1)/3). */
  readonly tolerance: number | null;
  /** How many replicas are faulty; combinations with more than n are left out. */
  readonly faulty: readonly number[];
  /** `crashed`, or a tactic's id. */
  readonly tactics: readonly string[];
  readonly quorums: readonly QuorumRule[];
  /** Seeds for each combination. */
  readonly runs: number;
  /** The first of the seeds. */
  readonly seed: number;
  /** What all scenarios have in common; the grid overrides it. */
  readonly base: Document;
};

/** One combination of the grid. */
export type SweepCell = {
  readonly n: number;
  readonly f: number;
  readonly quorum: QuorumRule;
  readonly faulty: number;
  readonly tactic: string;
};

export type SweepCase = SweepCell & {
  /** Position in the sweep, from 0. */
  readonly index: number;
  readonly seed: number;
  readonly document: Document;
};

/** What became of one case: a line of the sweep's file. */
export type SweepRow = SweepCell & {
  readonly index: number;
  readonly seed: number;
  readonly outcome: Outcome;
  /** Monitors that broke, each once. */
  readonly broken: readonly string[];
  readonly issued: number;
  readonly completed: number;
  readonly messages: number;
  readonly views: number;
  /** Median latency of completed requests in microseconds. */
  readonly p50: number | null;
};

/** A line of the table. */
export type SweepSummary = SweepCell & {
  readonly runs: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly broken: Readonly<Record<string, number>>;
  /** Messages sent in all of them. */
  readonly messages: number;
};

/** Keeps the draws of sweeps apart from those of runs and of random scenarios. */
const STREAM = 1_002;

function cellsOf(spec: SweepSpec): readonly SweepCell[] {
  return spec.replicas.flatMap((n) =>
    spec.quorums.flatMap((quorum) =>
      spec.faulty
        .filter((faulty) => faulty <= n)
        .flatMap((faulty) =>
          tacticsFor(spec, faulty).map((tactic) => ({
            n,
            f: spec.tolerance ?? Math.floor((n - 1) / 3),
            quorum,
            faulty,
            tactic,
          })),
        ),
    ),
  );
}

/** Without anybody faulty all tactics are the same. */
function tacticsFor({ tactics }: SweepSpec, faulty: number): readonly string[] {
  return faulty === 0 ? ['none'] : tactics;
}

export function caseCount(spec: SweepSpec): number {
  return cellsOf(spec).length * spec.runs;
}

/** Which kind of fault a tactic belongs to. */
export type KindOf = (tactic: string) => 'crashed' | 'lying' | 'colluding';

/** The case at a position: the same spec and position, the same scenario, on whatever machine. */
export function caseAt(spec: SweepSpec, index: number, kindOf: KindOf): SweepCase {
  const cell = cellsOf(spec)[Math.floor(index / spec.runs)];
  if (cell === undefined) throw new RangeError(`a sweep has no case ${index}`);
  const seed = spec.seed + (index % spec.runs);
  const document = {
    version: 1,
    signatures: 'ideal',
    ...spec.base,
    seed,
    replicas: cell.n,
    tolerance: cell.f,
    quorum: cell.quorum,
    faults: faultsOf(cell, seed, kindOf),
  };
  return { ...cell, index, seed, document };
}

function faultsOf({ n, faulty, tactic }: SweepCell, seed: number, kindOf: KindOf): Document[] {
  if (faulty === 0) return [];
  const kind = kindOf(tactic);
  const replicas = pick(n, faulty, seed);
  return [kind === 'crashed' ? { replicas, kind } : { replicas, kind, tactic }];
}

/** So many different replicas, ascending, other ones for another seed. */
function pick(n: number, many: number, seed: number): number[] {
  const left = Array.from({ length: n }, (_, replica) => replica);
  return Array.from({ length: many }, (_, position) =>
    left.splice(below(draw(seed, STREAM, position), left.length), 1),
  )
    .flat()
    .sort((a, b) => a - b);
}

export function rowOf({ document, ...rest }: SweepCase, report: Report): SweepRow {
  return {
    ...rest,
    outcome: report.outcome,
    broken: [...new Set(report.violations.map(({ monitor }) => monitor))],
    issued: report.requests.issued,
    completed: report.requests.completed,
    messages: report.messages.sent,
    views: report.views.entered,
    p50: report.latency.p50,
  };
}

/** One line a combination, in the order of the sweep, whatever the order of the rows. Of equal rows one counts. */
export function summarizeSweep(rows: Iterable<SweepRow>): readonly SweepSummary[] {
  const byIndex = new Map<number, SweepRow>();
  for (const row of rows) byIndex.set(row.index, row);
  const cells = new Map<string, SweepRow[]>();
  for (const row of [...byIndex.values()].sort((a, b) => a.index - b.index)) {
    const key = JSON.stringify([row.n, row.f, row.quorum, row.faulty, row.tactic]);
    const group = cells.get(key);
    if (group === undefined) cells.set(key, [row]);
    else group.push(row);
  }
  return [...cells.values()].flatMap(summaryOf);
}

function summaryOf(rows: readonly SweepRow[]): readonly SweepSummary[] {
  const [first] = rows;
  if (first === undefined) return [];
  const { n, f, quorum, faulty, tactic } = first;
  const count = (outcome: Outcome): number => rows.filter((row) => row.outcome === outcome).length;
  const broken: Record<string, number> = {};
  for (const monitor of rows.flatMap((row) => row.broken))
    broken[monitor] = (broken[monitor] ?? 0) + 1;
  const outcomes = { agreed: count('agreed'), stalled: count('stalled'), unsafe: count('unsafe') };
  const messages = rows.reduce((sum, row) => sum + row.messages, 0);
  return [{ n, f, quorum, faulty, tactic, runs: rows.length, outcomes, broken, messages }];
}
