import type { EventIndex, Micros, ProcessId } from './data.ts';

/** A position in a recording: `events` events have happened, and it is `at`. Steps are atomic, so it never lies inside one. */
export type Moment = { readonly events: EventIndex; readonly at: Micros };

/** A piece of a sentence: text, a value by its index in `values`, a process, or the words that an agent obeyed. */
export type Span =
  | string
  | { readonly value: number }
  | { readonly process: ProcessId }
  | { readonly obeyed: string };
export type Sentence = readonly Span[];
