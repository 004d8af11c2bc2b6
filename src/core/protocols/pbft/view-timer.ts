import { requestKey } from '../../base/pair-key.ts';
import type { Context } from '../../model/index.ts';
import { isAblated, isStateless, type ReplicaState } from './state.ts';

/**
 * The view timer. Source: OSDI'99 sections 4.4 and 4.5.2; clauses T1 to T14.
 *
 * Departs from 4.4 in two points. It is tied to the oldest waiting request, so that a primary which serves others
 * cannot starve one client (T3). And the primary runs it too: otherwise, with one replica silent, one already in the next
 * view and one that has executed the request, nobody would be left to ask for the view that completes it at the primary.
 */

/** The time-out doubles at most so often; beyond, every wait is longer than any run. */
const DOUBLINGS_MAX = 12;

/** Arms, leaves or stops the timer after the set of waiting requests or the view has changed (T1, T2, T10). */
export function updateViewTimer(state: ReplicaState, ctx: Context): void {
  // T10: while a view change or a state transfer is in progress, no primary is to blame.
  const isPaused = !state.active || isStateless(state);
  if (isPaused && !isAblated(state, 'timer-pause')) return;
  const oldest = state.waiting[0];
  const wanted = oldest === undefined ? '' : requestKey(oldest);
  if (wanted === state.timerFor) return;
  state.timerFor = wanted;
  if (wanted === '') ctx.clearTimer('view');
  else ctx.setTimer('view', timeout(state));
}

/** T2, T3: something was executed; who waits longest goes on waiting for the rest of its time. */
export function goOnWaiting(state: ReplicaState, ctx: Context): void {
  const isRunning = state.active && !isStateless(state);
  if (isRunning && isAblated(state, 'oldest-request-timer')) state.timerFor = '';
  updateViewTimer(state, ctx);
}

/** T5: only once a quorum wants the new view does the wait for its NEW-VIEW begin. */
export function startNewViewTimer(state: ReplicaState, ctx: Context): void {
  if (state.timerFor === 'new-view') return;
  state.timerFor = 'new-view';
  ctx.setTimer('view', timeout(state));
}

/** T10: a wait for a NEW-VIEW goes on. */
export function stopRequestTimer(state: ReplicaState, ctx: Context): void {
  if (state.active && !isAblated(state, 'timer-pause')) stopViewTimer(state, ctx);
}

/** T2: whatever it waits for, it waits no more. */
export function stopViewTimer(state: ReplicaState, ctx: Context): void {
  if (state.timerFor !== '') ctx.clearTimer('view');
  state.timerFor = '';
}

/** T6: base, twice the base, four times, ... */
export function timeout(state: ReplicaState): number {
  const doublings = isAblated(state, 'back-off') ? 0 : Math.min(state.failures, DOUBLINGS_MAX);
  return state.config.viewChange * (1 << doublings);
}
