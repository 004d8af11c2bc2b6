import type { LogView } from './archive.ts';
import type { Draft } from './compose.ts';
import type { Body, EventIndex, Micros, ProcessId } from './data.ts';
import type { Proof } from './evidence.ts';
import type { Tactic } from './fault.ts';
import type { Bench, Monitor, Violation } from './monitor.ts';
import type { Protocol } from './protocol.ts';
import type { Composed, MessageRef, Scenario, VoidAct } from './scenario.ts';
import type { Happening } from './trace.ts';
import type { ProcessView } from './view.ts';

/** How much of a run a trace keeps. `facts`: what processes state about themselves, marks, proofs and violations, but no messages. */
export type TraceLevel = 'full' | 'facts';

/** Receives every event of a run as it happens; its position is its index in the trace. */
export interface Sink {
  /** `facts`: it is not shown the messages, of which there are most. Left out: it is shown everything. */
  readonly level?: TraceLevel;
  record(at: Micros, process: ProcessId, cause: EventIndex | null, happening: Happening): void;
}

export type KernelSetup = {
  /** Validated. Its protocol, tactics and ablations exist. */
  readonly scenario: Scenario;
  readonly protocol: Protocol;
  readonly tactics: readonly Tactic[];
  readonly monitors: readonly Monitor[];
  /** Null in mass runs and while replaying what is recorded already. */
  readonly sink: Sink | null;
  /** False where nobody asks for proofs: then none are looked for. */
  readonly evidence?: boolean;
};

export type Tally = {
  readonly sent: number;
  readonly delivered: number;
  readonly dropped: number;
  readonly rejected: number;
  readonly byKind: Readonly<Record<string, number>>;
};

/** Signatures that replicas and clients made and checked; what traitors do beside their machines is their own affair. */
export type Effort = { readonly signs: number; readonly verifies: number };

/** A message that has been sent and has not come to its end. */
export type Underway = {
  readonly ref: MessageRef;
  /** As it is now: tampering changes it. */
  readonly body: Body;
  /** Null while it is held. */
  readonly due: Micros | null;
};

/** Opaque to everybody but the kernel that made it, or one of a scenario that differs only in later interventions. */
export type Snapshot = { readonly events: EventIndex; readonly at: Micros };

/** The deterministic discrete-event machine that runs one scenario. */
export interface Kernel {
  readonly now: Micros;
  /** Events so far; also the index of the next one. */
  readonly events: EventIndex;
  readonly isOver: boolean;
  /** Steps done within the current microsecond. */
  readonly stepsIntoNow: number;
  readonly bench: Bench;
  readonly tally: Tally;
  /** Since this kernel was made: a snapshot does not carry it. */
  readonly effort: Effort;
  /** Requests that correct clients have or will have: those of the workload, and the orders that a person gave so far. */
  readonly required: number;
  /** In order; at most 16 for each monitor. Those of `finish` come with the last step. */
  readonly violations: readonly Violation[];
  /** What convicts replicas, in the order found; one of each kind for each replica. */
  readonly proofs: readonly Proof[];
  /** Does one step, or applies one intervention that falls due before it; false once the run is over. */
  step(): boolean;
  /**
   * For who only wants to know what breaks: where everything asked for is done and nothing but repeats has gone on for a long time, the
   * run goes straight to its horizon and ends. True if it did.
   */
  rest(): boolean;
  inspect(process: ProcessId): ProcessView;
  /** The log of a replica; null where the protocol has none to show. */
  inspectLog(replica: ProcessId): LogView | null;
  /** Every process that a screen should show: replicas, workload clients, the guest and accomplices once they acted. */
  processes(): readonly ProcessId[];
  readonly voids: readonly VoidAct[];
  /** The message that a send event began, while it is on its way; null before and after. */
  locate(event: EventIndex): Underway | null;
  /** What a traitor would send just now; a reason where it cannot. */
  draft(letter: Omit<Composed, 'do' | 'to'>): Draft | string;
  /** The plain state of a monitor, by id. */
  monitorState(id: string): unknown;
  snapshot(): Snapshot;
  restore(snapshot: Snapshot): void;
  /** From now on events go there. */
  setSink(sink: Sink | null): void;
}
