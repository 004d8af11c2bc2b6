import type {
  Body,
  Context,
  ExecutedRequest,
  Micros,
  ProcessId,
  ReplicaConfig,
} from '../../model/index.ts';
import { quorumSize, weakSize } from '../../quorum/thresholds.ts';
import { emptyBox, type VoteBox } from '../../quorum/vote-box.ts';
import type {
  Checkpoint,
  Commit,
  NewView,
  Prepare,
  PrePrepare,
  PreparedProof,
  Proposal,
  Reply,
  Request,
  ViewChange,
} from './messages.ts';
import type { Image, Page } from './pages.ts';
import type { Service } from '../../service/memory.ts';

/** One sequence number in the view that the replica is in. Votes may come before the proposal (N8). */
export type Slot = {
  seq: number;
  /** The accepted proposal of the view's primary, or null. */
  proposal: Proposal | null;
  /** A valid proposal whose time is too long ago to be voted for, unless f+1 others vouch for it (ND1). */
  late: PrePrepare | null;
  /** Backups only: a prepare by the primary is never put in (N6). */
  prepares: VoteBox<Prepare>;
  commits: VoteBox<Commit>;
  /** Set once, when the predicate first became true in this view (N9). */
  isPrepared: boolean;
  isCommitted: boolean;
  /** Who sent the same vote again; counted in no quorum unless a rule is ablated. */
  repeats: { readonly prepare: ProcessId[]; readonly commit: ProcessId[] };
  /** Of its requests, those that had been executed when it was proposed; looked at only if a rule is ablated (X4). */
  settled: readonly string[];
};

/** What the replicated memory knows of a client: its last request executed and the answer to it (X4, X7). */
export type LastReply = {
  readonly timestamp: number;
  readonly result: string;
  /** Null where the answer came with a fetched state: it is signed when somebody asks for it. */
  reply: Reply | null;
};

/** O1: an execution that is not final yet. */
export type Tentative = {
  readonly seq: number;
  readonly digest: string;
  readonly executed: readonly ExecutedRequest[];
  /** Memory and reply table as they were before it (O2). */
  readonly before: Pick<ReplicaState, 'service' | 'replies'>;
};

/** PR5: a quorum vouches for the digest of the state after `seq`. */
export type Certificate = {
  readonly seq: number;
  readonly digest: string;
  /** CHECKPOINT messages of as many distinct replicas as it takes, and no more (V5). */
  readonly proof: readonly Checkpoint[];
};

/** A state that is being fetched (S1). Nothing is executed meanwhile. */
export type Transfer = {
  readonly seq: number;
  readonly digest: string;
  /** Who vouched for the target, in the order in which they are asked. */
  readonly repliers: readonly ProcessId[];
  /** How often the replier was changed; it is the one whose turn it is (S2). */
  turn: number;
  /** Of the pages in order, once they are known and checked against `digest`. */
  digests: readonly string[] | null;
  /** Pages by digest; those of the own old state, and of an earlier target, are kept where they are still right. */
  readonly pages: { [digest: string]: Page };
};

