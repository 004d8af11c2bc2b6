import type { Micros, ProcessId } from './data.ts';
import type { SignatureScheme, VoidAct } from './scenario.ts';

export type Outcome = 'agreed' | 'stalled' | 'unsafe';

/** The same with what an unsafe run came to: ledgers of correct replicas differ, a client believed a lie, or another promise broke. */
export type Ending = 'agreed' | 'stalled' | 'forked' | 'deceived' | 'unsafe';

/** What `parley run --json` prints; the contract is fixed and every key is always there. */
export type Report = {
  readonly protocol: string;
  readonly n: number;
  readonly f: number;
  /** The quorum as a number. */
  readonly quorum: number;
  readonly seed: number;
  readonly signatures: SignatureScheme;
  readonly ablate: readonly string[];
  readonly outcome: Outcome;
  readonly violations: readonly {
    readonly monitor: string;
    readonly at: Micros;
    readonly replicas: readonly ProcessId[];
    readonly detail: string;
  }[];
  /** Of correct clients. */
  readonly requests: {
    readonly issued: number;
    readonly completed: number;
    readonly executedByCorrect: number;
  };
  /** By replica, one digest a sequence number from 1. */
  readonly ledgers: Readonly<Record<string, readonly (string | null)[]>>;
  readonly messages: {
    readonly sent: number;
    readonly delivered: number;
    readonly dropped: number;
    readonly rejected: number;
    readonly byKind: Readonly<Record<string, number>>;
  };
  readonly views: { readonly entered: number; readonly changes: number };
  readonly latency: { readonly p50: Micros | null; readonly p99: Micros | null };
  readonly evidence: readonly {
    readonly replica: ProcessId;
    readonly kind: string;
    readonly at: Micros;
  }[];
  readonly until: Micros;
  readonly trace: { readonly events: number; readonly hash: string };
  /** What the protocol takes for granted and the scenario does not keep, in sentences without their full stops. */
  readonly assumptions: readonly string[];
  /** Interventions that did nothing, because what they were about was not there. */
  readonly void: readonly VoidAct[];
};
