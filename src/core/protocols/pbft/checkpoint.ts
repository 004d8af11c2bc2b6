import type { Context } from '../../model/index.ts';
import { weakSize } from '../../quorum/thresholds.ts';
import {
  cast,
  emptyBox,
  voters,
  withdraw,
  type Cast,
  type VoteBox,
} from '../../quorum/vote-box.ts';
import { forgery, nestedForgery, signed } from './authenticate.ts';
import type { Checkpoint } from './messages.ts';
import { imageOf } from './pages.ts';
import {
  certificateSize,
  highMark,
  isAblated,
  type Certificate,
  type ReplicaState,
} from './state.ts';

/**
 * Checkpoints, water marks and what may be forgotten. Source: OSDI'99 section 4.3; clauses G1 to G11 and PR5 to PR7.
 * Every K sequence numbers a replica says what its state is. Where a quorum says the same, f+1 correct replicas can prove it and
 * hand it out, so that everything which led to it may be discarded, and nobody needs it again.
 */

/** Entries of the ledger kept below the low water mark, to be shown. */
const LEDGER_TAIL = 8;

/** G1, G2: right after the sequence number was executed, before anything else is. */
export function takeCheckpoint(state: ReplicaState, seq: number, ctx: Context): void {
  if (seq % state.config.checkpointInterval !== 0 || isAblated(state, 'checkpoint-at-once')) return;
  stateCheckpoint(state, seq, ctx);
}

/** G2 left out: when everything that was ready has been executed. */
export function takeLateCheckpoint(state: ReplicaState, ctx: Context): void {
  if (!isAblated(state, 'checkpoint-at-once')) return;
  const seq = state.executed - (state.executed % state.config.checkpointInterval);
  if (seq > state.low && state.images[seq] === undefined) stateCheckpoint(state, seq, ctx);
}

function stateCheckpoint(state: ReplicaState, seq: number, ctx: Context): void {
  const { service } = state;
  const replies = isAblated(state, 'reply-table') ? {} : state.replies;
  const image = imageOf({ service, replies }, seq, ctx);
  const { digest } = image;
  state.images[seq] = image;
  ctx.note({ fact: 'checkpoint-taken', seq, digest });
  sayCheckpoint(state, { seq, digest }, ctx);
  settle(state, seq, ctx);
}

/**
 * G9, I11: once for each sequence number. Who had to give up its state and gets there again keeps silent: what it has signed stands in
 * the box, and another digest beside it would only look like a lie.
 */
function sayCheckpoint(
  state: ReplicaState,
  { seq, digest }: Pick<Checkpoint, 'seq' | 'digest'>,
  ctx: Context,
): void {
  const box = boxAt(state, seq);
  if (box.votes[ctx.self] !== undefined) return;
  const unsigned: Checkpoint = { type: 'checkpoint', seq, digest, replica: ctx.self, sig: '' };
  const message = signed(unsigned, ctx);
  ctx.broadcast(message);
  cast(box, ctx.self, message);
}

function boxAt(state: ReplicaState, seq: number): VoteBox<Checkpoint> {
  return (state.reports[seq] ??= emptyBox());
}

/** G4, G8: one for each sender and sequence number; a quorum for one digest makes the checkpoint stable. */
export function onCheckpoint(state: ReplicaState, message: Checkpoint, ctx: Context): void {
  const { seq, replica } = message;
  const reason = forgery(state, message, ctx);
  if (reason !== null) return ctx.reject(message, reason);
  if (!isCheckpointSeq(state, seq))
    return ctx.reject(message, `no checkpoint is taken at sequence number ${seq}`);
  if (replica === ctx.self) return ctx.ignore(message, 'its own message come back');
  if (seq <= state.low)
    return ctx.ignore(message, `checkpoint ${state.low} is stable, this one is not later`);
  const done =
    seq > highMark(state) ? keepHighest(state, message) : cast(boxAt(state, seq), replica, message);
  if (done === 'duplicate' && !countsAgain(state, message))
    return ctx.ignore(message, 'counted already');
  if (done === 'conflict') recast(state, message);
  noteClaim(state, message, ctx);
  settle(state, seq, ctx);
}

/**
 * G8: of a sender that states one thing first and another later, the later word counts: what the others hold as proof may need it, and a
 * replica that was a traitor for a while would otherwise keep a checkpoint from ever becoming stable.
 */
