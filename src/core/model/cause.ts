import type { Body, EventIndex, Micros, ProcessId } from './data.ts';
import type { Fact } from './fact.ts';
import type { Moment, Sentence } from './run.ts';

/** One of the things that a link rests on: a message of a quorum, or an earlier statement. It can be followed by itself. */
export type CauseStep = {
  readonly event: EventIndex;
  readonly at: Micros;
  /** The end of its step: the playhead stands there to see it. */
  readonly moment: Moment;
  readonly sentence: Sentence;
  /** It was the last that was needed. */
  readonly tips: boolean;
};

export type CauseLink = Omit<CauseStep, 'tips'> & {
  readonly process: ProcessId;
  /** The send event of the message that it is about, or null. */
  readonly message: EventIndex | null;
  /** Everything that made it, where that is more than one thing; the next link follows the last of them. */
  readonly rests: readonly CauseStep[];
};

/** Why an event happened: itself first, then what it happened because of, back to where it began. */
export type Causes = {
  readonly links: readonly CauseLink[];
  /** It goes back further than the chain is told. */
  readonly isCut: boolean;
};

/** What somebody points at: an event of the recording, or a process as it is at the playhead. */
export type Subject =
  | { readonly of: 'event'; readonly event: EventIndex }
  | { readonly of: 'process'; readonly process: ProcessId };

/** Why it is so, and why it is not otherwise. */
export type Inquiry = Causes & {
  /** What is told of first; null where nothing has happened to the process yet. */
  readonly event: EventIndex | null;
  /** What a process still waits for, and what will end the waiting. */
  readonly missing: readonly Sentence[];
};

/** What a fact of the past rests on, as the protocol knows it. What is left out follows from the step in which it was stated. */
export type Grounds = {
  readonly sentence: Sentence;
  /** Nothing that could be followed further: somebody wanted it so. */
  readonly isOrigin?: true;
  /** Messages that its process had got, or had sent itself: of each of these senders one, of all senders where that is null. */
  readonly mail?: {
    readonly from: readonly ProcessId[] | null;
    readonly fits: (body: Body) => boolean;
  };
  /** An earlier fact of the same process: the latest that fits. */
  readonly own?: (fact: Fact) => boolean;
  /** Earlier facts of the same process, all that fit. */
  readonly facts?: (fact: Fact) => boolean;
};
