import type { Body, ProcessId } from './data.ts';
import type { Fact } from './fact.ts';
import type { Sentence, Span } from './moment.ts';
import type { Bench } from './monitor.ts';

/** What one process did at once: facts in the order in which it stated them. */
export interface Telling {
  readonly bench: Bench;
  readonly process: ProcessId;
  readonly facts: readonly Fact[];
  /** The message that the process has just got; left out where it is something else, or not known. */
  readonly got?: Body;
  readonly value: (digest: string) => Span;
  /** The value that a message supports. */
  readonly valueOf: (body: Body) => Span;
}

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

/** What a protocol knows about the causes of its facts, for whoever follows them back. */
export interface CauseTeller {
  /** One fact of the past as a link of a chain of causes, and what it rests on. */
  grounds(fact: Fact, telling: Telling): Grounds;
  /** By message type, the facts of its sender that make it send one, the likeliest first. */
  readonly occasions: Readonly<Record<string, readonly Fact['fact'][]>>;
  /** Such a fact as the end of "sent because R1 ...": "was prepared on A". */
  tellOccasion(fact: Fact, telling: Telling): Sentence;
}
