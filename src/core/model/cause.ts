import type { Body, ProcessId } from './data.ts';
import type { Fact } from './fact.ts';
import type { Sentence } from './run.ts';

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
