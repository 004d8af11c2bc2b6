import type { Body, Data, Envelope, Micros, ProcessId, Statement } from './data.ts';
import type { Fact } from './fact.ts';

/** All that a process sees of the world. Verbs queue effects; the kernel applies them after the handler returned. */
export interface Context {
  readonly self: ProcessId;
  readonly now: Micros;
  /** Number of replicas. */
  readonly n: number;
  /** Faults that the protocol is configured to tolerate. */
  readonly f: number;
  /** Votes that make a quorum. */
  readonly q: number;
  isReplica(id: Data): id is ProcessId;
  isClient(id: Data): id is ProcessId;
  send(to: ProcessId, body: Body): void;
  /** To every replica but the caller. One frozen body, n deliveries. */
  broadcast(body: Body): void;
  /** Arms or re-arms. */
  setTimer(timer: string, after: Micros): void;
  clearTimer(timer: string): void;
  /** Hex SHA-256 over the canonical encoding, separated by domain. */
  digest(domain: string, data: Data): string;
  /** Signs as the caller. Hex. */
  sign(statement: Statement): string;
  /** False for anything malformed; never throws. */
  verify(signer: ProcessId, statement: Statement, signature: Data): boolean;
  /** The same of a message, where what its signature covers is a function of the message alone. Costs little however often it is asked. */
  isSignedBy<M extends { readonly sig: Data }>(
    signer: ProcessId,
    message: M,
    statementOf: (message: M) => Statement,
  ): boolean;
  /** To be asked by a client, once for each new request: the text that rides in it; '' for none. */
  attachment(): string;
  /** A draw in [0, bound), keyed by the caller and the label: the same label gives the same number. */
  random(label: number, bound: number): number;
  note(fact: Fact): void;
  /** The message failed authentication or validation. */
  reject(body: Data, reason: string): void;
  /** The message is stale, duplicate, early or late, and harmless. */
  ignore(body: Data, reason: string): void;
}

/** A state machine. Handlers may change only their own `state`; effects go through `ctx`. */
export interface Actor<C, S> {
  start(config: C, ctx: Context): S;
  onMessage(state: S, envelope: Envelope, ctx: Context): void;
  onTimer(state: S, timer: string, ctx: Context): void;
  /** After a crash, with the state as it was: stable storage. Timers are gone and have to be armed anew. */
  onRecover(state: S, ctx: Context): void;
  /** A person's order, given to a client while the run plays. */
  onOrder?(state: S, operation: string, ctx: Context): void;
}

/** Rules of the protocol that are switched off, by id; null where none is, because it is asked for with every message. */
export type Ablatable = { readonly ablate: Readonly<Record<string, boolean>> | null };

/** What PBFT may do to answer sooner or with less; all off unless the scenario asks for it. */
export type Shortcuts = {
  /** Execute a request once it is prepared, and answer tentatively. */
  readonly tentative: boolean;
  /** Answer requests that change nothing at once, without ordering them. */
  readonly readOnly: boolean;
  /** One replica answers in full, the others with a digest. */
  readonly digestReplies: boolean;
};

/** What a replica of PBFT is configured with. */
export type ReplicaConfig = Ablatable &
  Shortcuts & {
    readonly viewChange: Micros;
    /** K: a checkpoint is taken each time after so many sequence numbers. */
    readonly checkpointInterval: number;
    /** L: sequence numbers above the last stable checkpoint that may be in use. */
    readonly window: number;
    /** Requests that one proposal takes at most. */
    readonly batch: number;
  };

/** What the client of every protocol is configured with. */
export type ClientConfig = Ablatable & {
  readonly timeout: Micros;
  readonly interval: Micros;
  /** Operations to send, in order. */
  readonly operations: readonly string[];
};

export type Glyph =
  | 'circle'
  | 'triangle'
  | 'diamond'
  | 'square'
  | 'chevron'
  | 'cross'
  | 'hourglass'
  | 'star'
  | 'ring'
  | 'bracket'
  | 'lines';

export type MessageInfo = {
  /** As a person reads it: "Pre-prepare". */
  readonly label: string;
  readonly glyph: Glyph;
  /** One plain sentence. */
  readonly meaning: string;
};

/** A clause of the protocol's conformance list. */
export type Clause = {
  readonly id: string;
  /** What it asks for, in one plain sentence. */
  readonly text: string;
  /** Paper and section; '' where the papers leave it to whoever builds it. */
  readonly source: string;
};

/** A rule that can be left out, so that its lack shows what it is for. */
export type AblationInfo = {
  /** One plain sentence: what is then missing. */
  readonly missing: string;
  /** The mistakes of implementations that it stands for, by their numbers in the specification; none: several, or none of them. */
  readonly mutants: readonly number[];
  /** What is not kept without it, and what prevents the attack where it is. */
  readonly clause: Clause;
};

export type RuleInfo = { readonly title: string; readonly section: string };

/** What a message speaks about; all numbers, so that draws need no strings. Absent parts are 0, absent digest ''. */
export type About = {
  readonly view: number;
  /** Sequence number, or the client's timestamp for request and reply. */
  readonly number: number;
  /** Sequence number, or 0. */
  readonly seq: number;
  /** The value that the message supports: a batch digest, a request digest, or ''. */
  readonly digest: string;
};
