import type { EventIndex, Micros, ProcessId } from './data.ts';
import type { Moment, Sentence } from './moment.ts';
import type { EventKind } from './trace.ts';

/** Which events of a trace a list shows. */
export type EventFilter = {
  /** Whom it happened to; null: anybody. */
  readonly process: ProcessId | null;
  /** Empty: all of them. */
  readonly kinds: readonly EventKind[];
  /** The type of the message that the event is about; '': any, or none. */
  readonly message: string;
  /** Words of the sentence, whatever their case; '': any. */
  readonly text: string;
  /** Only where somebody's state advanced, or something broke or was done to the run. */
  readonly isNotable: boolean;
};

/** One event of the trace, told. */
export type EventRow = {
  readonly event: EventIndex;
  readonly at: Micros;
  readonly process: ProcessId;
  readonly kind: EventKind;
  /** The end of the step that it is part of: where the playhead goes. */
  readonly moment: Moment;
  /** Position of the message's kind in the protocol's list, or -1. */
  readonly message: number;
  /** The send event of the message that it is about, or -1. */
  readonly send: EventIndex;
  readonly isNotable: boolean;
  readonly sentence: Sentence;
};

export type EventAsk = {
  readonly filter: EventFilter;
  /** The first row; null: so that `near` is in the middle. */
  readonly from: number | null;
  readonly near: EventIndex;
  /** How many events the playhead has behind it. */
  readonly here: EventIndex;
  readonly count: number;
};

/** A part of the list, and how far it goes. */
export type EventPage = {
  readonly from: number;
  readonly rows: readonly EventRow[];
  /** Events that fit the filter, of those searched so far. */
  readonly found: number;
  /** Events searched, of those recorded. */
  readonly searched: number;
  readonly events: number;
  readonly here: EventIndex;
  /** Rows whose event the playhead has behind it. */
  readonly before: number;
};

export const QUEST_KINDS = [
  'decision',
  'execution',
  'view change',
  'sent',
  'received',
  'rejected',
  'answer',
  'timer',
  'fault',
  'intervention',
  'violation',
  'proof',
] as const;

/** What a run is searched for. */
export type Quest = {
  readonly what: (typeof QUEST_KINDS)[number];
  /** Whom it happens to; null: anybody. */
  readonly process: ProcessId | null;
  /** For what is sent, received and rejected: the type of the message; '': any. */
  readonly message: string;
};

export type Found = {
  /** Null where what is recorded holds no such event. */
  readonly moment: Moment | null;
  readonly event: EventIndex;
  /** There may still be one in what has not been recorded yet. */
  readonly isRecording: boolean;
};
