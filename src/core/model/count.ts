import type { Sentence } from './moment.ts';

/** Messages of one kind: what the normal case takes, and what was sent so far. */
export type KindCount = {
  readonly type: string;
  /** "n(n-1)"; '' for a kind that the normal case does not need. */
  readonly formula: string;
  readonly expected: number;
  readonly sent: number;
};

/** What deciding one sequence number has cost by a moment, beside the formula; and the whole run. */
export type MessageCount = {
  readonly seq: number;
  readonly kinds: readonly KindCount[];
  readonly expected: number;
  readonly sent: number;
  /** Of the run by then, everything included. At its end it is what the report says. */
  readonly ofRun: number;
  /** Why there are more or fewer than the formula says. */
  readonly differences: readonly Sentence[];
};

/** What the paper counts for a decision without faults, in the order of the protocol. */
export type NormalCase = readonly Omit<KindCount, 'sent'>[];
