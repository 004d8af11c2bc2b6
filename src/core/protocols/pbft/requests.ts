import type { Context, Envelope } from '../../model/index.ts';
import { forgery } from './authenticate.ts';
import type { Request } from './messages.ts';
import { proposeWaiting } from './normal-case.ts';
import { lastReply } from './operations.ts';
import { holdRead } from './reads.ts';
import { primaryOf, type ReplicaState } from './state.ts';
import { holdRequest } from './waiting.ts';

/** Requests as they come in. Source: OSDI'99 sections 4.1, 4.2 and 4.4; clauses X7 and X8. */

/** A correct client has one outstanding, and those that are behind a few; more is a flood, which must not crowd out the others. */
const WAITING_OF_CLIENT_MAX = 16;

/** X7, X8, T3: one that is new waits for its turn, one executed last is answered again, what only reads is held for an answer (O4). */
export function onRequest(
  state: ReplicaState,
  { request, from }: { readonly request: Request; readonly from: Envelope['from'] },
  ctx: Context,
): void {
  const reason = forgery(state, request, ctx);
  if (reason !== null) return ctx.reject(request, reason);
  if (request.readOnly === true) return holdRead(state, request, ctx);
  const last = state.replies[request.client];
  if (last !== undefined && request.timestamp <= last.timestamp) {
    return answerAgain(state, request, ctx);
  }
  const own = state.waiting.filter(({ client }) => client === request.client);
  const isKnown = own.some(({ timestamp }) => timestamp === request.timestamp);
  if (!isKnown && own.length >= WAITING_OF_CLIENT_MAX)
    return ctx.ignore(request, 'too many requests of this client are waiting');
  holdRequest(state, request, ctx);
  relay(state, { request, from }, ctx);
  proposeWaiting(state, ctx);
}

/** X7: the client has missed the answer to its last request. */
function answerAgain(state: ReplicaState, request: Request, ctx: Context): void {
  const last = state.replies[request.client];
  if (last?.timestamp !== request.timestamp) return ctx.ignore(request, 'executed long ago');
  if (state.isCorrupt) return ctx.ignore(request, 'its own state is wrong and being replaced');
  const reply = lastReply(state, { request, last }, ctx);
  if (reply === null) return ctx.ignore(request, 'it has given its word for another result');
  ctx.note({ fact: 'rule', rule: 'X7' });
  ctx.send(request.client, reply);
}

/** X8: a client that writes to a backup has not been served by the primary; one relay for each time it writes. */
function relay(
  state: ReplicaState,
  { request, from }: { readonly request: Request; readonly from: Envelope['from'] },
  ctx: Context,
): void {
  const primary = primaryOf(state.view, ctx.n);
  if (!state.active || primary === ctx.self || from !== request.client) return;
  ctx.note({ fact: 'rule', rule: 'X8' });
  ctx.send(primary, request);
}
