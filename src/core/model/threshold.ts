import type { Ending } from './report.ts';

/** From the worst to the best. */
export const ENDINGS = [
  'forked',
  'deceived',
  'unsafe',
  'stalled',
  'agreed',
] as const satisfies readonly Ending[];

/** A square of the threshold map: runs of one council with so many traitors, each with another tactic or seed. */
export type MapCell = {
  readonly n: number;
  /** What the council promises to bear. */
  readonly f: number;
  readonly q: number;
  readonly traitors: number;
  /** How each run ended, in the order of the sweep; null where it has not been done yet. */
  readonly endings: readonly (Ending | null)[];
  /** In how many runs each monitor broke. */
  readonly broken: Readonly<Record<string, number>>;
};
