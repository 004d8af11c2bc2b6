import type { Data, EventIndex, Micros, ProcessId } from './data.ts';
import type { Proof } from './evidence.ts';
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
    }
  | {
      readonly kind: 'mark';
      readonly at: Micros;
      readonly event: EventIndex;
      readonly process: ProcessId;
      readonly mark: MarkKind;
    }
  /** `process` is convicted. */
  | {
      readonly kind: 'proof';
      readonly at: Micros;
      readonly event: EventIndex;
      readonly process: ProcessId;
      readonly proof: Proof;
    };

/** The marks of the moment. */
export interface Bench {
  readonly n: number;
  readonly f: number;
  readonly q: number;
  readonly now: Micros;
  /** Loyal, or crashed, or injected but not yet turned: its word counts for safety. */
  isCorrect(replica: ProcessId): boolean;
  /** A client that follows the protocol. */
  isCorrectClient(client: ProcessId): boolean;
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
  start(bench: Bench): S;
  observe(state: S, observation: Observation, bench: Bench): readonly Violation[];
  /** At the end of the run. */
  finish(state: S, bench: Bench): readonly Violation[];
}
