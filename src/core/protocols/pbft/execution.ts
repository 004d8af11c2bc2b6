import type { Context, ExecutedRequest, ProcessId } from '../../model/index.ts';
import { takeCheckpoint, takeLateCheckpoint } from './checkpoint.ts';
import { statementOf, type Reply, type Request } from './messages.ts';
import { apply } from './service.ts';
import {
  isAblated,
  isStateless,
  requestKey,
  slotsOf,
  type LastReply,
  type ReplicaState,
  type Slot,
} from './state.ts';
import { goOnWaiting } from './view-timer.ts';

/** Execution in order, exactly once, and replies. Source: OSDI'99 sections 4.1 and 4.2; conformance list, section 1.5. */

/** Executes every committed slot whose turn it is (X1, X2). */
export function executeReady(state: ReplicaState, ctx: Context): void {
  for (let slot = nextSlot(state); slot !== null; slot = nextSlot(state))
    executeSlot(state, slot, ctx);
  takeLateCheckpoint(state, ctx);
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
  const isNew = noveltyOf(state, slot);
  state.executed = Math.max(state.executed, slot.seq);
  state.progress += 1;
  state.ledger.push({ seq: slot.seq, view: state.view, digest });
  const replies: Reply[] = [];
  const executed = requests.map((request): ExecutedRequest => {
    const outcome = executeRequest(state, { request, isNew: isNew(request) }, ctx);
    if (outcome.reply !== null) replies.push(outcome.reply);
    const { client, timestamp, operation } = request;
    return { client, timestamp, operation, result: outcome.result, fresh: outcome.fresh };
  });
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

type RequestOutcome = {
  readonly fresh: boolean;
  readonly result: string;
  readonly reply: Reply | null;
};

/** X4: whether a request was executed before is decided here, from replicated state, never on arrival. */
function noveltyOf(state: ReplicaState, slot: Slot): (request: Request) => boolean {
  if (isAblated(state, 'exactly-once')) return () => true;
  if (isAblated(state, 'execute-once') && slot.seq <= state.executed) return () => true;
  if (isAblated(state, 'dedup-at-execution'))
    return (request) => !slot.settled.includes(requestKey(request));
  const isOldKnown = !isAblated(state, 'old-timestamps');
  return ({ client, timestamp }) => {
    const last = state.replies[client]?.timestamp ?? -1;
    return isOldKnown ? timestamp > last : timestamp !== last;
  };
}

function executeRequest(
  state: ReplicaState,
  { request, isNew }: { readonly request: Request; readonly isNew: boolean },
  ctx: Context,
): RequestOutcome {
  const last = state.replies[request.client];
  forgetWaiting(state, request);
  if (last !== undefined && !isNew) {
    ctx.note({ fact: 'rule', rule: 'X4' });
    const isLast = request.timestamp === last.timestamp;
    const reply = isLast ? lastReply(state, { client: request.client, last }, ctx) : null;
    return { fresh: false, result: last.result, reply };
  }
  const result = apply(state.service, request.operation);
  const { client, timestamp } = request;
  const reply = signReply(state, { client, timestamp, result }, ctx);
  state.replies[client] = { timestamp, result, reply };
  return { fresh: true, result, reply };
}

/** Nothing of this client up to this timestamp needs ordering any more. */
function forgetWaiting(state: ReplicaState, request: Request): void {
  delete state.ordered[requestKey(request)];
  state.waiting = state.waiting.filter(
    (held) => held.client !== request.client || held.timestamp > request.timestamp,
  );
}

/** X7: the answer to the last request of a client; what came with a fetched state is signed only now. */
export function lastReply(
  state: ReplicaState,
  { client, last }: { readonly client: ProcessId; readonly last: LastReply },
  ctx: Context,
): Reply {
  const { timestamp, result } = last;
  last.reply ??= signReply(state, { client, timestamp, result }, ctx);
  return last.reply;
}

function signReply(
  state: ReplicaState,
  answer: Pick<Reply, 'client' | 'timestamp' | 'result'>,
  ctx: Context,
): Reply {
  const unsigned: Reply = {
    type: 'reply',
    view: state.view,
    timestamp: answer.timestamp,
    client: answer.client,
    replica: ctx.self,
    result: answer.result,
    sig: '',
  };
  return { ...unsigned, sig: ctx.sign(statementOf(unsigned)) };
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
