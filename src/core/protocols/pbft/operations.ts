import { freeze } from '../../base/clone.ts';
import { requestKey } from '../../base/pair-key.ts';
import type { Context, ExecutedRequest, ProcessId } from '../../model/index.ts';
import { apply } from '../../service/memory.ts';
import { signed } from './authenticate.ts';
import { resultDigest, type Reply, type Request } from './messages.ts';
import { isAblated, type LastReply, type ReplicaState, type Slot } from './state.ts';

/**
 * What a batch does to the replicated state, and the answers that it earns. Source: OSDI'99 sections 4.1 and 5.1;
 * clauses X4 to X7, O1 and O6.
 */

export type Performed = {
  readonly executed: readonly ExecutedRequest[];
  readonly replies: readonly Reply[];
};

type How = 'final' | 'tentative';

type Batch = { readonly slot: Slot; readonly requests: readonly Request[]; readonly how: How };

/** BA1: in the order of the list. */
export function performBatch(
  state: ReplicaState,
  { slot, requests, how }: Batch,
  ctx: Context,
): Performed {
  const replies: Reply[] = [];
  const isNew = noveltyOf(state, slot);
  // ND3: what an earlier view has chosen is kept.
  const isAnew = state.view > 0 && isAblated(state, 'kept-time');
  const time = isAnew ? ctx.now : (state.times[slot.proposal?.digest ?? ''] ?? 0);
  const executed = requests.map((request): ExecutedRequest => {
    const outcome = performRequest(state, { request, how, time, isNew: isNew(request) }, ctx);
    if (outcome.reply !== null) replies.push(outcome.reply);
    const { client, timestamp, operation } = request;
    return { client, timestamp, operation, result: outcome.result, fresh: outcome.fresh };
  });
  return { executed, replies };
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

type Performing = {
  readonly request: Request;
  readonly how: How;
  readonly time: number;
  readonly isNew: boolean;
};

function performRequest(
  state: ReplicaState,
  { request, how, time, isNew }: Performing,
  ctx: Context,
): RequestOutcome {
  const last = state.replies[request.client];
  if (last !== undefined && !isNew) {
    ctx.note({ fact: 'rule', rule: 'X4' });
    const isLast = request.timestamp === last.timestamp && how === 'final';
    const reply = isLast ? lastReply(state, { request, last }, ctx) : null;
    return { fresh: false, result: last.result, reply };
  }
  const result = apply(state.service, request.operation, time);
  const { client, timestamp } = request;
  const reply = answer(state, { request, result, how }, ctx);
  state.replies[client] = { timestamp, result, reply: isPlain(reply) ? reply : null };
  return { fresh: true, result, reply };
}

/** X7: what came with a fetched state, or was answered tentatively or by a digest, is signed in full only now; null: never (G9). */
export function lastReply(
  state: ReplicaState,
  { request, last }: { readonly request: Request; readonly last: LastReply },
  ctx: Context,
): Reply | null {
  const { result } = last;
  if (isTentative(state, request.client))
    return answer(state, { request, result, how: 'tentative' }, ctx);
  if (isHashed(state, request, ctx.self))
    return answer(state, { request, result, how: 'final' }, ctx);
  last.reply ??= answer(state, { request, result, how: 'final' }, ctx);
  return last.reply;
}

/** Its last answer to this client may still be taken back. */
function isTentative({ tentative }: ReplicaState, client: ProcessId): boolean {
  return tentative !== null && tentative.executed.some((request) => request.client === client);
}

/** O6: exactly one replica sends the whole result, unless the client wants it from all. */
function isHashed(state: ReplicaState, { replier }: Request, self: ProcessId): boolean {
  return state.config.digestReplies && replier !== undefined && replier !== self;
}

function isPlain(reply: Reply | null): boolean {
  return reply?.tentative === undefined && reply?.hashed === undefined;
}

function answer(
  state: ReplicaState,
  {
    request,
    result,
    how,
  }: { readonly request: Request; readonly result: string; readonly how: How },
  ctx: Context,
): Reply | null {
  if (how === 'final' && !givesWord(state, { request, result })) return null;
  const flags = how === 'tentative' ? ({ tentative: true } as const) : {};
  return signedReply(state, { request, result, ...flags }, ctx);
}

/**
 * G9, I11: one final result for a request, whatever becomes of the state. Who had to give up its state and executes again may come to
 * another result; others have the right one, and a second signature would only look like a lie.
 */
function givesWord(
  state: ReplicaState,
  { request, result }: { readonly request: Request; readonly result: string },
): boolean {
  const { client, timestamp } = request;
  const given = state.given[client];
  if (given !== undefined && given.timestamp > timestamp) return false;
  if (given?.timestamp === timestamp) return given.result === result;
  state.given[client] = freeze({ timestamp, result });
  return true;
}

/** M5, X6. */
export function signedReply(
  state: ReplicaState,
  {
    request,
    result,
    ...flags
  }: { readonly request: Request; readonly result: string } & Pick<Reply, 'tentative' | 'seq'>,
  ctx: Context,
): Reply {
  const isDigest = isHashed(state, request, ctx.self);
  const reply: Reply = {
    type: 'reply',
    view: state.view,
    timestamp: request.timestamp,
    client: request.client,
    replica: ctx.self,
    result: isDigest ? resultDigest(result, ctx) : result,
    sig: '',
    ...flags,
    ...(isDigest ? ({ hashed: true } as const) : {}),
  };
  return signed(reply, ctx);
}
