import type { Micros, ProcessId } from './data.ts';
import type { TacticOptions } from './fault.ts';
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
  readonly agents: readonly Agent[];
  readonly injections: readonly Injection[];
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
  /** Oral messages or signed ones; m is the tolerance. */
  readonly generals: { readonly messages: 'oral' | 'signed'; readonly ablate: readonly string[] };
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
  | ({ readonly kind: 'lying' | 'colluding' } & TacticChoice)
  | { readonly kind: 'prompt-injected'; readonly text: string };

/** What the listed replicas are. One that no entry lists is an agent too: of a model of its own, without a guard. */
export type Agent = {
  readonly replicas: readonly ProcessId[];
  /** The model that they share; '' for a model of its own each. */
  readonly family: string;
  readonly guard: Guard;
};

/** When an agent reads what rides in a request: as soon as it holds it, or only after committing and answering it. */
export type Guard = 'none' | 'quarantine';

/** A text that rides in a request. */
export type Injection = {
  /** Requests are numbered from 1 across the run, in the order in which they are first sent. */
  readonly request: number;
  readonly text: string;
  /** The families that are susceptible to it; null: every agent. */
  readonly families: readonly string[] | null;
};

/** A tactic, and the options of it that are not the defaults. */
export type TacticChoice = { readonly tactic: string; readonly options?: TacticOptions };

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
  /** What the scheduling adversary was told to hold up, message by message. */
  readonly delays: readonly Delay[];
  readonly scheduler: Scheduler;
};

export type Partition = {
  readonly at: Micros;
  readonly until: Micros;
  /** Replicas that no group lists form one more group. */
  readonly groups: readonly (readonly ProcessId[])[];
};

/**
 * An order to the scheduling adversary: whatever matches and is sent in that span is delivered so much later. Where the network
 * has a global stabilisation time, only what is sent before it, and nothing later than that time and the greatest latency.
 */
export type Delay = {
  readonly at: Micros;
  readonly until: Micros;
  /** Senders, receivers and message types; null: any. */
  readonly from: readonly ProcessId[] | null;
  readonly to: readonly ProcessId[] | null;
  readonly kinds: readonly string[] | null;
  readonly by: Micros;
};

/** How the scheduling adversary uses its power by itself, within the same limits. */
export type Scheduler =
  | { readonly kind: 'none' }
  /** Each message comes up to so much later, so that they overtake each other. */
  | { readonly kind: 'reorder'; readonly upTo: Micros }
  /** All that one replica sends and is sent comes so much later; whose turn it is is drawn anew after each `every`. */
  | { readonly kind: 'starve'; readonly by: Micros; readonly every: Micros };

/** Applied at `at`, after that many simulation steps of that microsecond. */
export type Intervention = { readonly at: Micros; readonly after: number } & Action;

export type Action =
  | { readonly do: 'crash'; readonly replicas: readonly ProcessId[] }
  /** Back to loyal: a crashed replica recovers with its stable storage, a traitor follows the protocol again. */
  | { readonly do: 'restore'; readonly replicas: readonly ProcessId[] }
  | ({ readonly do: 'lie' | 'collude'; readonly replicas: readonly ProcessId[] } & TacticChoice)
  | { readonly do: 'inject'; readonly replicas: readonly ProcessId[]; readonly text: string }
  /** A person's own order, sent by the guest client. */
  | { readonly do: 'order'; readonly text: string };