export type ReplicaState = {
  readonly config: ReplicaConfig;
  readonly n: number;
  view: number;
  /** False from sending VIEW-CHANGE for `view` until accepting its NEW-VIEW (N12). */
  active: boolean;
  /** The view that was entered last: while not active, the one that was left and that the slots are of. */
  entered: number;
  /** Last sequence number assigned, as primary of the view. */
  assigned: number;
  /** Last sequence number executed. */
  executed: number;
  /** By sequence number; emptied on entering a view, after certificates were captured (V3). */
  slots: { [seq: number]: Slot };
  /** By sequence number: the prepared certificate of the highest view in which it was prepared (V1, V2). */
  certificates: { [seq: number]: PreparedProof };
  /** Requests behind a batch digest. */
  bodies: { [digest: string]: readonly Request[] };
  /** The time behind a batch digest, where the batch needs one (ND1). */
  times: { [digest: string]: number };
  /** The latest time executed with. */
  clock: Micros;
  /** Digests that the view has proposed without the requests being here (NV12). */
  missing: { [digest: string]: true };
  /** What was executed last: all of it above the low water mark, and a few entries below. */
  ledger: { seq: number; view: number; digest: string }[];
  service: Service;
  /** The execution that memory and reply table are ahead of the ledger by, or null (O3). */
  tentative: Tentative | null;
  /** By client: a read-only request that waits until all that is prepared here is executed (O4). */
  reads: { [client: ProcessId]: Request };
  /** By client; part of the replicated state (X5). */
  replies: { [client: ProcessId]: LastReply };
  /** By client: the last result that this replica has signed for good; its own word, no part of the replicated state (G9). */
  given: { [client: ProcessId]: { readonly timestamp: number; readonly result: string } };
  /** h, the low water mark: the last stable checkpoint, or the one that is being fetched (G4, NV8). */
  low: number;
  /** The messages that prove it; none for 0, which needs no proof (G3). */
  proof: readonly Checkpoint[];
  /** Own checkpoints from the last stable one on, by sequence number. */
  images: { [seq: number]: Image };
  /** CHECKPOINT messages within the window, by sequence number. */
  reports: { [seq: number]: VoteBox<Checkpoint> };
  /** The highest CHECKPOINT of each sender beyond the window (G8). */
  beyond: { [sender: ProcessId]: Checkpoint };
  /** The highest sequence number for which each sender has claimed a checkpoint. */
  claims: { [sender: ProcessId]: number };
  /** By sequence number: who sent the same CHECKPOINT again; counted in no quorum unless a rule is ablated. */
  repeats: { [seq: number]: ProcessId[] };
  /** The highest certified checkpoint above the low water mark, or null. */
  certified: Certificate | null;
  /** Some correct replica has executed this sequence number: f+1 say so (PR6). */
  ahead: number;
  /** The own state differs from a certified one, and is good for nothing (G9). */
  isCorrupt: boolean;
  transfer: Transfer | null;
  /** `progress` when the transfer timer was armed to see whether the replica gets there by itself, or -1. */
  transferMark: number;
  /** A checkpoint that another replica is fetching, kept for a while although there is a later one. */
  pinned: { readonly seq: number; readonly until: Micros };
  /** Valid requests held and not executed, oldest first (T3). */
  waiting: Request[];
  /** Sequence number by request key, of what the view has proposed and this replica not executed (N2). */
  ordered: { [request: string]: number };
  /** The VIEW-CHANGE of the highest view from each sender, the own one included (V8). */
  viewChanges: { [sender: ProcessId]: ViewChange };
  /** Views that were asked for, once for each message; looked at only if a rule is ablated (T8). */
  calls: number[];
  /** The NEW-VIEW that opened `view`; null in view 0 and while changing view. */
  newView: NewView | null;
  /** Verified phase messages of later views, a few for each sender, until their NEW-VIEW comes (N13). */
  early: { [sender: ProcessId]: Body[] };
  /** Views in a row that failed: the time-out is the base times two to this power (T6, T7). */
  failures: number;
  /** A new request was executed since the view was entered. */
  hasProgressed: boolean;
  /** What the view timer waits for: a request's key, 'new-view', or '' when it does not run. */
  timerFor: string;
  /** Counts executions and views entered; a status timer that finds it unchanged asks for what is missing. */
  progress: number;
  /** The highest sequence number of a slot of this view. */
  highest: number;
  /** The highest sequence number that the NEW-VIEW of this view has proposed again, or 0. */
  reproposed: number;
  /** `progress` when the status timer was armed, or -1 when it does not run. */
  statusMark: number;
  /** When each peer was last answered, and asked, for rate limiting (RT3). */
  answered: { [peer: ProcessId]: Micros };
  asked: { [peer: ProcessId]: Micros };
  /** Digests in messages that were found authentic; kept and looked at only if a rule is ablated (A10). */
  verified: { [digest: string]: true };
  /** Who delivered the message that is being handled; kept and looked at only if a rule is ablated (A2). */
  courier: ProcessId;
};

