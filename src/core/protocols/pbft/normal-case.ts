import { requestKey } from '../../base/pair-key.ts';
import type { Context } from '../../model/index.ts';
import { cast } from '../../quorum/vote-box.ts';
import { askForMissing, fetchBody, keepEarly } from './asking.ts';
import { batchForgery, forgery, noteForgery, signed } from './authenticate.ts';
import { chosenTime, isLongAgo, timeFault, timeMismatch } from './clock.ts';
import { executeReady } from './execution.ts';
import {
  batchDigest,
  type Commit,
  type Prepare,
  type PrePrepare,
  type Proposal,
  type Request,
} from './messages.ts';
import { bare, parseMessage, whole } from './parse.ts';
import {
  highMark,
  isAblated,
  isStateless,
  primaryOf,
  slotAt,
  slotsOf,
  type ReplicaState,
  type Slot,
} from './state.ts';
import { executeTentatively } from './tentative.ts';
import { castVote, committedBy, countsAgain, preparedBy, type Proposed } from './votes.ts';
import { holdRequest } from './waiting.ts';

/**
 * Pre-prepare, prepare, commit. Source: OSDI'99 section 4.2; clauses PR1 to PR4 and N1 to N14.
 * A replica is prepared when the primary's proposal, the requests behind it, and q replicas stand together: the primary
 * through its pre-prepare, the backups through their prepares. It is a set of ids, so nobody counts twice (PR2).
 */

/** BA2: proposals in progress at once where one takes several requests: while they are, the next batch fills. */
const BATCHES_IN_PROGRESS = 2;

/**
 * N1, N2, BA1: the primary gives the next sequence number to the oldest waiting requests that have none yet, as many as a batch
 * takes, and again as long as there are any and the window is open. Which ones the NEW-VIEW has ordered is known only when the
 * requests behind all of its digests are here; which ones were executed, only when its own state is.
 */
export function proposeWaiting(state: ReplicaState, ctx: Context): void {
  if (!state.active || primaryOf(state.view, ctx.n) !== ctx.self) return;
  if (isStateless(state) || Object.keys(state.missing).length > 0) return;
  while (state.assigned < lastToAssign(state)) {
    const batch = nextBatch(state);
    if (batch.length === 0) return;
    propose(state, batch, ctx);
  }
}

function lastToAssign(state: ReplicaState): number {
  const high = isAblated(state, 'high-mark') ? Number.MAX_SAFE_INTEGER : highMark(state);
  return state.config.batch === 1 ? high : Math.min(high, state.executed + BATCHES_IN_PROGRESS);
}

function nextBatch(state: ReplicaState): Request[] {
  const batch: Request[] = [];
  for (const request of state.waiting) {
    if (batch.length === state.config.batch) break;
    if (state.ordered[requestKey(request)] === undefined) batch.push(request);
  }
  return batch;
}

function propose(state: ReplicaState, requests: readonly Request[], ctx: Context): void {
  state.assigned += 1;
  const time = chosenTime(requests, ctx);
  const unsigned: Proposal = {
    type: 'pre-prepare',
    view: state.view,
    seq: state.assigned,
    digest: batchDigest(requests, ctx, time.nd),
    replica: ctx.self,
    sig: '',
  };
  const proposal = signed(unsigned, ctx);
  keepBody(state, { digest: proposal.digest, requests, ...time });
  ctx.broadcast(whole(proposal, { requests, ...time }));
  acceptProposal(state, proposal, ctx);
}

/** N3 to N5: the first proposal that meets everything is accepted; what does not is rejected with its reason, a second one ignored. */
export function onPrePrepare(state: ReplicaState, message: PrePrepare, ctx: Context): void {
  const reason = forgery(state, message, ctx) ?? contentFault(state, message, ctx);
  if (reason !== null) return ctx.reject(message, reason);
  if (!isOfThisView(state, message, ctx)) return;
  const accepted = state.slots[message.seq]?.proposal;
  if (accepted == null) return takeProposal(state, message, ctx);
  if (accepted.digest !== message.digest) return contradict(state, message, ctx);
  if (state.missing[message.digest] === undefined) return ctx.ignore(message, 'accepted already');
  holdBody(state, message, ctx);
}

