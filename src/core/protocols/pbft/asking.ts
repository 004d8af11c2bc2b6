import type { Context, ProcessId } from '../../model/index.ts';
import { signed } from './authenticate.ts';
import type { Commit, Fetch, Prepare, PrePrepare, Status } from './messages.ts';
import { asBody } from './parse.ts';
import { highMark, isAblated, slotsOf, type ReplicaState, type Slot } from './state.ts';

/**
 * Asking for what was missed, helping who is behind, and keeping what came too soon; each with a bound.
 * Source: Castro's thesis, sections 5.2 and 5.5; clauses RT1 to RT5, NV12 and N13.
 */

/** Messages of later views kept for each sender until the NEW-VIEW comes. */
const EARLY_MAX = 32;

/** Status is sent again every half view-change time-out, while something is missing. */
export function period(state: ReplicaState): number {
  return Math.max(1, Math.floor(state.config.viewChange / 2));
}

/** M13, M14: how far this replica is and what it lacks, signed, for others to make good (RT2). */
export function ownStatus(state: ReplicaState, ctx: Context): Status {
  const open = slotsOf(state)
    .filter((slot) => slot.seq > state.executed || isOpenAgain(slot))
    .map((slot) => ({ seq: slot.seq, phase: phaseOf(slot) }));
  const status: Status = {
    type: 'status',
    view: state.view,
    active: state.active,
    executed: state.executed,
    stable: state.low,
    open,
    held: Object.values(state.viewChanges)
      .filter((change) => change.view === state.view)
      .map((change) => change.replica),
    replica: ctx.self,
    sig: '',
  };
  return signed(status, ctx);
}

/** NV10: what was executed in an earlier view goes through all phases again: those who have not executed it need this vote. */
export function isOpenAgain({ proposal, isCommitted }: Slot): boolean {
  return proposal !== null && !isCommitted;
}

function phaseOf(slot: Slot): number {
  if (slot.isCommitted) return 3;
  if (slot.isPrepared) return 2;
  return slot.proposal === null ? 0 : 1;
}

/** RT3: a peer that asks again and again is answered at most four times in a status period. */
export function mayAnswer(state: ReplicaState, peer: ProcessId, ctx: Context): boolean {
  const last = state.answered[peer];
  if (last !== undefined && ctx.now - last < period(state) / 4) return false;
  state.answered[peer] = ctx.now;
  return true;
}

/** T11, RT2: for a replica in an earlier view: the NEW-VIEW if there is one, else the own VIEW-CHANGE. Tells whether it was sent. */
export function helpBehind(state: ReplicaState, peer: ProcessId, ctx: Context): boolean {
  const own = state.viewChanges[ctx.self];
  const isOwnShown = !isAblated(state, 'view-change-resent');
  const help = state.active || !isOwnShown ? state.newView : own;
  if (help == null || !mayAnswer(state, peer, ctx)) return false;
  ctx.note({ fact: 'rule', rule: 'RT2' });
  ctx.send(peer, help);
  return true;
}

/** RT4: a peer is ahead, so something was missed; ask it, but not for every message that shows it. */
export function askForMissing(state: ReplicaState, peer: ProcessId, ctx: Context): void {
  const last = state.asked[peer];
  if (last !== undefined && ctx.now - last < period(state)) return;
  state.asked[peer] = ctx.now;
  ctx.send(peer, ownStatus(state, ctx));
}

/**
 * N13, PR7: verified messages of a view that has not begun here wait for its NEW-VIEW, those beyond the window for the window to
 * move up, which it may be about to do; a bounded number for each sender.
 */
export function keepEarly(
  state: ReplicaState,
  message: PrePrepare | Prepare | Commit,
  ctx: Context,
): void {
  const kept = state.early[message.replica] ?? [];
  if (kept.length >= EARLY_MAX && !isAblated(state, 'early-bound')) {
    return ctx.ignore(message, `too many early messages of R${message.replica} wait already`);
  }
  state.early[message.replica] = [...kept, asBody(message)];
  const isOfLaterView = message.view > state.view || !state.active;
  const reason = isOfLaterView
    ? `kept until the NEW-VIEW for view ${message.view} is here`
    : `sequence number ${message.seq} is beyond the window, which ends at ${highMark(state)}`;
  ctx.ignore(message, `early: ${reason}`);
  if (state.active) askForMissing(state, message.replica, ctx);
}

/** NV12: the requests behind a digest that a NEW-VIEW proposes. */
export function fetchBody(digest: string, ctx: Context): void {
  const fetch: Fetch = { type: 'fetch', digest, replica: ctx.self, sig: '' };
  ctx.note({ fact: 'rule', rule: 'NV12' });
  ctx.broadcast(signed(fetch, ctx));
}
