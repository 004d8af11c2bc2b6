import type { Context, ProcessId } from '../../model/index.ts';
import { mayAnswer, ownStatus, period } from './asking.ts';
import { forgery, signed } from './authenticate.ts';
import { moveLow } from './checkpoint.ts';
import { executeReady } from './execution.ts';
import type { FetchState, MetaData, StateData } from './messages.ts';
import { proposeWaiting } from './normal-case.ts';
import {
  image,
  imageOf,
  pageDigest,
  restored,
  rootDigest,
  type Image,
  type Page,
} from './pages.ts';
import { rollBack } from './tentative.ts';
import {
  highMark,
  isAblated,
  type Certificate,
  type ReplicaState,
  type Transfer,
} from './state.ts';
import { stopRequestTimer, updateViewTimer } from './view-timer.ts';

/**
 * Fetching the state of a checkpoint that a quorum vouches for, when the log that led to it is gone everywhere.
 * Source: OSDI'99 section 4.3; Castro's thesis, section 5.3; clauses S1 to S8. The target names the digest, the
 * digest proves the META-DATA, the META-DATA proves each page, so that one lying or silent replier costs time and nothing else.
 */

/** Asks for the digests of all pages instead of a page. */
const ALL_PAGES = -1;

/**
 * After every handler. G9, G10: a state that is wrong, or beyond the window, cannot be reached by waiting. One within the window
 * may be: its messages can be on their way, so that only a replica which got no further for a while gives up on them.
 */
export function watchTransfer(state: ReplicaState, ctx: Context): void {
  if (state.transfer !== null) return;
  const { certified } = state;
  if (state.isCorrupt && certified !== null)
    return startTransfer(state, { target: certified, reason: 'its own state is another one' }, ctx);
  if (certified !== null && certified.seq > highMark(state) && certified.seq > state.executed)
    return startTransfer(state, { target: certified, reason: 'it lies beyond the window' }, ctx);
  const isBehind = state.ahead > state.executed;
  if (isBehind && state.transferMark < 0) {
    state.transferMark = state.progress;
    ctx.setTimer('transfer', state.config.viewChange);
  }
  if (!isBehind && state.transferMark >= 0) {
    state.transferMark = -1;
    ctx.clearTimer('transfer');
  }
}

/** The replier was silent for too long, or the replica has not got ahead by itself. */
export function onTransferTimer(state: ReplicaState, ctx: Context): void {
  if (state.transfer !== null) return giveUpOn(state, state.transfer, ctx);
  const isStuck = state.transferMark === state.progress;
  state.transferMark = -1;
  const { certified } = state;
  if (!isStuck || state.ahead <= state.executed) return;
  if (certified === null || certified.seq <= state.executed) ctx.broadcast(ownStatus(state, ctx));
  else startTransfer(state, { target: certified, reason: 'it did not get there by itself' }, ctx);
}

/** S1: towards a certified checkpoint only. The window follows at once (NV8), so that what comes above is logged (S5). */
export function startTransfer(
  state: ReplicaState,
  { target, reason }: { readonly target: Certificate; readonly reason: string },
  ctx: Context,
): void {
  rollBack(state, ctx);
  const { seq, digest, proof } = target;
  const others = proof.map((vote) => vote.replica).filter((id) => id !== ctx.self);
  const later = others.filter((id) => id > ctx.self);
  const repliers = [...later, ...others.filter((id) => id < ctx.self)];
  const pages = { ...state.transfer?.pages, ...ownPages(state, ctx) };
  state.transfer = { seq, digest, repliers, turn: 0, digests: null, pages };
  state.images = {};
  state.transferMark = -1;
  ctx.note({ fact: 'state-wanted', seq, digest, reason });
  stopRequestTimer(state, ctx);
  if (seq > state.low) moveLow(state, target, ctx);
  ask(state, state.transfer, ctx);
}

/** Most of an old state is often still right. */
function ownPages(state: ReplicaState, ctx: Context): { [digest: string]: Page } {
  const { digests, pages } = imageOf(state, state.executed, ctx);
  return Object.fromEntries(digests.map((digest, index) => [digest, pages[index] ?? []]));
}

/** Who is asked at the moment. */
export function replierOf({ repliers, turn }: Transfer): ProcessId {
  return repliers[turn % repliers.length] ?? 0;
}

/** S2: first the digests of all pages, then the pages that are lacking, all of one replier. */
function ask(state: ReplicaState, transfer: Transfer, ctx: Context): void {
  const wanted = transfer.digests === null ? [ALL_PAGES] : lacking(transfer);
  for (const page of wanted) {
    const { seq, digest } = transfer;
    const unsigned: FetchState = {
      type: 'fetch-state',
      seq,
      digest,
      page,
      replica: ctx.self,
      sig: '',
    };
    ctx.send(replierOf(transfer), signed(unsigned, ctx));
  }
  ctx.setTimer('transfer', period(state));
}

function lacking({ digests, pages }: Transfer): number[] {
  return (digests ?? []).flatMap((digest, index) => (pages[digest] === undefined ? [index] : []));
}

/** S2, S8: another replier; or another target, if a later one is certified by now: the old one may be gone everywhere. */
function giveUpOn(state: ReplicaState, transfer: Transfer, ctx: Context): void {
  const { certified } = state;
  if (certified !== null && certified.seq > transfer.seq) {
    ctx.note({ fact: 'rule', rule: 'S8' });
    return startTransfer(state, { target: certified, reason: 'an earlier one did not come' }, ctx);
  }
  ctx.note({ fact: 'rule', rule: 'S2' });
  transfer.turn += 1;
  ask(state, transfer, ctx);
}

