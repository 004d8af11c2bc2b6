import type { TimeHeap } from '../base/heap.ts';
import type { Body, Envelope, EventIndex, Micros, ProcessId } from '../model/index.ts';
import type { Effect } from './outbox.ts';

/** An armed timer. Never changed, so that snapshots share it: an entry is stale once its timer is no longer the armed one. */
export type Timer = {
  readonly timer: string;
  readonly setAt: Micros;
  readonly firesAt: Micros;
  /** The event that set it. */
  readonly event: EventIndex;
};

/** A message on its way. With its label, `copy` and `repeat` tell it from all others on its link. */
export type Delivery = {
  readonly kind: 'deliver';
  readonly isLoyal: boolean;
  readonly copy: number;
  readonly repeat: number;
  /** As it was sent, where somebody has tampered with it since; else null. */
  readonly sent: Body | null;
} & Envelope;

/** What waits in the queue. Immutable. */
export type Entry =
  | Delivery
  | { readonly kind: 'timer'; readonly process: ProcessId; readonly timer: Timer }
  | { readonly kind: 'adversary-timer'; readonly adversary: number; readonly timer: Timer }
  /** A busy process may look into its inbox again. */
  | { readonly kind: 'wake'; readonly process: ProcessId; readonly at: Micros }
  /** What a process did when it started. */
  | { readonly kind: 'boot'; readonly process: ProcessId; readonly effects: readonly Effect[] }
  | { readonly kind: 'fault-begin' | 'fault-end'; readonly index: number }
  | { readonly kind: 'partition' | 'heal'; readonly index: number }
  /** Those that a person cut off can reach the others again. */
  | { readonly kind: 'rejoin'; readonly isolation: number };

/** What a process has to be idle for. */
export type Task = Extract<Entry, { kind: 'deliver' | 'timer' }>;

export type Queue = TimeHeap<Entry>;
