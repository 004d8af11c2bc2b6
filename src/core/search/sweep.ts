import { below, draw } from '../base/draw.ts';
import type { Ending, Outcome, QuorumRule, Report, TacticOption } from '../model/index.ts';
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
  /** Combinations with a number above n are left out. */
  readonly quorums: readonly QuorumRule[];
  /** Seeds for each combination. */
  readonly runs: number;
  /**
   * Left out: each tactic has so many runs. `turns`: the tactics take turns over so many runs, and each time round are set up
   * differently: in every other round one of the faulty is the first primary, and every second round choices are taken in turn.
   */
  readonly deal?: 'turns';
  /** With turns: what differs from the base in every other run in which nobody is faulty, such as a network that loses messages. */
  readonly rough?: Document;
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
  /** Where nobody is faulty `none`, or `rough`. */
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
  readonly ending: Ending;
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

/** Cases that stand side by side, and the tactics that they are dealt to. */
type Group = Omit<SweepCell, 'tactic'> & { readonly tactics: readonly string[] };

function groupsOf(spec: SweepSpec): readonly Group[] {
  return spec.replicas.flatMap((n) =>
    spec.quorums
      .filter((quorum) => typeof quorum === 'string' || quorum <= n)
      .flatMap((quorum) =>
        spec.faulty
          .filter((faulty) => faulty <= n)
          .flatMap((faulty) => {
            const f = spec.tolerance ?? Math.floor((n - 1) / 3);
            return dealtTo(spec, faulty).map((tactics) => ({ n, f, quorum, faulty, tactics }));
          }),
      ),
  );
}

/** What stands in the place of a tactic where nobody is faulty, when all is calm and when it is not. */
const NONE = 'none';
const ROUGH = 'rough';

/** Without anybody faulty all tactics are the same. */
function dealtTo(
  { tactics, deal, rough }: SweepSpec,
  faulty: number,
): readonly (readonly string[])[] {
  if (faulty === 0) return [deal === 'turns' && rough !== undefined ? [NONE, ROUGH] : [NONE]];
  return deal === 'turns' ? [tactics] : tactics.map((tactic) => [tactic]);
}

/** Runs of the whole sweep. */
export function caseCount(spec: SweepSpec): number {
  return groupsOf(spec).length * spec.runs;
}

/** What a sweep has to know of a tactic. */
export type TacticFacts = {
  readonly kind: 'crashed' | 'lying' | 'colluding';
  readonly options: readonly TacticOption[];
};
export type FactsOf = (tactic: string) => TacticFacts;

/** The case at a position: the same spec and position, the same scenario, on whatever machine. */
export function caseAt(spec: SweepSpec, index: number, factsOf: FactsOf): SweepCase {
  const group = groupsOf(spec)[Math.floor(index / spec.runs)];
  if (group === undefined) throw new RangeError(`a sweep has no case ${index}`);
  const { tactics, ...place } = group;
  const turn = index % spec.runs;
  const cell = { ...place, tactic: tactics[turn % tactics.length] ?? NONE };
  const seed = spec.seed + turn;
  const round = spec.deal === 'turns' ? Math.floor(turn / tactics.length) : null;
  const document = {
    version: 1,
    signatures: 'ideal',
    ...spec.base,
    ...(cell.tactic === ROUGH ? spec.rough : {}),
    seed,
    replicas: cell.n,
    tolerance: cell.f,
    quorum: cell.quorum,
    faults: cell.faulty === 0 ? [] : [faultOf(cell, { seed, round }, factsOf(cell.tactic))],
  };
  return { ...cell, index, seed, document };
}

/** `round`: how often the tactics have had their turn, or null where they take none. */
type Turn = { readonly seed: number; readonly round: number | null };

function faultOf({ n, faulty, tactic }: SweepCell, turn: Turn, facts: TacticFacts): Document {
  const { kind } = facts;
  const first = turn.round !== null && turn.round % 2 === 0 ? [0] : [];
  const replicas = pick({ n, many: faulty, first }, turn.seed);
  if (kind === 'crashed') return { replicas, kind };
  const options = turn.round === null ? {} : choicesIn(turn.round, facts.options);
  return { replicas, kind, tactic, ...(Object.keys(options).length > 0 ? { options } : {}) };
}

/** Every two rounds the next of each choice, beginning with the usual one; dials with numbers stay as they are. */
function choicesIn(round: number, options: readonly TacticOption[]): Record<string, string> {
  const chosen: Record<string, string> = {};
  for (const option of options) {
    if (option.kind !== 'choice') continue;
    const ids = option.choices.map(({ id }) => id);
    const at = Math.max(0, ids.indexOf(option.default)) + Math.floor(round / 2);
    chosen[option.id] = ids[at % ids.length] ?? option.default;
  }
  return chosen;
}

type Pick = {
  readonly n: number;
  readonly many: number;
  /** Who is among them in any case. */
  readonly first: readonly number[];
};

/** So many different replicas, ascending, other ones for another seed. */
function pick({ n, many, first }: Pick, seed: number): number[] {
  const left = Array.from({ length: n }, (_, replica) => replica).filter(
    (replica) => !first.includes(replica),
  );
  const drawn = Array.from({ length: many - first.length }, (_, position) =>
    left.splice(below(draw(seed, STREAM, position), left.length), 1),
  );
  return [...first, ...drawn.flat()].sort((a, b) => a - b);
}

export type Ended = { readonly report: Report; readonly ending: Ending };

/** The line that a sweep keeps of a run that is over. */
export function rowOf({ document, ...rest }: SweepCase, { report, ending }: Ended): SweepRow {
  return {
    ...rest,
    outcome: report.outcome,
    ending,
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
