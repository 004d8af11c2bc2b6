/** What a decision of PBFT costs, against the size of the council: which runs are measured, and what the figures are. */
import type { Measured } from '../../worker/jobs.ts';
import type { DataTable } from '../data-table.ts';
import type { Planned, Point } from './measurements.ts';

/** Microseconds of a replica's time: see `cost` of a scenario. */
export type Processing = {
  readonly message: number;
  readonly sign: number;
  readonly verify: number;
};

/**
 * What each size is measured for: `plain` a decision alone, with real signatures; `calm` the time that decisions take, and `busy`
 * the same with processing cost; `single` and `batched` as many requests as a council can take, one or several to a proposal.
 */
const SETUPS = ['plain', 'calm', 'busy', 'single', 'batched'] as const;
export type Setup = (typeof SETUPS)[number];

export type CostKey = { readonly n: number; readonly setup: Setup };

/** One more than a multiple of three, where a council of n bears the most; about as far apart on a log axis. */
export const SIZES: readonly number[] = [1, 4, 7, 10, 16, 25, 40, 64, 100];
/** A flooded council of more takes longer than anybody waits. */
const FLOODED_MAX = 64;

/** About what Ed25519 takes on one core of a present machine, and a little for the message itself. */
export const USUAL_PROCESSING: Processing = { message: 20, sign: 50, verify: 130 };

/** Messages and signatures are the same in each decision: a few are enough to divide by. */
const COUNTED = 3;
/** Delays are drawn by chance. The middle one of many decisions says more, and in small councils many cost little. */
const TIMED = { least: 3, most: 101, messages: 40_000 } as const;

/** Decisions whose times are measured at a size; odd, so that one is in the middle. */
export function decisionsTimed(n: number): number {
  const affordable = Math.floor(TIMED.messages / (2 * n * n));
  const count = Math.max(TIMED.least, Math.min(TIMED.most, affordable));
  return count % 2 === 0 ? count - 1 : count;
}

/** Simulated; far more than a run takes, so that no time-out mixes in. */
const LONG = 60_000_000;
const FLOOD = { clients: 32, requests: 2, interval: 0 };
export const BATCH = 8;

/** In the order in which they are made: small councils first. */
export function costPlan(processing: Processing): readonly Planned<CostKey>[] {
  return SIZES.flatMap((n) =>
    SETUPS.filter((setup) => n <= FLOODED_MAX || !isFlooded(setup)).map((setup) => ({
      key: { n, setup },
      scenario: costScenario({ n, setup }, processing),
      isWeighed: setup === 'plain',
    })),
  );
}

const isFlooded = (setup: Setup): boolean => setup === 'single' || setup === 'batched';

export function costScenario(
  { n, setup }: CostKey,
  processing: Processing,
): Readonly<Record<string, unknown>> {
  const council = { version: 1, replicas: n, tolerance: Math.floor((n - 1) / 3) };
  const patient = { timers: { viewChange: LONG, client: LONG }, until: LONG };
  const timed = { clients: 1, requests: decisionsTimed(n) };
  switch (setup) {
    case 'plain':
      return { ...council, ...patient, workload: { clients: 1, requests: COUNTED } };
    case 'calm':
      return { ...council, ...patient, signatures: 'ideal', workload: timed };
    case 'busy':
      return { ...council, ...patient, signatures: 'ideal', cost: processing, workload: timed };
    case 'single':
    case 'batched':
      return {
        ...council,
        ...patient,
        signatures: 'ideal',
        cost: processing,
        workload: FLOOD,
        pbft: { batch: setup === 'batched' ? BATCH : 1 },
      };
  }
}

/** What was measured of one size. Null where it was not, or not yet. */
export type CostRow = {
  readonly n: number;
  /** All for one decision. */
  readonly messages: number | null;
  readonly bytes: number | null;
  readonly signs: number | null;
  readonly verifies: number | null;
  /** Milliseconds: the median of the answers, of which there were `timed`. */
  readonly timed: number | null;
  readonly latency: number | null;
  readonly busyLatency: number | null;
  /** Answers a second when more is asked than can be done. */
  readonly ceiling: number | null;
  readonly batchedCeiling: number | null;
};

