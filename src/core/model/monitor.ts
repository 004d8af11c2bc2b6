import type { Body, Data, EventIndex, Micros, ProcessId } from './data.ts';
import type { Breach, Claim, Proof } from './evidence.ts';
import type { Fact } from './fact.ts';
import type { MarkKind } from './view.ts';

export type Certificate = {
  readonly holder: ProcessId;
  readonly view: number;
  readonly seq: number;
  readonly digest: string;
  readonly voters: readonly ProcessId[];
};

export type Violation = {
  readonly monitor: string;
  readonly at: Micros;
  readonly replicas: readonly ProcessId[];
  /** One plain sentence with the figures. */
  readonly detail: string;
  /** The events that prove it. */
  readonly evidence: readonly EventIndex[];
  /** For agreement: the two certificates. */
  readonly certificates: readonly Certificate[];
  /** For agreement: the traitors that stand in both. */
  readonly culprits: readonly ProcessId[];
};

/** One thing that a monitor is told, in the order it happened. */
export type Observation =
  | {
      readonly kind: 'fact';
      readonly at: Micros;
      readonly event: EventIndex;
      readonly process: ProcessId;
      readonly fact: Fact;
      /** The event that began the step: a delivery, or a timer. */
      readonly cause: EventIndex | null;
    }
  | {
      readonly kind: 'mark';
      readonly at: Micros;
      readonly event: EventIndex;
      readonly process: ProcessId;
      readonly mark: MarkKind;
    }
  /** A correct process sends it, to one or to all. `event` is that of the first copy. */
  | {
      readonly kind: 'sent';
      readonly at: Micros;
      readonly event: EventIndex;
      readonly process: ProcessId;
      readonly body: Body;
    }
  /** A correct process gets it; what it does about it comes next. */
  | {
      readonly kind: 'received';
      readonly at: Micros;
      readonly event: EventIndex;
      readonly process: ProcessId;
      readonly from: ProcessId;
      readonly body: Body;
    }
  /** A correct process refused what it has just got. */
  | {
      readonly kind: 'rejected';
      readonly at: Micros;
      readonly event: EventIndex;
      readonly process: ProcessId;
      readonly from: ProcessId;
    }
  /** `process` is convicted. */
  | {
      readonly kind: 'proof';
      readonly at: Micros;
      readonly event: EventIndex;
      readonly process: ProcessId;
      readonly proof: Proof;
    };

/** The observations of one kind, or of several. */
export type ObservationOf<K extends Observation['kind']> = Extract<
  Observation,
  { readonly kind: K }
>;

/** What the protocol and the network promise in this run. */
export type Timing = {
  /** T: the view-change time-out before any doubling. */
  readonly viewChange: Micros;
  /** D: no message takes longer; null where processing has a price, because queues have no bound. */
  readonly delay: Micros | null;
  /** From then on nothing is lost and nobody is cut off; null: never. */
  readonly calmFrom: Micros | null;
  /** K: a checkpoint is taken each time after so many sequence numbers. */
  readonly checkpointInterval: number;
  /** L: sequence numbers above the low water mark that may be in use. */
  readonly window: number;
  /** Requests that a proposal takes at most. */
  readonly batch: number;
  /** The horizon: a run that gets there is cut off, whatever is under way. */
  readonly until: Micros;
};

/** The marks of the moment, and what is public about the run. */
export interface Bench {
  readonly n: number;
  readonly f: number;
  readonly q: number;
  readonly now: Micros;
  /** Loyal, or crashed, or injected but not yet turned: its word counts for safety. */
  isCorrect(replica: ProcessId): boolean;
  /** A client that follows the protocol. */
  isCorrectClient(client: ProcessId): boolean;
  readonly timing: Timing;
  /** The signed claims in a message, the outermost first. */
  testimony(body: Body): readonly Claim[];
  /** Its signature is that of its signer. */
  isGenuine(claim: Claim): boolean;
  /** What is wrong with a claim by itself, its own signature apart; null: nothing. */
  breachOf(claim: Claim): Breach | null;
}

export interface Monitor<S extends Data = Data> {
  readonly id: string;
  readonly title: string;
  readonly kind: 'safety' | 'liveness';
  /** In plain words. */
  readonly claim: string;
  /** In symbols. */
  readonly formula: string;
  /** Clauses of the conformance list. */
  readonly clauses: readonly string[];
  /** Protocol ids whose facts it judges; empty for any. */
  readonly protocols: readonly string[];
  /** What it listens to; all, where it does not say. Messages are many, and most monitors have no use for them. */
  readonly hears?: readonly Observation['kind'][];
  /** Of those, the facts that it listens to, and the types of messages sent and received; all, where it does not say. */
  readonly facts?: readonly Fact['fact'][];
  readonly sends?: readonly string[];
  readonly receives?: readonly string[];
  start(bench: Bench): S;
  observe(state: S, observation: Observation, bench: Bench): readonly Violation[];
  /** At the end of the run. */
  finish(state: S, bench: Bench): readonly Violation[];
}
