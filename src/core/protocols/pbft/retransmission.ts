import type { Context, ProcessId } from '../../model/index.ts';
import {
  askForMissing,
  fetchBody,
  helpBehind,
  isOpenAgain,
  mayAnswer,
  ownStatus,
  period,
} from './asking.ts';
import { batchForgery, forgery } from './authenticate.ts';
import { knownTime, timeMismatch } from './clock.ts';
import { batchDigest, type Fetch, type RequestBody, type Status } from './messages.ts';
import { holdBody } from './normal-case.ts';
import { whole } from './parse.ts';
import { primaryOf, slotsOf, type ReplicaState, type Slot } from './state.ts';

/**
 * What makes up for loss: a replica that misses something says what it has, and the others send what it lacks.
 * Source: Castro's thesis, sections 5.2 and 5.5; clauses RT1 to RT5 and NV12.
 */

/** Slots made good in one answer; the next status asks for the rest. */
const HELP_SLOTS_MAX = 128;

/** After every handler: while something is missing, a status timer runs. */
export function watchProgress(state: ReplicaState, ctx: Context): void {
  const isMissing = lacksSomething(state);
  if (isMissing && state.statusMark < 0) {
    state.statusMark = state.progress;
    ctx.setTimer('status', period(state));
  }
  if (!isMissing && state.statusMark >= 0) {
    state.statusMark = -1;
    ctx.clearTimer('status');
  }
}

function lacksSomething(state: ReplicaState): boolean {
  const isBehind = !state.active || state.waiting.length > 0 || state.highest > state.executed;
  return isBehind || isAnyOpenAgain(state);
}

function isAnyOpenAgain(state: ReplicaState): boolean {
  const last = Math.min(state.executed, state.reproposed);
  for (let seq = state.low + 1; seq <= last; seq += 1) {
    const slot = state.slots[seq];
    if (slot !== undefined && isOpenAgain(slot)) return true;
  }
  return false;
}

/** Only if nothing was gained since the timer was set, or something is missing in between: what is on its way needs no asking. */
export function onStatusTimer(state: ReplicaState, ctx: Context): void {
  const isStuck = state.statusMark === state.progress || hasGap(state);
  state.statusMark = -1;
  if (!isStuck || !lacksSomething(state)) return;
  ctx.broadcast(ownStatus(state, ctx));
  for (const digest in state.missing) fetchBody(digest, ctx);
  relayOldest(state, ctx);
}

/** Later sequence numbers are known, and of the next one not even the proposal. */
function hasGap(state: ReplicaState): boolean {
  if (state.slots[state.executed + 1]?.proposal != null) return false;
  return state.highest > state.executed + 1;
}

/** The primary may be new, or may have missed it: without this only the client could repeat what the view timer waits for. */
function relayOldest(state: ReplicaState, ctx: Context): void {
  const oldest = state.waiting[0];
  const primary = primaryOf(state.view, ctx.n);
  if (oldest === undefined || !state.active || primary === ctx.self) return;
  ctx.note({ fact: 'rule', rule: 'X8' });
  ctx.send(primary, oldest);
}

/** RT2: everybody sends what is its own, and the proposals, which speak for themselves (RT1). */
export function onStatus(state: ReplicaState, message: Status, ctx: Context): void {
  const reason = forgery(state, message, ctx);
  if (reason !== null) return ctx.reject(message, reason);
  if (message.replica === ctx.self) return ctx.ignore(message, 'its own message come back');
  if (message.view > state.view) return helpAhead(state, message, ctx);
  const isBehind = message.view < state.view || (state.active && !message.active);
  if (isBehind) return bringAlong(state, message, ctx);
  if (!state.active) {
    if (!message.held.includes(ctx.self)) helpBehind(state, message.replica, ctx);
    return;
  }
  if (mayAnswer(state, message.replica, ctx)) sendMissing(state, message, ctx);
}

/**
 * G10: it wants a view that nobody else may ever want, and takes part in none until then; but a proof of a stable checkpoint is of no
 * view, and by that alone it can get as far as the others are.
 */