/** ND1. */
function takeProposal(state: ReplicaState, message: PrePrepare, ctx: Context): void {
  if (!hasGoodTime(state, message, ctx)) return;
  tellNote(message, ctx);
  holdBody(state, message, ctx);
  acceptProposal(state, bare(message), ctx);
}

/** N5: the first proposal stands; the second proves that the primary equivocates. */
function contradict(state: ReplicaState, message: PrePrepare, ctx: Context): void {
  if (isAblated(state, 'one-proposal')) return replaceProposal(state, message, ctx);
  ctx.note({ fact: 'rule', rule: 'N5' });
  ctx.ignore(
    message,
    `R${message.replica} proposed something else for sequence number ${message.seq} before`,
  );
}

/** The second proposal begins the sequence number anew. */
function replaceProposal(state: ReplicaState, message: PrePrepare, ctx: Context): void {
  delete state.slots[message.seq];
  holdBody(state, message, ctx);
  acceptProposal(state, bare(message), ctx);
}

/** It may be right and late, so that nobody is to blame; a time that has not come, or goes back, is the primary's. */
function hasGoodTime(state: ReplicaState, message: PrePrepare, ctx: Context): boolean {
  const fault = timeFault(state, message, ctx);
  if (fault === null) return true;
  ctx.note({ fact: 'rule', rule: 'ND1' });
  if (!isLongAgo(state, message.nd ?? 0, ctx)) {
    ctx.reject(message, fault);
    return false;
  }
  slotAt(state, message.seq).late = message;
  ctx.ignore(message, fault);
  return false;
}

/** N4: nothing is stored of a proposal that is refused. */
function contentFault(state: ReplicaState, message: PrePrepare, ctx: Context): string | null {
  const reason = proposalFault(state, message, ctx);
  if (reason !== null && isAblated(state, 'check-before-storing')) occupy(state, message);
  return reason;
}

/** The sequence number is taken by what is worth nothing. */
function occupy(state: ReplicaState, message: PrePrepare): void {
  const isOpen = message.view === state.view && state.active;
  if (!isOpen || message.seq <= state.low || message.seq > highMark(state)) return;
  slotAt(state, message.seq).proposal ??= bare(message);
}

/** The protocol does not look at it; it only says, before it votes, that it is there. */
function tellNote({ view, seq, replica, note }: PrePrepare, ctx: Context): void {
  if (note !== undefined) ctx.note({ fact: 'note-held', view, seq, replica, text: note.text });
}

type Batch = Pick<PrePrepare, 'digest' | 'requests' | 'nd'>;

function keepBody(state: ReplicaState, { digest, requests, nd }: Batch): void {
  state.bodies[digest] = requests;
  if (nd !== undefined) state.times[digest] = nd;
}

/** The requests behind a digest, checked by the caller: whatever waited for them goes on (N10, NV12). */
export function holdBody(state: ReplicaState, body: Batch, ctx: Context): void {
  const { digest, requests } = body;
  keepBody(state, body);
  for (const request of requests) holdRequest(state, request, ctx);
  if (state.missing[digest] === undefined) return;
  delete state.missing[digest];
  for (const slot of slotsOf(state).filter(({ proposal }) => proposal?.digest === digest)) {
    for (const request of requests) markOrdered(state, request, slot.seq);
    evaluate(state, slot, ctx);
  }
  proposeWaiting(state, ctx);
}

/** N3: everything that must hold before any of it is looked at or stored (N4). */
function proposalFault(state: ReplicaState, message: PrePrepare, ctx: Context): string | null {
  const isOfPrimary = message.replica === primaryOf(message.view, ctx.n);
  if (!isOfPrimary && !isAblated(state, 'only-primary-proposes')) {
    return `R${message.replica} is not the primary of view ${message.view}`;
  }
  if (message.seq === 0) return 'sequence numbers begin at 1';
  const { requests, nd, digest } = message;
  if (!isAblated(state, 'digest-check') && batchDigest(requests, ctx, nd) !== digest) {
    return 'the digest is not that of the requests';
  }
  return (
    timeMismatch(message) ??
    batchForgery(state, message.requests, ctx) ??
    noteForgery(state, message, ctx)
  );
}

