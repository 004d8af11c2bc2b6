/** How long replicas should wait for a silent primary: the view-change time-out against the delay of the network. */
import type { DataTable } from '../data-table.ts';
import { exact } from './cost-lab.ts';
import type { Planned, Point } from './measurements.ts';

export const DELAYS = {
  near: { title: 'Near', min: 1_000, max: 3_000 },
  usual: { title: 'Usual', min: 5_000, max: 15_000 },
  far: { title: 'Far', min: 20_000, max: 60_000 },
} as const;
export type DelayId = keyof typeof DELAYS;

export const delayIds = ['near', 'usual', 'far'] as const satisfies readonly DelayId[];

export type TimerKey = {
  /** Milliseconds. */
  readonly timeout: number;
  /** Whether it doubles after each view change that brought nothing. */
  readonly backsOff: boolean;
  readonly seed: number;
};

/** Milliseconds, about as far apart on a log axis. */
export const TIMEOUTS: readonly number[] = [
  5, 8, 12, 18, 27, 40, 60, 90, 135, 200, 300, 450, 700, 1_000, 1_500, 2_200,
];
const SEEDS: readonly number[] = [1, 2, 3];

/** Simulated: the primary crashes after a second of work, and there are three left to recover in. */
const CRASH_AT = 1_000_000;
const UNTIL = 4_000_000;

/** Round by round, so that the whole curve is there early; the second and third only make it steadier. */
export function timerPlan(delay: DelayId): readonly Planned<TimerKey>[] {
  return SEEDS.flatMap((seed) =>
    TIMEOUTS.flatMap((timeout) =>
      [true, false].map((backsOff) => {
        const key = { timeout, backsOff, seed };
        return { key, scenario: timerScenario(key, delay), isWeighed: false };
      }),
    ),
  );
}

/** More requests than fit in, so that the time is what ends the run. */
const WORKLOAD = { clients: 4, requests: 2_000, interval: 0 };

export function timerScenario(
  { timeout, backsOff, seed }: TimerKey,
  delay: DelayId,
): Readonly<Record<string, unknown>> {
  const { min, max } = DELAYS[delay];
  return {
    version: 1,
    replicas: 4,
    tolerance: 1,
    seed,
    signatures: 'ideal',
    network: { latency: { kind: 'uniform', min, max } },
    faults: [{ replicas: [0], kind: 'crashed', at: CRASH_AT }],
    // Whoever asks asks all of them after a while that no sound council needs.
    timers: { viewChange: timeout * 1_000, client: 8 * max },
    workload: WORKLOAD,
    pbft: { ablate: backsOff ? [] : ['back-off'] },
    until: UNTIL,
  };
}

/** Medians over the seeds of a time-out. */
export type TimerFigures = {
  /** Answers a second, over the whole run. */
  readonly rate: number;
  readonly changes: number;
  /** Milliseconds; Infinity where no question that was asked after the crash was answered. */
  readonly recovery: number;
};

export type TimerRow = {
  readonly timeout: number;
  readonly withBackOff: TimerFigures | null;
  readonly without: TimerFigures | null;
};

export function timerRows(points: readonly Point<TimerKey>[]): readonly TimerRow[] {
  return TIMEOUTS.map((timeout) => ({
    timeout,
    withBackOff: figuresOf(points, timeout, true),
    without: figuresOf(points, timeout, false),
  }));
}

function figuresOf(
  points: readonly Point<TimerKey>[],
  timeout: number,
  backsOff: boolean,
): TimerFigures | null {
  const here = points
    .filter(({ key }) => key.timeout === timeout && key.backsOff === backsOff)
    .map(({ measured }) => measured);
  if (here.length === 0) return null;
  return {
    rate: median(here.map(({ completed, until }) => (1_000_000 * completed) / until)),
    changes: median(here.map(({ views }) => views.changes)),
    recovery: median(here.map(({ recovery }) => (recovery === null ? Infinity : recovery / 1_000))),
  };
}

/** The upper one of an even number; never one that was not measured. */
function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

export type TimerChart = {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly figure: keyof TimerFigures;
  readonly scale: 'log' | 'linear';
};

export const TIMER_CHARTS: readonly TimerChart[] = [
  {
    id: 'throughput',
    title: 'Answers a second, the crash included',
    unit: 'answers a second',
    figure: 'rate',
    scale: 'linear',
  },
  {
    id: 'view-changes',
    title: 'View changes',
    unit: 'view changes',
    figure: 'changes',
    scale: 'linear',
  },
  {
    id: 'recovery',
    title: 'Time to recover from the crash',
    unit: 'milliseconds',
    figure: 'recovery',
    scale: 'log',
  },
];

export function timerTable({ unit, figure }: TimerChart, rows: readonly TimerRow[]): DataTable {
  const cell = (figures: TimerFigures | null): number | string | null => {
    if (figures === null) return null;
    return figures[figure] === Infinity ? 'never' : exact(figures[figure]);
  };
  return {
    head: ['time-out in milliseconds', `${unit}, with back-off`, `${unit}, without`],
    rows: rows
      .filter(({ withBackOff, without }) => withBackOff !== null || without !== null)
      .map((row) => [row.timeout, cell(row.withBackOff), cell(row.without)]),
  };
}

/** What back-off makes of a time-out that is too short, told by the shortest that was measured; '' before it was. */
export function backOffText(rows: readonly TimerRow[]): string {
  const short = rows.find(({ withBackOff, without }) => withBackOff !== null && without !== null);
  const best = bestTimeout(rows);
  if (!short?.withBackOff || !short.without || !best?.withBackOff) return '';
  const { changes, rate } = short.withBackOff;
  const views = changes === 1 ? '1 view change' : `${changes} view changes`;
  return (
    `Here ${short.timeout} ms came to ${views} and ${Math.round(rate)} answers a second with it, ` +
    `and to ${Math.round(short.without.rate)} without; ${best.timeout} ms came to ${Math.round(best.withBackOff.rate)}.`
  );
}

/** The time-out with which most was answered. */
export function bestTimeout(rows: readonly TimerRow[]): TimerRow | null {
  return rows.reduce<TimerRow | null>(
    (best, row) => ((row.withBackOff?.rate ?? 0) > (best?.withBackOff?.rate ?? 0) ? row : best),
    null,
  );
}
