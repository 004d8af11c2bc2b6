import { freeze } from '../../base/clone.ts';
import type { Context } from '../../model/index.ts';
import { performBatch } from './operations.ts';
import { isAblated, isStateless, type ReplicaState } from './state.ts';

/**
 * Tentative execution. Source: OSDI'99 section 5.1; Castro's thesis, section 5.1.2; clauses O1 to O3 and S6.
 * A request that is prepared will be committed unless the view changes, so that the client may have its answer one message delay
 * earlier, if it then waits for a quorum of answers: a quorum of replicas that were prepared outlives any view change.
 */

/** O1, O3: the one slot right after the last executed one, as soon as it is prepared. What was before it is kept. */
export function executeTentatively(state: ReplicaState, ctx: Context): void {
  if (!state.config.tentative || state.tentative !== null) return;
  if (!state.active || isStateless(state)) return;
  const slot = state.slots[state.executed + 1];
  if (slot?.proposal == null || !slot.isPrepared) return;
  const { view, seq, digest } = slot.proposal;
  const requests = state.bodies[digest];
  // The null request has nothing to answer.
  if (requests === undefined || requests.length === 0) return;
  const before = { service: { ...state.service }, replies: { ...state.replies } };
  const { executed, replies } = performBatch(state, { slot, requests, how: 'tentative' }, ctx);
  state.tentative = { seq, digest, executed: freeze(executed), before };
  ctx.note({ fact: 'executed-tentatively', view, seq, digest, requests: executed });
  for (const reply of replies) ctx.send(reply.client, reply);
}

/** O2, S6: the next view may decide something else there, and a state that is fetched replaces only what is final. */
export function rollBack(state: ReplicaState, ctx: Context): void {
  const { tentative } = state;
  if (tentative === null) return;
  if (isAblated(state, 'rollback')) {
    state.tentative = null;
    return;
  }
  state.service = tentative.before.service;
  state.replies = tentative.before.replies;
  state.tentative = null;
  ctx.note({ fact: 'rolled-back', seq: tentative.seq, digest: tentative.digest });
}
