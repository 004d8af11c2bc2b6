import type { Micros, ProcessId } from './data.ts';
import type { Shortcuts } from './process.ts';

/** A scenario with every default filled in. The JSON form and its limits are in scenario/schema.ts. */
export type Scenario = {
  readonly version: 1;
  readonly title: string;
  readonly protocol: string;
  readonly seed: number;
  readonly replicas: number;
  readonly tolerance: number;
  readonly quorum: QuorumRule;
  readonly signatures: SignatureScheme;
  readonly faults: readonly Fault[];
  readonly network: Network;
  readonly cost: { readonly message: Micros; readonly sign: Micros; readonly verify: Micros };
  readonly timers: { readonly viewChange: Micros; readonly client: Micros };
  readonly workload: {
    readonly clients: number;
    /** For each client. */
    readonly requests: number;
    readonly interval: Micros;
    /** One text for all, or a list dealt to the clients in turn. */
    readonly payload: string | readonly string[];
  };
  readonly pbft: Shortcuts & {
    /** A checkpoint is taken each time after so many sequence numbers. */
    readonly checkpointInterval: number;
    /** Sequence numbers above the last stable checkpoint that may be in use. */
    readonly window: number;
    /** Requests that one proposal takes at most. */
    readonly batch: number;
    readonly ablate: readonly string[];
  };
  readonly interventions: readonly Intervention[];
  readonly until: Micros;
};

/** `intersect`: floor((n+f)/2)+1. */
export type QuorumRule = 'intersect' | '2f+1' | 'n-f' | number;

export type SignatureScheme = 'ed25519' | 'ideal';

export type Fault = {
  readonly replicas: readonly ProcessId[];
  readonly at: Micros;
  readonly until: Micros | null;
} & FaultChoice;

export type FaultChoice =
  | { readonly kind: 'crashed' }
  | { readonly kind: 'lying'; readonly tactic: string }
  | { readonly kind: 'colluding'; readonly tactic: string }
  | { readonly kind: 'prompt-injected'; readonly text: string };

export type Latency =
  | { readonly kind: 'constant'; readonly value: Micros }
  | { readonly kind: 'uniform'; readonly min: Micros; readonly max: Micros }
  | {
      readonly kind: 'long-tailed';
      readonly min: Micros;
      readonly median: Micros;
      readonly max: Micros;
    };

export type Network = {
  readonly latency: Latency;
  /** Probability in [0, 1]. */
  readonly loss: number;
  readonly duplicate: number;
  /** Loss and duplication stop here; 0: they hold throughout. */
  readonly gst: Micros;
  readonly partitions: readonly Partition[];
};

export type Partition = {
  readonly at: Micros;
  readonly until: Micros;
  /** Replicas that no group lists form one more group. */
  readonly groups: readonly (readonly ProcessId[])[];
};

/** Applied at `at`, after that many simulation steps of that microsecond. */
export type Intervention = { readonly at: Micros; readonly after: number } & Action;

export type Action =
  | { readonly do: 'crash'; readonly replicas: readonly ProcessId[] }
  /** Back to loyal: a crashed replica recovers with its stable storage, a traitor follows the protocol again. */
  | { readonly do: 'restore'; readonly replicas: readonly ProcessId[] }
  | { readonly do: 'lie'; readonly replicas: readonly ProcessId[]; readonly tactic: string }
  | { readonly do: 'collude'; readonly replicas: readonly ProcessId[]; readonly tactic: string }
  | { readonly do: 'inject'; readonly replicas: readonly ProcessId[]; readonly text: string }
  /** A person's own order, sent by the guest client. */
  | { readonly do: 'order'; readonly text: string };
