import type { Composer } from './compose.ts';
import type { Ballot, LogView } from './archive.ts';
import type { Body, Data, ProcessId } from './data.ts';
import type { Law } from './evidence.ts';
import type { RequestRef } from './fact.ts';
import type { Narrator, Sums } from './narrator.ts';
import type {
  Ablatable,
  AblationInfo,
  About,
  Actor,
  ClientConfig,
  MessageInfo,
  RuleInfo,
} from './process.ts';
import type { Terms } from './protocol-terms.ts';
import type { Scenario } from './scenario.ts';
import type { ClientView, ReplicaView } from './view.ts';
import type { GlossaryEntry, PlainWords } from './words.ts';

/** A value that a message puts forward for a sequence number, with the requests behind its digest. */
export type Proposed = {
  readonly seq: number;
  readonly digest: string;
  readonly requests: readonly RequestRef[];
};

/** Why a protocol cannot run a scenario: the field, and what it must be. */
export type Refusal = { readonly path: string; readonly message: string };

/** What the protocol's own part of the configuration is made of. */
type Block = { readonly [key: string]: Data };

/** A protocol. Forms, flags, legends, codec, fuzz ranges and golden runs follow from this descriptor. */
export interface Protocol<
  S extends Data = Data,
  C extends Data = Data,
  P extends Block = Block,
> extends Law {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  /** By message type, in the order of the protocol. The position is the kind code of the trace. */
  readonly messages: Readonly<Record<string, MessageInfo>>;
  readonly rules: Readonly<Record<string, RuleInfo>>;
  /** Rules that can be switched off, by id. */
  readonly ablations: Readonly<Record<string, AblationInfo>>;
  /** Timers that only repeat messages: they neither keep a run alive nor count as progress. */
  readonly backgroundTimers: readonly string[];
  readonly terms: Terms;
  /** For people outside the field; absent where the words are plain already. */
  readonly plain?: PlainWords;
  /** The words of the field that its screens use, beside those of all protocols. */
  readonly glossary?: readonly GlossaryEntry[];
  /** What its processes are told of the scenario, beside what every protocol's are. */
  configure(scenario: Scenario): P;
  /** Null where the protocol can run the scenario within reason; absent where it can run any. */
  refuse?(scenario: Scenario): Refusal | null;
  readonly replica: Actor<P & Ablatable, S>;
  readonly client: Actor<P & ClientConfig, C>;
  about(body: Body): About;
  /** Null for a message that puts no value forward. */
  proposal(body: Body): Proposed | null;
  /** How a person writes messages as a traitor, by message type; what is absent is not written by hand. */
  readonly compose?: Readonly<Record<string, Composer>>;
  /** The votes that a message carries; none for what is malformed. Signatures are not checked. Absent where nobody votes. */
  ballots?(body: Body): readonly Ballot[];
  inspectReplica(state: S, self: ProcessId): ReplicaView;
  /** All that a replica has written down, bounded; absent where that is its view already. */
  inspectLog?(state: S): LogView;
  inspectClient(state: C): ClientView;
  readonly narrator: Narrator;
  readonly sums: Sums;
}
