import type { Context, ExecutedRequest } from '../../model/index.ts';
import { statementOf, type Reply, type Request } from './messages.ts';
import { apply } from './service.ts';
import { isAblated, requestKey, slotsOf, type ReplicaState, type Slot } from './state.ts';
import { updateViewTimer } from './view-timer.ts';

/** Execution in order, exactly once, and replies. Source: OSDI'99 sections 4.1 and 4.2; conformance list, section 1.5. */

/** Executes every committed slot whose turn it is (X1, X2). */
export function executeReady(state: ReplicaState, ctx: Context): void {
  for (let slot = nextSlot(state); slot !== null; slot = nextSlot(state))
    executeSlot(state, slot, ctx);
}

/** The committed slot right after the last executed one; with the rule ablated, any that is committed. */
function nextSlot(state: ReplicaState): Slot | null {
  const isReady = (slot: Slot | undefined): slot is Slot =>
    slot?.proposal != null && slot.isCommitted && state.bodies[slot.proposal.digest] !== undefined;
  if (isAblated(state, 'execution-order')) {
    const isNew = (slot: Slot): boolean => !state.ledger.some((entry) => entry.seq === slot.seq);
    return slotsOf(state).find((slot) => isReady(slot) && isNew(slot)) ?? null;
  }
  const slot = state.slots[state.executed + 1];
  return isReady(slot) ? slot : null;
}

function executeSlot(state: ReplicaState, slot: Slot, ctx: Context): void {
  const digest = slot.proposal?.digest ?? '';
  const requests = state.bodies[digest] ?? [];
  state.executed = Math.max(state.executed, slot.seq);
  state.progress += 1;
  state.ledger.push({ seq: slot.seq, view: state.view, digest });
  const replies: Reply[] = [];
  const executed = requests.map((request): ExecutedRequest => {
    const outcome = executeRequest(state, request, ctx);
    if (outcome.reply !== null) replies.push(outcome.reply);
    const { client, timestamp, operation } = request;
    return { client, timestamp, operation, result: outcome.result, fresh: outcome.fresh };
  });
  if (executed.some((request) => request.fresh)) {
    // T7: only progress ends the back-off.
    state.failures = 0;
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
  updateViewTimer(state, ctx);
}

type RequestOutcome = {
  readonly fresh: boolean;
  readonly result: string;
  readonly reply: Reply | null;
};

/** X4: whether it was executed before is decided here, from replicated state, never on arrival. */
function executeRequest(state: ReplicaState, request: Request, ctx: Context): RequestOutcome {
  const last = state.replies[request.client];
  forgetWaiting(state, request);
  if (
    last !== undefined &&
    request.timestamp <= last.timestamp &&
    !isAblated(state, 'exactly-once')
  ) {
    ctx.note({ fact: 'rule', rule: 'X4' });
    const isLast = request.timestamp === last.timestamp;
    return { fresh: false, result: last.reply.result, reply: isLast ? last.reply : null };
  }
  const result = apply(state.service, request.operation);
  const reply = signReply(state, { request, result }, ctx);
  state.replies[request.client] = { timestamp: request.timestamp, reply };
  return { fresh: true, result, reply };
}

/** Nothing of this client up to this timestamp needs ordering any more. */
function forgetWaiting(state: ReplicaState, request: Request): void {
  delete state.ordered[requestKey(request)];
  state.waiting = state.waiting.filter(
    (held) => held.client !== request.client || held.timestamp > request.timestamp,
  );
}

function signReply(
  state: ReplicaState,
  answer: { readonly request: Request; readonly result: string },
  ctx: Context,
): Reply {
  const unsigned: Reply = {
    type: 'reply',
    view: state.view,
    timestamp: answer.request.timestamp,
    client: answer.request.client,
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
    last.reply.result,
  ]);
  return ctx.digest('state', [state.service, replies]);
}