function recast(state: ReplicaState, message: Checkpoint): void {
  const box = boxAt(state, message.seq);
  withdraw(box, message.replica);
  cast(box, message.replica, message);
}

/** G3, G7: every K sequence numbers; 0 needs no proof and never gets one. */
function isCheckpointSeq(state: ReplicaState, seq: number): boolean {
  return seq > 0 && seq % state.config.checkpointInterval === 0;
}

/** A7: a replica stands in a certificate once, however often it sends the message. */
function countsAgain(state: ReplicaState, { seq, replica }: Checkpoint): boolean {
  if (!isAblated(state, 'one-checkpoint-each')) return false;
  (state.repeats[seq] ??= []).push(replica);
  return true;
}

/**
 * G8: beyond the window one for each sender, so that a liar cannot fill the memory. The highest; but one that claims to be further than
 * f+1 others have got gives way to what those others show as proof, or it would keep a replica behind for ever.
 */
function keepHighest(state: ReplicaState, message: Checkpoint): Cast {
  const known = state.beyond[message.replica];
  const isAlone = known !== undefined && known.seq > state.ahead && message.seq === state.ahead;
  const isNews = known === undefined || known.seq < message.seq || isAlone;
  if (!isNews && (known.seq > message.seq || known.digest === message.digest)) return 'duplicate';
  state.beyond[message.replica] = message;
  return 'counted';
}

/** PR6, S7: what f+1 replicas have reached, each by its highest claim, at least one correct replica has reached. */
function noteClaim(state: ReplicaState, { replica, seq }: Checkpoint, ctx: Context): void {
  state.claims[replica] = Math.max(state.claims[replica] ?? 0, seq);
  if (seq <= state.ahead) return;
  const claims = Object.values(state.claims).filter((claim) => claim > state.ahead);
  if (claims.length < weakSize(ctx.f)) return;
  state.ahead = claims.sort((a, b) => b - a)[weakSize(ctx.f) - 1] ?? 0;
}

/** PR5: asks whether the checkpoint at this sequence number has a quorum behind it by now. */
function settle(state: ReplicaState, seq: number, ctx: Context): void {
  const box = seq > highMark(state) ? beyondAt(state, seq) : (state.reports[seq] ?? emptyBox());
  const isTarget = seq > state.executed && isAblated(state, 'transfer-target');
  const size = isTarget ? 1 : stableSize(state, ctx);
  if (box.count + (state.repeats[seq]?.length ?? 0) < size) return;
  for (const digest of new Set(Object.values(box.votes).map((message) => message.digest))) {
    const agreeing = isAblated(state, 'checkpoint-digest')
      ? Object.keys(box.votes).map(Number)
      : voters(box, digest);
    const again = (state.repeats[seq] ?? []).filter((id) => agreeing.includes(id));
    const messages = [...agreeing, ...again].flatMap((id) => box.votes[id] ?? []);
    const proof = messages.slice(0, size);
    if (proof.length === size) return adoptStable(state, { seq, digest, proof }, ctx);
  }
}

function beyondAt(state: ReplicaState, seq: number): VoteBox<Checkpoint> {
  const box = emptyBox<Checkpoint>();
  for (const message of Object.values(state.beyond))
    if (message.seq === seq) cast(box, message.replica, message);
  return box;
}

/** A quorum, so that f+1 correct replicas can hand out the state whoever else fails; the ablation takes f+1 in all. */
function stableSize(state: ReplicaState, ctx: Context): number {
  return isAblated(state, 'stable-by-f+1') ? weakSize(ctx.f) : certificateSize(state, ctx);
}

/**
 * G4, G5, G9: a proven checkpoint, from whatever message. The water marks follow it only as far as the own state goes. Who has
 * not got there yet may get there by itself, or fetches the state; who has got somewhere else must fetch it.
 */
export function adoptStable(state: ReplicaState, certificate: Certificate, ctx: Context): void {
  const { seq, digest, proof } = certificate;
  if (seq <= state.low) return;
  if (seq > (state.certified?.seq ?? 0)) {
    state.certified = certificate;
    ctx.note({ fact: 'checkpoint-stable', seq, digest, voters: proof.map((vote) => vote.replica) });
  }
  state.ahead = Math.max(state.ahead, seq);
  if (state.transfer !== null) return;
  if (state.executed < seq) {
    if (isAblated(state, 'h-without-state')) moveLow(state, certificate, ctx);
    return;
  }
  const isSame = state.images[seq]?.digest === digest;
  if (isSame || isAblated(state, 'state-check')) return moveLow(state, certificate, ctx);
  ctx.note({ fact: 'rule', rule: 'G9' });
  state.isCorrupt = true;
}

