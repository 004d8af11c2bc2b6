import type { Context } from '../../model/index.ts';
import { weakSize } from '../../quorum/thresholds.ts';
import { voters } from '../../quorum/vote-box.ts';
import type { PrePrepare, Request } from './messages.ts';
import { needsTime } from '../../service/memory.ts';
import { slotsOf, type ReplicaState } from './state.ts';
import { timeout } from './view-timer.ts';

/**
 * The one input that replicas cannot work out alike by themselves: the time. The primary's clock travels with the proposal, is
 * part of the digest, and is kept when the digest is proposed again. Source: OSDI'99 section 4.6; clauses ND1 and ND3.
 * It is there only where the batch holds an operation that needs it, so that all other digests are what they were.
 */

/** What the primary puts into its proposal. */
export function chosenTime(requests: readonly Request[], ctx: Context): Pick<PrePrepare, 'nd'> {
  return isNeeded(requests) ? { nd: ctx.now } : {};
}

/** What is known of a digest, to be sent along with its requests. */
export function knownTime(state: ReplicaState, digest: string): Pick<PrePrepare, 'nd'> {
  const nd = state.times[digest];
  return nd === undefined ? {} : { nd };
}

/** Null, or why requests and time do not go together; whoever sends them. */
export function timeMismatch({
  requests,
  nd,
}: {
  readonly requests: readonly Request[];
  readonly nd?: number;
}): string | null {
  if (isNeeded(requests) === (nd !== undefined)) return null;
  return nd === undefined
    ? 'it names no time for an operation that needs one'
    : 'it names a time that no operation needs';
}

function isNeeded(requests: readonly Request[]): boolean {
  return requests.some(({ operation }) => needsTime(operation));
}

/**
 * ND1: a backup votes only for a time that its own clock and its log allow: not in the future, not longer ago than it would wait
 * for the request, and not against the order of sequence numbers. The wait doubles with each failed view, so that no network is too
 * slow. What f+1 backups have voted for, one correct one has checked in time: a replica that hears of it late takes their word.
 */
export function timeFault(state: ReplicaState, message: PrePrepare, ctx: Context): string | null {
  const { nd, seq } = message;
  if (nd === undefined || isVouchedFor(state, message, ctx)) return null;
  if (nd > ctx.now) return 'the time that it names has not come yet';
  if (isLongAgo(state, nd, ctx)) return 'the time that it names is too long ago';
  const times = slotsOf(state).flatMap(({ seq: other, proposal }) => {
    const time = state.times[proposal?.digest ?? ''];
    return time === undefined ? [] : [{ isEarlier: other < seq, time }];
  });
  const isBack =
    nd < state.clock || times.some(({ isEarlier, time }) => (isEarlier ? time > nd : time < nd));
  return isBack ? 'time would go back with it' : null;
}

/** In a slow network it may be right nevertheless. */
export function isLongAgo(state: ReplicaState, nd: number, ctx: Context): boolean {
  return nd < ctx.now - timeout(state);
}

function isVouchedFor(state: ReplicaState, { seq, digest }: PrePrepare, ctx: Context): boolean {
  const slot = state.slots[seq];
  if (slot === undefined) return false;
  return (
    slot.proposal?.digest === digest || voters(slot.prepares, digest).length >= weakSize(ctx.f)
  );
}
