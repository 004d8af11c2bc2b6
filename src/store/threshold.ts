/** The threshold map: many runs for each number of replicas and traitors, done by the pool. */
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { SweepRow, SweepSpec } from '../worker/jobs.ts';
import type { Lab } from './lab.ts';

export type Threshold = {
  readonly rows: readonly SweepRow[];
  readonly isRunning: boolean;
  /** What went wrong with the last computation, or ''. */
  readonly problem: string;
};

export type ThresholdRoom = {
  readonly state: StoreApi<Threshold>;
  readonly run: () => void;
  readonly stop: () => void;
};

export const SPEC: SweepSpec = {
  replicas: [1, 2, 3, 4, 5, 6, 7],
  tolerance: null,
  faulty: [0, 1, 2],
  tactics: ['fork', 'mute', 'lie-to-client'],
  quorums: ['intersect'],
  runs: 4,
  seed: 1,
  base: { workload: { requests: 2 } },
};
const CASES_A_JOB = 12;

const rooms = new WeakMap<Lab, ThresholdRoom>();

/** The map of a lab: what has been computed stays while a person is on other pages. */
export function thresholdOf(lab: Lab): ThresholdRoom {
  const room = rooms.get(lab) ?? createRoom(lab);
  rooms.set(lab, room);
  return room;
}

function createRoom(lab: Lab): ThresholdRoom {
  const state = createStore<Threshold>(() => ({ rows: [], isRunning: false, problem: '' }));
  let stop = (): void => {};
  return {
    state,
    run() {
      stop();
      state.setState({ rows: [], isRunning: true, problem: '' });
      const running = lab.around.pool.start('sweep', asks(), (parts) =>
        state.setState(({ rows }) => ({ rows: [...rows, ...parts] })),
      );
      stop = running.cancel;
      void running.done
        .catch((error: unknown) => state.setState({ problem: String(error) }))
        .finally(() => state.setState({ isRunning: false }));
    },
    stop: () => stop(),
  };
}

function* asks(): Iterable<{
  readonly spec: SweepSpec;
  readonly from: number;
  readonly to: number;
}> {
  const count =
    SPEC.runs * (SPEC.replicas.length * (1 + 2 * SPEC.tactics.length) - SPEC.tactics.length);
  for (let from = 0; from < count; from += CASES_A_JOB)
    yield { spec: SPEC, from, to: Math.min(count, from + CASES_A_JOB) };
}