function helpAhead(state: ReplicaState, status: Status, ctx: Context): void {
  if (state.low > status.stable && mayAnswer(state, status.replica, ctx))
    sendCheckpoints(state, status, ctx);
  askForMissing(state, status.replica, ctx);
}

/** The NEW-VIEW alone would leave it without all that was proposed since; what it calls open is of a view that is over. */
function bringAlong(state: ReplicaState, status: Status, ctx: Context): void {
  const isHelped = helpBehind(state, status.replica, ctx);
  if (isHelped && state.active) sendMissing(state, { ...status, open: [] }, ctx);
}

function sendMissing(state: ReplicaState, status: Status, ctx: Context): void {
  sendCheckpoints(state, status, ctx);
  const phases: { [seq: number]: number } = {};
  for (const { seq, phase } of status.open) phases[seq] = phase;
  const phaseAt = (seq: number): number => phases[seq] ?? (seq > status.executed ? 0 : 3);
  const lacking = slotsOf(state).filter(({ seq }) => phaseAt(seq) < 3);
  if (lacking.length > 0) ctx.note({ fact: 'rule', rule: 'RT2' });
  for (const slot of lacking.slice(0, HELP_SLOTS_MAX)) {
    sendSlot(state, { slot, to: status.replica, phase: phaseAt(slot.seq) }, ctx);
  }
  // A vote shows that there is more: without it nobody would ask for the rest.
  const more = lacking.slice(HELP_SLOTS_MAX).at(-1);
  if (more !== undefined) sendSlot(state, { slot: more, to: status.replica, phase: 2 }, ctx);
}

/** RT2, G10: the proof of a later stable checkpoint, and what this replica itself says of those above it. */
function sendCheckpoints(state: ReplicaState, status: Status, ctx: Context): void {
  const proof = state.low > status.stable ? state.proof : [];
  const own = Object.values(state.reports).flatMap((box) => box.votes[ctx.self] ?? []);
  const missed = [...proof, ...own.filter(({ seq }) => seq > status.stable)];
  if (missed.length > 0) ctx.note({ fact: 'rule', rule: 'RT2' });
  for (const message of missed) ctx.send(status.replica, message);
}

function sendSlot(
  state: ReplicaState,
  { slot, to, phase }: { readonly slot: Slot; readonly to: ProcessId; readonly phase: number },
  ctx: Context,
): void {
  const { proposal } = slot;
  if (proposal === null) return;
  const requests = state.bodies[proposal.digest];
  if (phase < 1 && requests !== undefined)
    ctx.send(to, whole(proposal, { requests, ...knownTime(state, proposal.digest) }));
  const prepare = slot.prepares.votes[ctx.self];
  if (phase < 2 && prepare !== undefined) ctx.send(to, prepare);
  const commit = slot.commits.votes[ctx.self];
  if (commit !== undefined) ctx.send(to, commit);
}

/** NV12: hands out the requests behind a digest to whoever asks, where they are here. */
export function onFetch(state: ReplicaState, message: Fetch, ctx: Context): void {
  const reason = forgery(state, message, ctx);
  if (reason !== null) return ctx.reject(message, reason);
  const requests = state.bodies[message.digest];
  if (requests === undefined || requests.length === 0) {
    return ctx.ignore(message, 'this replica does not hold those requests');
  }
  ctx.send(message.replica, {
    type: 'request-body',
    requests,
    ...knownTime(state, message.digest),
  });
}

/** NV12: believed for its digest and its clients' signatures, whoever sends it; nobody asked for others. */
export function onRequestBody(state: ReplicaState, message: RequestBody, ctx: Context): void {
  const { type: _type, ...batch } = message;
  const reason = timeMismatch(batch) ?? batchForgery(state, batch.requests, ctx);
  if (reason !== null) return ctx.reject(message, reason);
  const digest = batchDigest(batch.requests, ctx, batch.nd);
  if (state.missing[digest] === undefined) return ctx.ignore(message, 'not needed');
  holdBody(state, { digest, ...batch }, ctx);
}
