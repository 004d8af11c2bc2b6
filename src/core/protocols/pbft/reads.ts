import type { Context } from '../../model/index.ts';
import type { Request } from './messages.ts';
import { signedReply } from './operations.ts';
import { apply, isReadOnly } from '../../service/memory.ts';
import { isStateless, type ReplicaState } from './state.ts';

/**
 * Read-only requests: answered at once by everybody, without being ordered; a quorum of answers settles one. Source: OSDI'99
 * section 5.1; Castro's thesis, section 5.1.3; clauses O4 and O5.
 *
 * Departs from 5.1.3, which makes clients wait for a quorum of answers to every request, reads and others, and so lets f silent
 * replicas and f that were left behind block them (O5). Here f+1 final answers settle what is ordered, and a read is still never
 * older than what was answered before it was asked for: 1. for such an answer one correct replica has committed, so q were
 * prepared; 2. any q that answer the read share a correct replica with those; 3. that one holds its answer back until it has
 * executed all that it is prepared for; 4. the answers count together only if they are of one sequence number, so what that
 * replica has executed all of them reflect.
 */

/** One for each client: it has one request outstanding. */
export function holdRead(state: ReplicaState, request: Request, ctx: Context): void {
  if (!state.config.readOnly) return ctx.reject(request, 'read-only requests are not in use here');
  if (!isReadOnly(request.operation))
    return ctx.reject(request, 'it is called read-only, but it changes the memory');
  const held = state.reads[request.client];
  if (held !== undefined && held.timestamp > request.timestamp)
    return ctx.ignore(request, 'a later one of this client is held');
  state.reads[request.client] = request;
  const { client, timestamp, operation, text } = request;
  if (text !== undefined)
    ctx.note({ fact: 'text-held', request: { client, timestamp, operation }, text });
}

/** After every handler. */
export function answerReads(state: ReplicaState, ctx: Context): void {
  const held = Object.values(state.reads);
  if (held.length === 0 || !isSettled(state)) return;
  state.reads = {};
  for (const request of held) answerRead(state, request, ctx);
}

/** Nothing is prepared here, in whatever view, that is not executed for good. */
function isSettled(state: ReplicaState): boolean {
  if (isStateless(state) || state.tentative !== null) return false;
  return Object.keys(state.certificates).every((seq) => Number(seq) <= state.executed);
}

function answerRead(state: ReplicaState, request: Request, ctx: Context): void {
  const { client, timestamp, operation } = request;
  const seq = state.executed;
  // A copy, because the service must not be trusted with what it only should read.
  const result = apply({ ...state.service }, operation);
  ctx.note({ fact: 'read', request: { client, timestamp, operation }, seq, result });
  ctx.send(client, signedReply(state, { request, result, tentative: true, seq }, ctx));
}