/** A replica of `n` before anything has come: in view 0, with an empty memory and the checkpoint at 0, which needs no proof (G3). */
export function emptyState(config: ReplicaConfig, n: number): ReplicaState {
  return {
    config,
    n,
    view: 0,
    active: true,
    entered: 0,
    assigned: 0,
    executed: 0,
    slots: {},
    certificates: {},
    ...noBodies(),
    ledger: [],
    service: {},
    tentative: null,
    reads: {},
    replies: {},
    given: {},
    low: 0,
    proof: [],
    images: {},
    reports: {},
    beyond: {},
    claims: {},
    repeats: {},
    certified: null,
    ahead: 0,
    isCorrupt: false,
    transfer: null,
    transferMark: -1,
    pinned: { seq: 0, until: 0 },
    waiting: [],
    ordered: {},
    viewChanges: {},
    calls: [],
    newView: null,
    early: {},
    failures: 0,
    hasProgressed: true,
    timerFor: '',
    progress: 0,
    highest: 0,
    reproposed: 0,
    statusMark: -1,
    answered: {},
    asked: {},
    verified: {},
    courier: -1,
  };
}

function noBodies(): Pick<ReplicaState, 'bodies' | 'times' | 'clock' | 'missing'> {
  return { bodies: {}, times: {}, clock: 0, missing: {} };
}

/** OSDI 4: p = v mod |R|. */
export function primaryOf(view: number, n: number): ProcessId {
  return view % n;
}

/** Votes that make a certificate; the ablations are the formulas that are taken for it elsewhere. */
export function certificateSize(state: ReplicaState, { n, f, q }: Context): number {
  if (isAblated(state, 'quorum')) return weakSize(f);
  if (isAblated(state, 'quorum-2f+1')) return quorumSize('2f+1', n, f);
  if (isAblated(state, 'quorum-majority')) return Math.floor(n / 2) + 1;
  if (isAblated(state, 'tolerance-third')) return quorumSize('intersect', n, Math.floor(n / 3));
  return q;
}

/** H, the high water mark (G7). */
export function highMark(state: ReplicaState): number {
  const { checkpointInterval, window } = state.config;
  return state.low + (isAblated(state, 'window-of-two') ? checkpointInterval : window);
}

/** Where the state is of no use, because it is wrong or being replaced, nothing is executed, answered or proposed (G9, S5). */
export function isStateless(state: ReplicaState): boolean {
  return state.transfer !== null || state.isCorrupt;
}

/** Consulted at the one decision point of a rule. */
export function isAblated(
  state: { readonly config: Pick<ReplicaConfig, 'ablate'> },
  rule: string,
): boolean {
  const { ablate } = state.config;
  return ablate !== null && ablate[rule] === true;
}

/** The slot of a sequence number, begun if there is none yet. */
export function slotAt(state: ReplicaState, seq: number): Slot {
  const known = state.slots[seq];
  if (known !== undefined) return known;
  const slot = emptySlot(seq);
  state.slots[seq] = slot;
  state.highest = Math.max(state.highest, seq);
  return slot;
}

/** A slot without a proposal and without votes. */
export function emptySlot(seq: number): Slot {
  return {
    seq,
    proposal: null,
    late: null,
    prepares: emptyBox(),
    commits: emptyBox(),
    isPrepared: false,
    isCommitted: false,
    repeats: { prepare: [], commit: [] },
    settled: [],
  };
}

/** Slots of the view, ascending: integer keys iterate in ascending order. */
export function slotsOf(state: ReplicaState): Slot[] {
  return Object.values(state.slots);
}
