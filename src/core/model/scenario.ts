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
    /** One text for all, or a list dealt to the clients in turn: who has several asks for one after the other, over and over. */
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
  | { readonly do: 'order'; readonly text: string }
  /** The replicas, together, can reach no other replica until then; null: until they rejoin. */
  | {
      readonly do: 'isolate';
      readonly replicas: readonly ProcessId[];
      readonly until: Micros | null;
    }
  | { readonly do: 'rejoin'; readonly replicas: readonly ProcessId[] }
  | Touch
  | Composed;

/**
 * Which message: the one that so many with its label had gone over its link before. So it is the same one whatever else is done
 * in the run; where it no longer exists, what was to be done to it is void.
 */
export type MessageRef = {
  readonly from: ProcessId;
  readonly to: ProcessId;
  readonly kind: string;
  readonly view: number;
  /** Sequence number, or the client's timestamp for request and reply. */
  readonly number: number;
  readonly copy: number;
  /** 0: as it was sent; 1: the network's repetition of it; from 2 on: those that a person made. */
  readonly repeat: number;
};

/** The network's hand, or a person's: what is done to a message on its way. Its sender has no part in it. */
export type Touch = { readonly message: MessageRef } & (
  | { readonly do: 'drop' | 'duplicate' }
  /** Held where it is until it is released; one that never is counts as dropped at the end of the run. */
  | { readonly do: 'hold' | 'release' }
  | { readonly do: 'delay'; readonly by: Micros }
  /** One field is replaced under the old signature, nested ones with dots in the name; without a value, one bit of it is flipped. */
  | { readonly do: 'tamper'; readonly field: string; readonly value?: number | string }
);

/** A message that a person writes as a traitor, signed with a key that its cabal holds. */
export type Composed = {
  readonly do: 'compose';
  /** The traitor who sends it; a request goes out from the client that the traitors own. */
  readonly from: ProcessId;
  /** The replica that it names as its sender; another one than a fellow is a forgery, because nobody has that key. */
  readonly as?: ProcessId;
  readonly kind: string;
  readonly to: readonly ProcessId[];
  /** By field of the protocol's form; what is left out is as the sender's own state suggests. */
  readonly fields: ComposedFields;
};
export type ComposedFields = { readonly [field: string]: number | string };

/** An intervention that did nothing, and why: what it was about was not there. */
export type VoidAct = {
  readonly at: Micros;
  readonly do: Action['do'];
  readonly reason: string;
};
