/** The results of the threshold page: what came with it, and what is computed here by the pool. */
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { JobAsk, SweepSpec } from '../../worker/jobs.ts';
import type { Running } from '../../worker/pool.ts';
import type { Lab } from '../lab.ts';
import { roomOf } from '../rooms.ts';
import { blankCells, isSame, withRows } from './cells.ts';
import type { Cells } from './cells.ts';
import { cellsFrom, shippedSpecs } from './shipped.ts';
import type { Shipped } from './shipped.ts';
import { placesOf, tacticsWith } from './spec.ts';
import { rememberView } from './view.ts';

/** Where a result comes from. */
type Result = { readonly cells: Cells; readonly isShipped: boolean };

export type Progress = { readonly spec: SweepSpec; readonly done: number; readonly all: number };

/** How long it took, and whether it is what came with the page, run for run; null: nothing came. */
export type Finished = { readonly seconds: number; readonly isSame: boolean | null };

export type Threshold = {
  /** What came with the page; null until it is loaded. */
  readonly shipped: Pick<Shipped, 'date' | 'hash'> | null;
  /** By the name of a sweep. */
  readonly results: Readonly<Record<string, Result>>;
  /** What is being computed, each by the name of its sweep. */
  readonly running: Readonly<Record<string, Progress>>;
  /** What has come to its end last, by the name of its sweep. */
  readonly finished: Readonly<Record<string, Finished>>;
  /** What went wrong last, or ''. */
  readonly problem: string;
};

export type ThresholdRoom = {
  readonly state: StoreApi<Threshold>;
  /** Takes in what came with the page. */
  readonly load: (file: Shipped) => void;
  readonly run: (name: string, spec: SweepSpec) => void;
  /** What has been computed stays. */
  readonly stop: (name: string) => void;
  /** Back to what came with the page. */
  readonly restore: (name: string) => void;
};

/** The results of a lab: what has been computed stays while a person is on other pages. */
export const thresholdOf = roomOf(createRoom);

const EMPTY: Threshold = { shipped: null, results: {}, running: {}, finished: {}, problem: '' };

function createRoom(lab: Lab): ThresholdRoom {
  const state = createStore<Threshold>(() => EMPTY);
  const shipped = new Map<string, Cells>();
  const running = new Map<string, Running>();
  rememberView(lab);
  return {
    state,
    load({ date, hash, results }) {
      if (state.getState().shipped !== null) return;
      for (const [name, spec] of shippedSpecs())
        shipped.set(name, cellsFrom(results[name] ?? [], spec));
      const known = [...shipped].map(
        ([name, cells]) => [name, { cells, isShipped: true }] as const,
      );
      state.setState((now) => ({
        shipped: { date, hash },
        results: { ...Object.fromEntries(known), ...now.results },
      }));
    },
    run(name, spec) {
      running.get(name)?.cancel();
      const effort = compute(lab, state, { name, spec, shipped: shipped.get(name) ?? null });
      running.set(name, effort);
      void effort.done
        .catch((error: unknown) => state.setState({ problem: String(error) }))
        .finally(() => {
          // Another one of the same name may have taken its place.
          if (running.get(name) !== effort) return;
          running.delete(name);
          state.setState((now) => ({ running: without(now.running, name) }));
        });
    },
    stop: (name) => running.get(name)?.cancel(),
    restore(name) {
      const cells = shipped.get(name);
      if (cells === undefined) return;
      state.setState(({ results, finished }) => ({
        results: { ...results, [name]: { cells, isShipped: true } },
        finished: without(finished, name),
      }));
    },
  };
}

function without<T>(record: Readonly<Record<string, T>>, name: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));
}

type Task = { readonly name: string; readonly spec: SweepSpec; readonly shipped: Cells | null };

/** The present result is there until the first runs of the new one come. */
function compute(
  { around }: Lab,
  state: StoreApi<Threshold>,
  { name, spec, shipped }: Task,
): Running {
  let cells = blankCells(spec);
  let done = 0;
  const all = cells.length * spec.runs;
  const begun = performance.now();
  state.setState(({ running: now, finished }) => ({
    running: { ...now, [name]: { spec, done, all } },
    finished: without(finished, name),
    problem: '',
  }));
  const running = around.pool.start('sweep', asksOf(spec), (rows) => {
    cells = withRows(cells, rows);
    done += rows.length;
    state.setState(({ results, running: now }) => ({
      results: { ...results, [name]: { cells, isShipped: false } },
      running: { ...now, [name]: { spec, done, all } },
    }));
  });
  const told = running.done.then((isDone) => {
    if (!isDone) return isDone;
    const seconds = (performance.now() - begun) / 1_000;
    const same = shipped === null ? null : isSame(cells, shipped);
    state.setState(({ finished }) => ({
      finished: { ...finished, [name]: { seconds, isSame: same } },
    }));
    return isDone;
  });
  return { ...running, done: told };
}

/** Each tactic's first turn in every square, then its second and so on: verdicts come early, and everywhere at once. */
export function* asksOf(spec: SweepSpec): Iterable<JobAsk<'sweep'>> {
  const places = placesOf(spec);
  const round = tacticsWith(1).length;
  for (let from = 0; from < spec.runs; from += round)
    for (const { first } of places)
      yield { spec, from: first + from, to: first + Math.min(spec.runs, from + round) };
}
