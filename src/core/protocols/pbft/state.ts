import type { Body, Context, Micros, ProcessId, ReplicaConfig } from '../../model/index.ts';
import { weakSize } from '../../quorum/thresholds.ts';
import type { VoteBox } from '../../quorum/vote-box.ts';
import type {
  Commit,
  NewView,
  Prepare,
  PreparedProof,
  Proposal,
  Reply,
  Request,
  ViewChange,
} from './messages.ts';
import type { Service } from './service.ts';

/** One sequence number in the view that the replica is in. Votes may come before the proposal (N8). */
export type Slot = {
  seq: number;
  /** The accepted proposal of the view's primary, or null. */
  proposal: Proposal | null;
  /** Backups only: a prepare by the primary is never put in (N6). */
  prepares: VoteBox<Prepare>;
  commits: VoteBox<Commit>;
  /** Set once, when the predicate first became true in this view (N9). */
  isPrepared: boolean;
  isCommitted: boolean;
};

/** What the replicated memory knows of a client: its last request executed and the answer to it (X4, X7). */
export type LastReply = { timestamp: number; reply: Reply };

export type ReplicaState = {
  readonly config: ReplicaConfig;
  readonly n: number;
  view: number;
  /** False from sending VIEW-CHANGE for `view` until accepting its NEW-VIEW (N12). */
  active: boolean;
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
  /** Digests that the view has proposed without the requests being here (NV12). */
  missing: { [digest: string]: true };
  /** One entry a sequence number, from 1. */
  ledger: { seq: number; view: number; digest: string }[];
  service: Service;
  /** By client; part of the replicated state (X5). */
  replies: { [client: ProcessId]: LastReply };
  /** Valid requests held and not executed, oldest first (T3). */
  waiting: Request[];
  /** Sequence number by request key, of what the view has proposed and this replica not executed (N2). */
  ordered: { [request: string]: number };
  /** The VIEW-CHANGE of the highest view from each sender, the own one included (V8). */
  viewChanges: { [sender: ProcessId]: ViewChange };
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
  /** `progress` when the status timer was armed, or -1 when it does not run. */
  statusMark: number;
  /** When each peer was last answered, and asked, for rate limiting (RT3). */
  answered: { [peer: ProcessId]: Micros };
  asked: { [peer: ProcessId]: Micros };
};

export function emptyState(config: ReplicaConfig, n: number): ReplicaState {
  return {
    config,
    n,
    view: 0,
    active: true,
    assigned: 0,
    executed: 0,
    slots: {},
    certificates: {},
    bodies: {},
    missing: {},
    ledger: [],
    service: {},
    replies: {},
    waiting: [],
    ordered: {},
    viewChanges: {},
    newView: null,
    early: {},
    failures: 0,
    hasProgressed: true,
    timerFor: '',
    progress: 0,
    statusMark: -1,
    answered: {},
    asked: {},
  };
}

/** OSDI 4: p = v mod |R|. */
export function primaryOf(view: number, n: number): ProcessId {
  return view % n;
}

/** Votes that make a certificate; the ablation takes f+1 for it. */
export function certificateSize(state: ReplicaState, ctx: Context): number {
  return isAblated(state, 'quorum') ? weakSize(ctx.f) : ctx.q;
}

/** Consulted at the one decision point of a rule. */
export function isAblated(
  state: { readonly config: Pick<ReplicaConfig, 'ablate'> },
  rule: string,
): boolean {
  return state.config.ablate[rule] === true;
}

export function requestKey(request: Pick<Request, 'client' | 'timestamp'>): string {
  return `${request.client}:${request.timestamp}`;
}

export function slotAt(state: ReplicaState, seq: number): Slot {
  const known = state.slots[seq];
  if (known !== undefined) return known;
  const slot: Slot = {
    seq,
    proposal: null,
    prepares: {},
    commits: {},
    isPrepared: false,
    isCommitted: false,
  };
  state.slots[seq] = slot;
  return slot;
}

/** Slots of the view, ascending: integer keys iterate in ascending order. */
export function slotsOf(state: ReplicaState): Slot[] {
  return Object.values(state.slots);
}
