/** Runs that are measured for a chart, done by the pool and kept while a person is on other pages. */
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Measured } from '../../worker/jobs.ts';
import type { Pool } from '../../worker/pool.ts';
import { startPooled } from '../pooled.ts';

/** A run to measure, and what it is measured for. */
export type Planned<K> = {
  readonly key: K;
  readonly scenario: Readonly<Record<string, unknown>>;
  /** Whether the bytes of its messages are wanted: they take longer than all the rest. */
  readonly isWeighed: boolean;
};

export type Point<K> = { readonly key: K; readonly measured: Measured };

export type Measurements<K> = {
  /** As they came; the plan they belong to is the last one that was run. */
  readonly points: readonly Point<K>[];
  readonly wanted: number;
  readonly isRunning: boolean;
  /** What went wrong, or ''. */
  readonly problem: string;
};

export type MeasuringRoom<K> = {
  readonly state: StoreApi<Measurements<K>>;
  /** Measures all of a plan, in its order; what was measured before is dropped. */
  readonly run: (plan: readonly Planned<K>[]) => void;
  /** What has come so far stays. */
  readonly stop: () => void;
};

export function createMeasuring<K>(pool: Pool): MeasuringRoom<K> {
  const state = createStore<Measurements<K>>(() => ({
    points: [],
    wanted: 0,
    isRunning: false,
    problem: '',
  }));
  let giveUp = (): void => {};
  return {
    state,
    run(plan) {
      giveUp();
      state.setState({ points: [], wanted: plan.length, isRunning: true, problem: '' });
      giveUp = startPooled(pool, {
        kind: 'measure',
        asks: plan.map(({ scenario, isWeighed }) => ({ scenario, isWeighed })),
        onParts([measured], index) {
          const planned = plan[index];
          if (!planned || !measured) return;
          const point = { key: planned.key, measured };
          state.setState(({ points }) => ({ points: [...points, point] }));
        },
        onEnd: (problem) => state.setState({ problem, isRunning: false }),
      });
    },
    stop() {
      giveUp();
      state.setState({ isRunning: false });
    },
  };
}