/** G4, G6, G7: the window moves up. */
export function moveLow(
  state: ReplicaState,
  { seq, proof }: Pick<Certificate, 'seq' | 'proof'>,
  ctx: Context,
): void {
  state.low = seq;
  state.proof = proof;
  if (state.certified !== null && state.certified.seq <= seq) state.certified = null;
  ctx.note({ fact: 'water-marks', low: seq, high: highMark(state) });
  if (!isAblated(state, 'garbage-collection')) discard(state, ctx);
  for (const message of Object.values(state.beyond)) {
    if (message.seq > highMark(state)) continue;
    delete state.beyond[message.replica];
    if (message.seq <= state.low) continue;
    cast(boxAt(state, message.seq), message.replica, message);
    settle(state, message.seq, ctx);
  }
}

/** G6, G11: nothing up to the low water mark is needed again, the stable checkpoint itself apart. */
function discard(state: ReplicaState, ctx: Context): void {
  const { low } = state;
  dropUpTo(state.slots, low);
  dropUpTo(state.certificates, low);
  dropUpTo(state.reports, low);
  dropUpTo(state.repeats, low);
  for (const seq of Object.keys(state.images).map(Number)) {
    // Departs from 4.3: what somebody is fetching stays a little longer, or a quick council would never be caught up with.
    const isPinned = seq === state.pinned.seq && ctx.now < state.pinned.until;
    if (seq < low && !isPinned) delete state.images[seq];
  }
  const above = state.ledger.findIndex((entry) => entry.seq > low);
  const kept = above < 0 ? state.ledger.length : above;
  state.ledger = state.ledger.slice(Math.max(0, kept - LEDGER_TAIL));
  discardBodies(state);
}

function dropUpTo(records: { [seq: number]: unknown }, low: number): void {
  for (const seq in records) {
    if (Number(seq) > low) return;
    delete records[seq];
  }
}

/** Requests stay as long as a proposal or a certificate names their digest. */
export function discardBodies(state: ReplicaState): void {
  const named = new Set<string>();
  for (const slot of Object.values(state.slots)) named.add(slot.proposal?.digest ?? '');
  for (const digest of Object.keys(state.missing))
    if (!named.has(digest)) delete state.missing[digest];
  for (const { proposal } of Object.values(state.certificates)) named.add(proposal.digest);
  for (const digest of Object.keys(state.bodies))
    if (!named.has(digest)) delete state.bodies[digest];
  for (const digest of Object.keys(state.times)) if (!named.has(digest)) delete state.times[digest];
}

/** V5: what a stable checkpoint in a message of another replica must show; null or the first reason to refuse. */
export function stableFault(
  state: ReplicaState,
  { stable, stableProof }: { readonly stable: number; readonly stableProof: readonly Checkpoint[] },
  ctx: Context,
): string | null {
  if (stable === 0) return stableProof.length === 0 ? null : 'checkpoint 0 needs no proof';
  if (!isCheckpointSeq(state, stable)) return `no checkpoint is taken at sequence number ${stable}`;
  const wanted = stableSize(state, ctx);
  if (stableProof.length !== wanted)
    return `${stableProof.length} CHECKPOINT messages instead of ${wanted} prove its checkpoint ${stable}`;
  const senders: { [id: number]: true } = {};
  const digests = new Set(stableProof.map((message) => message.digest));
  const isOfOne = digests.size === 1 || isAblated(state, 'checkpoint-digest');
  if (!isOfOne || stableProof.some((message) => message.seq !== stable))
    return 'a CHECKPOINT in it is for something else';
  for (const message of stableProof) {
    const isSecond = senders[message.replica] === true;
    if (isSecond && !isAblated(state, 'one-checkpoint-each'))
      return `R${message.replica} vouches for it twice`;
    senders[message.replica] = true;
    const reason = nestedForgery(state, message, ctx);
    if (reason !== null) return reason;
  }
  return null;
}
