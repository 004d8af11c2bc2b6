import type { Micros, ProcessId, TextSpan } from './data.ts';
import type { TacticOptions } from './fault.ts';

/** One process's own state as the screen shows it: plain data, nothing that the process could not know. */
export type ReplicaView = {
  readonly view: number;
  /** False while a view change is in progress; `view` is then the one it wants. */
  readonly active: boolean;
  readonly primary: ProcessId;
  /** Requests held and not yet executed. */
  readonly waiting: number;
  /** Open sequence numbers and the last executed ones, ascending. */
  readonly slots: readonly SlotView[];
  /** The last entries executed, ascending, at most 8; `ledgerLength` counts all. */
  readonly ledger: readonly LedgerEntry[];
  readonly ledgerLength: number;
  /** The water marks: sequence numbers above `low`, up to `high`, are in use. */
  readonly low: number;
  readonly high: number;
  /** The state that it fetches because it fell behind, or null. */
  readonly fetching: FetchView | null;
  /** Checkpoints that are not stable yet, the lowest first, and who vouches for each. */
  readonly gathering?: readonly { readonly seq: number; readonly voters: readonly ProcessId[] }[];
  /** VIEW-CHANGE messages held for `view`, by sender, while not active. */
  readonly viewChanges: readonly ProcessId[];
  /** At the primary of the view that it wants: what each of those messages carries. */
  readonly carried?: readonly CarriedView[];
  /** At the primary of a view that a NEW-VIEW opened: what that message proposes again. */
  readonly opened?: readonly LedgerEntry[];
  /** The replicated memory, at most 8 entries. */
  readonly memory: readonly (readonly [key: string, value: string])[];
  /** Of generals: what it was told of the present order, by the way that it came. */
  readonly relays?: readonly RelayView[];
};

/** A VIEW-CHANGE message: the sender's stable checkpoint, and what it has prepared above it. */
export type CarriedView = {
  readonly replica: ProcessId;
  readonly stable: number;
  readonly prepared: readonly LedgerEntry[];
};

/** An order and everybody who passed it on, from the commander to the last. */
export type RelayView = {
  readonly path: readonly ProcessId[];
  readonly value: string;
  readonly digest: string;
};

export type FetchView = {
  /** The checkpoint's sequence number. */
  readonly seq: number;
  /** Who is asked at the moment. */
  readonly from: ProcessId;
  /** Pages held, of all; all is 0 until their digests are known. */
  readonly held: number;
  readonly all: number;
};

export type SlotPhase = 'idle' | 'pre-prepared' | 'prepared' | 'committed' | 'executed';

export type SlotView = {
  readonly seq: number;
  readonly view: number;
  /** The accepted digest, or '' before a pre-prepare. */
  readonly digest: string;
  readonly phase: SlotPhase;
  /** Who stands behind which digest, the primary through its pre-prepare. */
  readonly prepares: readonly Vote[];
  readonly commits: readonly Vote[];
  /** False while the requests behind the digest are still missing. */
  readonly hasBody: boolean;
};

export type Vote = { readonly replica: ProcessId; readonly digest: string };

export type LedgerEntry = { readonly seq: number; readonly digest: string };

export type ClientView = {
  /** The operation that is outstanding, or ''. */
  readonly operation: string;
  readonly timestamp: number;
  readonly attempt: number;
  /** Replies held for the outstanding request, by replica. */
  readonly replies: readonly { readonly replica: ProcessId; readonly result: string }[];
  readonly needed: number;
  readonly completed: number;
  /** Orders not sent yet. */
  readonly left: number;
  /** The result accepted last, or ''. */
  readonly accepted: string;
};

export type TimerView = {
  readonly timer: string;
  readonly setAt: Micros;
  readonly firesAt: Micros;
};

/** A process at one moment, with what the laboratory knows about it. */
export type ProcessView = ReplicaProcess | ClientProcess;

export type ReplicaProcess = {
  readonly id: ProcessId;
  readonly timers: readonly TimerView[];
  readonly role: 'replica';
  readonly mark: MarkView;
  readonly replica: ReplicaView;
};

export type ClientProcess = {
  readonly id: ProcessId;
  readonly timers: readonly TimerView[];
  readonly role: 'client';
  readonly client: ClientView;
};

export type MarkKind = 'loyal' | 'crashed' | 'lying' | 'colluding' | 'prompt-injected';

export type MarkView = {
  readonly kind: MarkKind;
  readonly tactic: string;
  /** Those that are not the tactic's defaults; absent if there are none. */
  readonly options?: TacticOptions;
  /** Fellow members of the cabal, itself included. */
  readonly cabal: readonly ProcessId[];
  /** What an injected agent read, and the part of it that it obeys; both '' otherwise. */
  readonly text: string;
  readonly obeyed: readonly TextSpan[];
  readonly turned: boolean;
};
