import type { Body, EventIndex, Micros, ProcessId } from './data.ts';
import type { Proof } from './evidence.ts';
import type { Fact } from './fact.ts';
import type { Violation } from './monitor.ts';
import type { MarkView } from './view.ts';
import type { Action } from './scenario.ts';

/** Kinds of trace events; the position is the code in the 32-byte record. Append only: hashes depend on it. */
export const EVENT_KINDS = [
  'send',
  'deliver',
  'drop',
  'timer-set',
  'timer-clear',
  'timer-fired',
  'note',
  'reject',
  'ignore',
  'crash',
  'recover',
  'mark',
  'partition',
  'heal',
  'intervene',
  'violation',
  'proof',
  'touch',
  'void',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** An event as it is read back from the trace. `cause` is the event that made it happen, or null. */
export type TraceEvent = {
  readonly index: EventIndex;
  readonly at: Micros;
  readonly process: ProcessId;
  readonly cause: EventIndex | null;
} & Happening;

export type DropReason =
  'loss' | 'partition' | 'crashed' | 'adversary limit' | 'by hand' | 'never released';

/** What a hand did to a message that goes on existing; the position is the code in the record. Append only. */
export const TOUCHES = ['delay', 'hold', 'release', 'tamper'] as const;
export type TouchKind = (typeof TOUCHES)[number];

export type Happening =
  /** `arrivesAt` is null for a message that the network loses; `copy` is 1 for the network's duplicate, more for a person's. */
  | {
      readonly kind: 'send';
      readonly to: ProcessId;
      readonly body: Body;
      readonly arrivesAt: Micros | null;
      readonly copy: number;
    }
  | { readonly kind: 'deliver'; readonly from: ProcessId; readonly body: Body }
  | {
      readonly kind: 'drop';
      readonly to: ProcessId;
      readonly body: Body;
      readonly reason: DropReason;
    }
  | { readonly kind: 'timer-set'; readonly timer: string; readonly firesAt: Micros }
  | { readonly kind: 'timer-clear' | 'timer-fired'; readonly timer: string }
  | { readonly kind: 'note'; readonly fact: Fact }
  | { readonly kind: 'reject' | 'ignore'; readonly reason: string }
  | { readonly kind: 'crash' | 'recover' }
  | { readonly kind: 'mark'; readonly mark: MarkView }
  | { readonly kind: 'partition' | 'heal'; readonly groups: readonly (readonly ProcessId[])[] }
  | { readonly kind: 'intervene'; readonly action: Action }
  | { readonly kind: 'violation'; readonly violation: Violation }
  /** Messages that loyal processes received convict the replica whose event this is. */
  | { readonly kind: 'proof'; readonly proof: Proof }
  /** Of the sender, because of the send event. `body` as it is from here on; `arrivesAt` null while it is held. */
  | {
      readonly kind: 'touch';
      readonly how: TouchKind;
      readonly body: Body;
      readonly arrivesAt: Micros | null;
    }
  /** The intervention that is the cause of this did nothing. */
  | { readonly kind: 'void'; readonly reason: string };