export function costRows(points: readonly Point<CostKey>[]): readonly CostRow[] {
  return SIZES.map((n) => {
    const of = (setup: Setup): Measured | undefined =>
      points.find(({ key }) => key.n === n && key.setup === setup)?.measured;
    const plain = of('plain');
    const each = (figure: 'messages' | 'bytes' | 'signs' | 'verifies'): number | null => {
      const all = plain?.[figure] ?? null;
      return all === null || !plain?.completed ? null : all / plain.completed;
    };
    return {
      n,
      messages: each('messages'),
      bytes: each('bytes'),
      signs: each('signs'),
      verifies: each('verifies'),
      timed: of('calm')?.completed ?? null,
      latency: millisecondsOf(of('calm')),
      busyLatency: millisecondsOf(of('busy')),
      ceiling: rateOf(of('single')),
      batchedCeiling: rateOf(of('batched')),
    };
  });
}

function millisecondsOf(measured: Measured | undefined): number | null {
  const p50 = measured?.latency.p50 ?? null;
  return p50 === null ? null : p50 / 1_000;
}

/** Completed requests a second, from the first question to the last answer. */
function rateOf(measured: Measured | undefined): number | null {
  if (!measured?.span) return null;
  return (1_000_000 * measured.completed) / (measured.span.until - measured.span.from);
}

type Figure = Exclude<keyof CostRow, 'n'>;

export type CostChart = {
  readonly id: string;
  readonly title: string;
  /** What is on the upright axis. */
  readonly unit: string;
  readonly series: readonly { readonly figure: Figure; readonly label: string }[];
  /** Lines to hold it against: the size to these powers, through the first council of several. */
  readonly powers: readonly number[];
  /** The setup whose scenario the chart is of. */
  readonly setup: Setup;
  /** Its figures are the middle ones of so many decisions. */
  readonly of?: 'timed';
};

export const COST_CHARTS: readonly CostChart[] = [
  {
    id: 'messages',
    title: 'Messages for one decision',
    unit: 'messages',
    series: [{ figure: 'messages', label: 'measured' }],
    powers: [1, 2],
    setup: 'plain',
  },
  {
    id: 'bytes',
    title: 'Bytes for one decision',
    unit: 'bytes',
    series: [{ figure: 'bytes', label: 'measured' }],
    powers: [1, 2],
    setup: 'plain',
  },
  {
    id: 'signatures',
    title: 'Signatures for one decision',
    unit: 'signatures',
    series: [
      { figure: 'verifies', label: 'checked' },
      { figure: 'signs', label: 'made' },
    ],
    powers: [1, 2],
    setup: 'plain',
  },
  {
    id: 'latency',
    title: 'Time from question to answer',
    unit: 'milliseconds',
    series: [
      { figure: 'busyLatency', label: 'with processing' },
      { figure: 'latency', label: 'network alone' },
    ],
    powers: [],
    setup: 'busy',
    of: 'timed',
  },
  {
    id: 'ceiling',
    title: 'Answers a second at most',
    unit: 'answers a second',
    series: [
      { figure: 'batchedCeiling', label: `${BATCH} in a batch` },
      { figure: 'ceiling', label: 'one by one' },
    ],
    powers: [-1],
    setup: 'single',
  },
];

/** The figures of one chart, and how many decisions stand behind each; the sizes that were measured. */
export function costTable({ series, unit, of }: CostChart, rows: readonly CostRow[]): DataTable {
  const middle = of === undefined ? [] : ['middle of decisions'];
  return {
    head: ['n', ...series.map(({ label }) => `${unit}, ${label}`), ...middle],
    rows: rows
      .filter((row) => series.some(({ figure }) => row[figure] !== null))
      .map((row) => [
        row.n,
        ...series.map(({ figure }) => exact(row[figure])),
        ...(of === undefined ? [] : [row[of]]),
      ]),
  };
}

/** What was counted stays as it was; a mean or a rate has three decimals. */
export function exact(figure: number | null): number | null {
  return figure === null ? null : Number(figure.toFixed(3));
}
