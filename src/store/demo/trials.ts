/** The runs that confirm what the arithmetic says of a person's own council, made when it is looked at. */
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { JobAsk, SweepRow } from '../../worker/jobs.ts';
import type { Lab } from '../lab.ts';
import { startPooled } from '../pooled.ts';
import { casesOf, judge } from './yours.ts';
import type { Council, Trial } from './yours.ts';

export type Trials = {
  /** Whose runs these are; null before the first. */
  readonly council: Council | null;
  /** What has come, by trial. */
  readonly rows: Readonly<Partial<Record<Trial['id'], readonly SweepRow[]>>>;
  readonly wanted: number;
  readonly isRunning: boolean;
  /** What went wrong, or ''. */
  readonly problem: string;
};

export type TrialsRoom = {
  readonly state: StoreApi<Trials>;
  /** Makes the runs of a council, unless they are made already; those of another one are given up. */
  readonly confirm: (council: Council) => void;
  readonly stop: () => void;
};

const NONE: Trials = { council: null, rows: {}, wanted: 0, isRunning: false, problem: '' };
const CASES_A_JOB = 4;

export function createTrials(lab: Lab): TrialsRoom {
  const state = createStore<Trials>(() => NONE);
  let stop = (): void => {};
  return {
    state,
    confirm(council) {
      const { council: present, problem } = state.getState();
      if (present !== null && isSame(present, council) && problem === '') return;
      stop();
      const asks = judge(council).trials.flatMap(asksOf);
      const wanted = asks.reduce((sum, { ask }) => sum + ask.to - ask.from, 0);
      state.setState({ council, rows: {}, wanted, isRunning: true, problem: '' });
      stop = startPooled(lab.around.pool, {
        kind: 'sweep',
        asks: asks.map(({ ask }) => ask),
        onParts(parts, index) {
          const trial = asks[index]?.trial;
          if (trial === undefined) return;
          const { rows } = state.getState();
          state.setState({ rows: { ...rows, [trial]: [...(rows[trial] ?? []), ...parts] } });
        },
        onEnd: (problem) => state.setState({ problem, isRunning: false }),
      });
    },
    stop() {
      stop();
      // What was given up half-way is made anew when somebody comes back.
      if (state.getState().isRunning) state.setState(NONE);
    },
  };
}

type Asked = { readonly trial: Trial['id']; readonly ask: JobAsk<'sweep'> };

function asksOf({ id, specs }: Trial): readonly Asked[] {
  return specs.flatMap((spec) => {
    const count = casesOf(spec);
    const starts = Array.from(
      { length: Math.ceil(count / CASES_A_JOB) },
      (_, job) => job * CASES_A_JOB,
    );
    return starts.map((from) => ({
      trial: id,
      ask: { spec, from, to: Math.min(count, from + CASES_A_JOB) },
    }));
  });
}

const isSame = (one: Council, other: Council): boolean =>
  one.n === other.n && one.f === other.f && one.same === other.same;
