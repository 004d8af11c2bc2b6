/** The results of the threshold page: what came with it, and what is computed here by the pool. */
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { JobAsk, SweepSpec } from '../../worker/jobs.ts';
import type { Running } from '../../worker/pool.ts';
import type { Lab } from '../lab.ts';
import { blankCells, isSame, withRows } from './cells.ts';
import type { Cells } from './cells.ts';
import { cellsFrom, shippedSpecs } from './shipped.ts';
import type { Shipped } from './shipped.ts';
import { placesOf, tacticsWith } from './spec.ts';

/** Where a result comes from. */
type Result = { readonly cells: Cells; readonly isShipped: boolean };

export type Threshold = {
  /** What came with the page; null until it is loaded. */
  readonly shipped: Pick<Shipped, 'date' | 'hash'> | null;
  /** By the name of a sweep. */
  readonly results: Readonly<Record<string, Result>>;
  readonly running: { readonly name: string; readonly done: number; readonly all: number } | null;
  /** The last computation that came to its end, and whether it is what came with the page, run for run; null: nothing came. */
  readonly finished: {
    readonly name: string;
    readonly seconds: number;
    readonly isSame: boolean | null;
  } | null;
  /** What went wrong last, or ''. */
  readonly problem: string;
};

export type ThresholdRoom = {
  readonly state: StoreApi<Threshold>;
  /** Takes in what came with the page. */
  readonly load: (file: Shipped) => void;
  readonly run: (name: string, spec: SweepSpec) => void;
  /** What has been computed stays. */
  readonly stop: () => void;
  /** Back to what came with the page. */
  readonly restore: (name: string) => void;
};

const rooms = new WeakMap<Lab, ThresholdRoom>();

/** The results of a lab: what has been computed stays while a person is on other pages. */
export function thresholdOf(lab: Lab): ThresholdRoom {
  const room = rooms.get(lab) ?? createRoom(lab);
  rooms.set(lab, room);
  return room;
}

const EMPTY: Threshold = { shipped: null, results: {}, running: null, finished: null, problem: '' };

function createRoom(lab: Lab): ThresholdRoom {
  const state = createStore<Threshold>(() => EMPTY);
  const shipped = new Map<string, Cells>();
  let running: Running | null = null;
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
      running?.cancel();
      const effort = compute(lab, state, { name, spec, shipped: shipped.get(name) ?? null });
      running = effort;
      void effort.done
        .catch((error: unknown) => state.setState({ problem: String(error) }))
        .finally(() => {
          // Another one may have taken its place.
          if (running === effort) state.setState({ running: null });
        });
    },
    stop: () => running?.cancel(),
    restore(name) {
      const cells = shipped.get(name);
      if (cells === undefined) return;
      state.setState(({ results }) => ({
        results: { ...results, [name]: { cells, isShipped: true } },
        finished: null,
      }));
    },
  };
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
  state.setState({ running: { name, done, all }, finished: null, problem: '' });
  const running = around.pool.start('sweep', asksOf(spec), (rows) => {
    cells = withRows(cells, rows);
    done += rows.length;
    state.setState(({ results }) => ({
      results: { ...results, [name]: { cells, isShipped: false } },
      running: { name, done, all },
    }));
  });
  const told = running.done.then((isDone) => {
    if (!isDone) return isDone;
    const seconds = (performance.now() - begun) / 1_000;
    const same = shipped === null ? null : isSame(cells, shipped);
    state.setState({ finished: { name, seconds, isSame: same } });
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
