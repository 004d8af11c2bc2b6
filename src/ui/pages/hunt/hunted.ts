import rows from './hunted.json';

/** What the blind hunts of docs/hunts.md came to for a rule. */
export type BlindHunt = {
  /** Scenarios tried; where something broke, the last of them. */
  readonly runs: number;
  /** The monitor that broke, or null. */
  readonly monitor: string | null;
  /** The shortened scenario, or null. */
  readonly short: Readonly<Record<string, unknown>> | null;
  /** What it would have taken, where nothing broke. */
  readonly missed: string | null;
};

/** By the id of the rule; written by test/paper/pbft/hunts.test.ts. */
export const blindHunts: Readonly<Record<string, BlindHunt>> = rows;