/** After a crash: the timer is gone, and so is whatever was on its way. */
export function resumeTransfer(state: ReplicaState, ctx: Context): void {
  state.transferMark = -1;
  if (state.transfer !== null) ask(state, state.transfer, ctx);
}

/** Who has a later stable checkpoint answers with its proof instead (S8). */
export function onFetchState(state: ReplicaState, message: FetchState, ctx: Context): void {
  const reason = forgery(state, message, ctx);
  if (reason !== null) return ctx.reject(message, reason);
  const { seq, digest, replica: peer } = message;
  const held = state.images[seq];
  if (held?.digest === digest) {
    if (ctx.now >= state.pinned.until)
      state.pinned = { seq, until: ctx.now + state.config.viewChange };
    return sendPart(held, message, ctx);
  }
  ctx.ignore(message, `this replica does not hold the state after sequence number ${seq}`);
  if (state.low > seq && mayAnswer(state, peer, ctx)) {
    for (const proof of state.proof) ctx.send(peer, proof);
  }
}

function sendPart(held: Image, message: FetchState, ctx: Context): void {
  const { seq, digest, page, replica: peer } = message;
  if (page === ALL_PAGES) {
    const unsigned: MetaData = {
      type: 'meta-data',
      seq,
      digest,
      pages: held.digests,
      replica: ctx.self,
      sig: '',
    };
    return ctx.send(peer, signed(unsigned, ctx));
  }
  const entries = held.pages[page];
  if (entries === undefined) return ctx.ignore(message, `the state has no page ${page}`);
  const unsigned: StateData = {
    type: 'data',
    seq,
    digest,
    page,
    entries,
    replica: ctx.self,
    sig: '',
  };
  ctx.send(peer, signed(unsigned, ctx));
}

/** S2: the digests of all pages. Those that do not lead to the digest of the checkpoint cost the replier its turn. */
export function onMetaData(state: ReplicaState, message: MetaData, ctx: Context): void {
  const reason = forgery(state, message, ctx);
  if (reason !== null) return ctx.reject(message, reason);
  const { transfer } = state;
  if (transfer === null || !isOfTarget(transfer, message) || transfer.digests !== null)
    return ctx.ignore(message, 'not needed');
  const isRight = rootDigest(message.seq, message.pages, ctx) === transfer.digest;
  if (!isRight && !isAblated(state, 'transfer-check')) {
    ctx.reject(message, 'the digest of the checkpoint does not follow from those of its pages');
    return dismiss(state, { transfer, replier: message.replica }, ctx);
  }
  transfer.digests = message.pages;
  if (lacking(transfer).length > 0) ask(state, transfer, ctx);
  else install(state, transfer, ctx);
}

/** S2: one page, taken if it has the digest that the META-DATA names. With the last one the state is installed (S1). */
export function onStateData(state: ReplicaState, message: StateData, ctx: Context): void {
  const reason = forgery(state, message, ctx);
  if (reason !== null) return ctx.reject(message, reason);
  const { transfer } = state;
  const wanted = transfer?.digests?.[message.page];
  if (transfer === null || wanted === undefined || !isOfTarget(transfer, message))
    return ctx.ignore(message, 'not needed');
  if (transfer.pages[wanted] !== undefined) return ctx.ignore(message, 'this page is here already');
  const isRight = pageDigest(message.entries, ctx) === wanted;
  if (!isRight && !isAblated(state, 'transfer-check')) {
    ctx.reject(message, 'the page does not have the digest that was asked for');
    return dismiss(state, { transfer, replier: message.replica }, ctx);
  }
  transfer.pages[wanted] = message.entries;
  if (lacking(transfer).length === 0) return install(state, transfer, ctx);
  ctx.setTimer('transfer', period(state));
}

function isOfTarget(transfer: Transfer, message: MetaData | StateData): boolean {
  return message.seq === transfer.seq && message.digest === transfer.digest;
}

/** S2: who is asked now and sends something wrong is not waited for; who was not asked cannot chase the replier away. */
function dismiss(
  state: ReplicaState,
  { transfer, replier }: { readonly transfer: Transfer; readonly replier: ProcessId },
  ctx: Context,
): void {
  if (replier === replierOf(transfer)) giveUpOn(state, transfer, ctx);
}

/** S1, S3, S4: the state, the table of answers and the sequence number change together; then what was logged above goes on. */
function install(state: ReplicaState, transfer: Transfer, ctx: Context): void {
  const pages = (transfer.digests ?? []).map((digest) => transfer.pages[digest] ?? []);
  const installed = image(transfer.seq, pages, ctx);
  const { service, replies } = restored(pages);
  const { seq } = transfer;
  state.service = service;
  state.replies = replies;
  state.executed = seq;
  state.assigned = Math.max(state.assigned, seq);
  state.ledger = [];
  state.images = { [seq]: installed };
  state.transfer = null;
  state.isCorrupt = false;
  state.progress += 1;
  // T7: the others have progressed, and now so has this replica.
  state.hasProgressed = true;
  state.failures = 0;
  forgetSatisfied(state);
  ctx.clearTimer('transfer');
  ctx.note({ fact: 'state-installed', seq, digest: installed.digest });
  updateViewTimer(state, ctx);
  executeReady(state, ctx);
  proposeWaiting(state, ctx);
}

/** What is answered in the new table waits no more; what the view ordered up to here is either executed or void. */
function forgetSatisfied(state: ReplicaState): void {
  state.waiting = state.waiting.filter(
    ({ client, timestamp }) => timestamp > (state.replies[client]?.timestamp ?? -1),
  );
  for (const key of Object.keys(state.ordered)) {
    if ((state.ordered[key] ?? 0) <= state.executed) delete state.ordered[key];
  }
}
