import type { TimeHeap } from '../base/heap.ts';
import type { Envelope, EventIndex, Micros, ProcessId } from '../model/index.ts';
import type { Effect } from './outbox.ts';

/** An armed timer. Frozen, so that snapshots share it: an entry is stale once its timer is no longer the armed one. */
export type Timer = {
  readonly timer: string;
  readonly setAt: Micros;
  readonly firesAt: Micros;
  /** The event that set it. */
  readonly event: EventIndex;
};

/** What waits in the queue. Immutable. */
export type Entry =
  | ({ readonly kind: 'deliver'; readonly isLoyal: boolean } & Envelope)
  | { readonly kind: 'timer'; readonly process: ProcessId; readonly timer: Timer }
  | { readonly kind: 'adversary-timer'; readonly adversary: number; readonly timer: Timer }
  /** A busy process may look into its inbox again. */
  | { readonly kind: 'wake'; readonly process: ProcessId; readonly at: Micros }
  /** What a process did when it started. */
  | { readonly kind: 'boot'; readonly process: ProcessId; readonly effects: readonly Effect[] }
  | { readonly kind: 'fault-begin' | 'fault-end'; readonly index: number }
  | { readonly kind: 'partition' | 'heal'; readonly index: number };

/** What a process has to be idle for. */
export type Task = Extract<Entry, { kind: 'deliver' | 'timer' }>;

export type Queue = TimeHeap<Entry>;