/** N7: log it, and as a backup say so to everybody, once for each view and sequence number. */
export function acceptProposal(state: ReplicaState, proposal: Proposal, ctx: Context): void {
  const slot = slotAt(state, proposal.seq);
  const requests = state.bodies[proposal.digest] ?? [];
  slot.proposal = proposal;
  slot.settled = requests.filter((request) => wasExecuted(state, request)).map(requestKey);
  for (const request of requests) markOrdered(state, request, proposal.seq);
  const { view, seq, digest } = proposal;
  ctx.note({ fact: 'pre-prepared', view, seq, digest });
  if (proposal.replica !== ctx.self) {
    const prepare = signVote('prepare', proposal, ctx);
    cast(slot.prepares, ctx.self, prepare);
    ctx.broadcast(prepare);
  }
  if (state.bodies[digest] === undefined) {
    state.missing[digest] = true;
    fetchBody(digest, ctx);
  }
  evaluate(state, slot, ctx);
}

function markOrdered(state: ReplicaState, request: Request, seq: number): void {
  if (!wasExecuted(state, request)) state.ordered[requestKey(request)] = seq;
}

function wasExecuted(state: ReplicaState, { client, timestamp }: Request): boolean {
  const last = state.replies[client];
  return last !== undefined && timestamp <= last.timestamp;
}

function signVote<T extends 'prepare' | 'commit'>(
  type: T,
  proposal: Proposal,
  ctx: Context,
): { readonly type: T } & Omit<Prepare, 'type'> {
  const { view, seq, digest } = proposal;
  const statement = [type, view, seq, digest, ctx.self];
  return { type, view, seq, digest, replica: ctx.self, sig: ctx.sign(statement) };
}

/** N6, N8: the vote of a backup; one of the primary adds nothing to its pre-prepare. */
export function onPrepare(state: ReplicaState, message: Prepare, ctx: Context): void {
  const reason = forgery(state, message, ctx);
  if (reason !== null) return ctx.reject(message, reason);
  const isOfPrimary = message.replica === primaryOf(message.view, ctx.n);
  if (isOfPrimary && !isAblated(state, 'primary-votes-once')) {
    return ctx.ignore(message, 'the primary of a view has voted by its pre-prepare');
  }
  if (isOfThisView(state, message, ctx)) count(state, message, ctx);
}

/** N8: a vote of any replica, the primary included. */
export function onCommit(state: ReplicaState, message: Commit, ctx: Context): void {
  const reason = forgery(state, message, ctx);
  if (reason !== null) return ctx.reject(message, reason);
  if (isOfThisView(state, message, ctx)) count(state, message, ctx);
}

/** N8: votes are kept by digest, whether or not the proposal is here yet. */
function count(state: ReplicaState, message: Prepare | Commit, ctx: Context): void {
  const slot = slotAt(state, message.seq);
  const done = castVote(slot, message);
  if (done === 'duplicate' && !countsAgain(state, { slot, message }, ctx))
    return ctx.ignore(message, 'counted already');
  if (done === 'conflict') {
    // A7: one vote each; the other one is evidence against its signer.
    return ctx.ignore(message, `R${message.replica} voted for something else before`);
  }
  const { late } = slot;
  if (late !== null && slot.proposal === null && timeFault(state, late, ctx) === null)
    takeProposal(state, late, ctx);
  else evaluate(state, slot, ctx);
}

/** N8, N12, N13, PR7: phase messages count in the current view, while it is active, within the window. */
function isOfThisView(
  state: ReplicaState,
  message: PrePrepare | Prepare | Commit,
  ctx: Context,
): boolean {
  const time = timeOf(state, message);
  if (time === 'over') {
    ctx.ignore(message, `of view ${message.view}, which is over`);
    return false;
  }
  if (time === 'early') {
    keepEarly(state, message, ctx);
    return false;
  }
  if (message.replica === ctx.self && !isAblated(state, 'own-message')) {
    ctx.ignore(message, 'its own message come back');
    return false;
  }
  return isInWindow(state, message, ctx);
}

