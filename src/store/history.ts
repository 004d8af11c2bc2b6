/** What the user set up, and every earlier version of it. Pure functions over plain data; the store holds the result. */
import type { Scenario } from '../core/model/index.ts';

export type Version = {
  readonly scenario: Scenario;
  /** What was changed to get here: "R2 crashed from 120 ms". */
  readonly label: string;
  /** The preset it started as, or '' for a scenario from elsewhere. */
  readonly preset: string;
};

export type History = {
  readonly past: readonly Version[];
  readonly present: Version | null;
  readonly future: readonly Version[];
};

/** Enough to get back to where an hour of trying began; each version is a few hundred bytes. */
export const PAST_MAX = 200;

export const EMPTY_HISTORY: History = { past: [], present: null, future: [] };

export function pushed(history: History, version: Version): History {
  const past = history.present ? [...history.past, history.present] : history.past;
  return { past: past.slice(-PAST_MAX), present: version, future: [] };
}

export function undone(history: History): History {
  const previous = history.past.at(-1);
  if (!previous || !history.present) return history;
  return {
    past: history.past.slice(0, -1),
    present: previous,
    future: [history.present, ...history.future],
  };
}

export function redone(history: History): History {
  const next = history.future[0];
  if (!next || !history.present) return history;
  return {
    past: [...history.past, history.present],
    present: next,
    future: history.future.slice(1),
  };
}
