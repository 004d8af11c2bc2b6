import { requestKey } from '../../base/pair-key.ts';
import type { Context } from '../../model/index.ts';
import { takeCheckpoint, takeLateCheckpoint } from './checkpoint.ts';
import type { Request } from './messages.ts';
import { performBatch, type Performed } from './operations.ts';
import { isAblated, isStateless, slotsOf, type ReplicaState, type Slot } from './state.ts';
import { executeTentatively, rollBack } from './tentative.ts';
import { goOnWaiting } from './view-timer.ts';

/** Execution in order, exactly once, and replies. Source: OSDI'99 sections 4.1 and 4.2; clauses X1 to X9. */

/** Executes every committed slot whose turn it is (X1, X2), and the one after them tentatively where that is wanted (O1). */
export function executeReady(state: ReplicaState, ctx: Context): void {
  for (let slot = nextSlot(state); slot !== null; slot = nextSlot(state))
    executeSlot(state, slot, ctx);
  takeLateCheckpoint(state, ctx);
  executeTentatively(state, ctx);
}

/** The committed slot right after the last executed one; with the rule ablated, any that is committed. */
function nextSlot(state: ReplicaState): Slot | null {
  if (isStateless(state) && !isAblated(state, 'wait-for-state')) return null;
  const isReady = (slot: Slot | undefined): slot is Slot =>
    slot?.proposal != null && slot.isCommitted && state.bodies[slot.proposal.digest] !== undefined;
  if (isAblated(state, 'execution-order')) {
    const isNew = (slot: Slot): boolean =>
      slot.seq > state.low && !state.ledger.some((entry) => entry.seq === slot.seq);
    return slotsOf(state).find((slot) => isReady(slot) && isNew(slot)) ?? null;
  }
  if (isAblated(state, 'execute-once')) {
    const again = slotsOf(state).find((slot) => isReady(slot) && isOfEarlierView(state, slot));
    if (again !== undefined) return again;
  }
  // While a state is being fetched `low` is its sequence number; otherwise it is none that was not executed.
  const slot = state.slots[Math.max(state.executed, state.transfer?.seq ?? 0) + 1];
  return isReady(slot) ? slot : null;
}

/** It was executed, but before the present view. */
function isOfEarlierView(state: ReplicaState, { seq }: Slot): boolean {
  const last = state.ledger.findLast((entry) => entry.seq === seq);
  return seq <= state.executed && last !== undefined && last.view < state.view;
}

function executeSlot(state: ReplicaState, slot: Slot, ctx: Context): void {
  const digest = slot.proposal?.digest ?? '';
  const requests = state.bodies[digest] ?? [];
  const { executed, replies } = outcomeOf(state, { slot, digest, requests }, ctx);
  state.executed = Math.max(state.executed, slot.seq);
  state.clock = Math.max(state.clock, state.times[digest] ?? 0);
  state.progress += 1;
  state.ledger.push({ seq: slot.seq, view: state.view, digest });
  for (const request of requests) forgetWaiting(state, request);
  if (executed.some((request) => request.fresh)) {
    // T7: only progress ends the back-off.
    if (!isAblated(state, 'back-off-reset')) state.failures = 0;
    state.hasProgressed = true;
  }
  ctx.note({
    fact: 'executed',
    view: state.view,
    seq: slot.seq,
    digest,
    requests: executed,
    state: stateDigest(state, ctx),
  });
  for (const reply of replies) ctx.send(reply.client, reply);
  takeCheckpoint(state, slot.seq, ctx);
  goOnWaiting(state, ctx);
}

/** O1: what was executed tentatively stands now that it is committed, and was answered. */
function outcomeOf(
  state: ReplicaState,
  {
    slot,
    digest,
    requests,
  }: { readonly slot: Slot; readonly digest: string; readonly requests: readonly Request[] },
  ctx: Context,
): Performed {
  const { tentative } = state;
  if (tentative?.seq === slot.seq && tentative.digest === digest) {
    state.tentative = null;
    return { executed: tentative.executed, replies: [] };
  }
  rollBack(state, ctx);
  return performBatch(state, { slot, requests, how: 'final' }, ctx);
}

/** Nothing of this client up to this timestamp needs ordering any more. */
function forgetWaiting(state: ReplicaState, request: Request): void {
  delete state.ordered[requestKey(request)];
  state.waiting = state.waiting.filter(
    (held) => held.client !== request.client || held.timestamp > request.timestamp,
  );
}

/** Over memory and reply table (X5); signatures stay out, so that both schemes give the same. */
function stateDigest(state: ReplicaState, ctx: Context): string {
  const replies = Object.entries(state.replies).map(([client, last]) => [
    Number(client),
    last.timestamp,
    last.result,
  ]);
  return ctx.digest('state', [state.service, replies]);
}