/** N12, N13: whether the view of a message has not begun, is going on, or is over. */
function timeOf(
  state: ReplicaState,
  message: PrePrepare | Prepare | Commit,
): 'early' | 'now' | 'over' {
  if (message.view < state.view) {
    const isLeft = !state.active && message.view === state.entered;
    if (isLeft && isAblated(state, 'leave-old-view')) return 'now';
    return message.type !== 'pre-prepare' && isAblated(state, `${message.type}-view`)
      ? 'now'
      : 'over';
  }
  if (message.view === state.view && (state.active || isAblated(state, 'await-new-view')))
    return 'now';
  return 'early';
}

/** PR7, RT4: above the low mark, up to the high mark. Who is further has a later stable checkpoint, and is asked for its proof. */
function isInWindow(
  state: ReplicaState,
  message: PrePrepare | Prepare | Commit,
  ctx: Context,
): boolean {
  const { seq } = message;
  const least = isAblated(state, 'low-mark-inclusive') ? Math.max(1, state.low) : state.low + 1;
  if (seq < least) {
    ctx.ignore(message, `sequence number ${seq} is covered by the stable checkpoint ${state.low}`);
    return false;
  }
  if (seq <= highMark(state) || isAblated(state, 'high-mark')) return true;
  keepEarly(state, message, ctx);
  askForMissing(state, message.replica, ctx);
  return false;
}

/**
 * N10, N11: the same state for every order of arrival, because every arrival asks the same questions again.
 * N12: except in a view that was left, where a body that comes late must not wake a vote.
 */
function evaluate(state: ReplicaState, slot: Slot, ctx: Context): void {
  const { proposal } = slot;
  if (proposal === null || state.bodies[proposal.digest] === undefined) return;
  if (!state.active && timeOf(state, { ...proposal, requests: [] }) !== 'now') return;
  if (!slot.isPrepared) becomePrepared(state, { slot, proposal }, ctx);
  if (!slot.isCommitted && (slot.isPrepared || isAblated(state, 'commit-needs-prepared')))
    becomeCommitted(state, { slot, proposal }, ctx);
  executeTentatively(state, ctx);
}

/** PR2, N9. The certificate is captured at once, so that no later step can lose it (V3). */
function becomePrepared(state: ReplicaState, { slot, proposal }: Proposed, ctx: Context): void {
  const support = preparedBy(state, { slot, proposal }, ctx);
  if (support === null) return;
  slot.isPrepared = true;
  const { together, messages: prepares } = support;
  // V1: that of the highest view.
  const isKept =
    state.certificates[slot.seq] !== undefined && isAblated(state, 'latest-certificate');
  if (!isKept) state.certificates[slot.seq] = { proposal, prepares };
  const { view, seq, digest } = proposal;
  ctx.note({ fact: 'prepared', view, seq, digest, voters: together });
  const commit = signVote('commit', proposal, ctx);
  cast(slot.commits, ctx.self, commit);
  ctx.broadcast(commit);
}

/** PR4. */
function becomeCommitted(state: ReplicaState, { slot, proposal }: Proposed, ctx: Context): void {
  const supporters = committedBy(state, { slot, proposal }, ctx);
  if (supporters === null) return;
  slot.isCommitted = true;
  const { view, seq, digest } = proposal;
  ctx.note({ fact: 'committed', view, seq, digest, voters: supporters });
  executeReady(state, ctx);
  proposeWaiting(state, ctx);
}

/** The view has begun, or the window has moved up: what was kept for it is taken in, what was kept for earlier ones dropped. */
export function releaseEarly(state: ReplicaState, ctx: Context): void {
  const kept = Object.values(state.early).flat();
  state.early = {};
  for (const body of kept) {
    const message = parseMessage(body);
    if (message?.type === 'pre-prepare' && message.view >= state.view)
      onPrePrepare(state, message, ctx);
    if (message?.type === 'prepare' && message.view >= state.view) onPrepare(state, message, ctx);
    if (message?.type === 'commit' && message.view >= state.view) onCommit(state, message, ctx);
  }
}
