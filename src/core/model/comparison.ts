import type { EventRow } from './browse.ts';
import type { EventIndex, Micros } from './data.ts';
import type { Moment } from './moment.ts';

export type Side = 'a' | 'b';

/** Where two recordings part, and how what follows differs. */
export type Comparison = {
  /** Events that both begin with, and the time of the last of them. */
  readonly same: Moment;
  /** The first event that the other does not have in its place; null where there is none. */
  readonly first: { readonly side: Side; readonly row: EventRow } | null;
  /** Of what follows: in both at the same time, in both at different times, in one only. */
  readonly counts: {
    readonly same: number;
    readonly moved: number;
    readonly onlyA: number;
    readonly onlyB: number;
  };
  /** What follows is longer than is compared. */
  readonly isCut: boolean;
};

/** One line of two columns: events that both have at one time stand beside each other. */
export type ComparedRow = {
  readonly at: Micros;
  readonly a: EventRow | null;
  readonly b: EventRow | null;
  readonly state: 'same' | 'moved' | 'only';
  /** For one that is moved: how much later the other run has it; negative for earlier. */
  readonly later: Micros;
};

export type ComparedFilter = { readonly isDiffering: boolean; readonly isNotable: boolean };

export type CompareAsk = {
  readonly filter: ComparedFilter;
  /** The first row; null: so that the time is in the middle. */
  readonly from: number | null;
  readonly at: Micros;
  readonly count: number;
};

export type ComparePage = Comparison & {
  readonly from: number;
  readonly rows: readonly ComparedRow[];
  readonly found: number;
  /** Rows at or before the time. */
  readonly before: number;
};

/** A recording as a comparison sees it. */
export interface EventLog {
  readonly length: number;
  timeAt(event: EventIndex): Micros;
  /** What makes it the same event in another run: its kind, whom it happens to, and what it is about, but not when. */
  identify(event: EventIndex): string;
  isNotable(event: EventIndex): boolean;
  tell(event: EventIndex): EventRow;
}
