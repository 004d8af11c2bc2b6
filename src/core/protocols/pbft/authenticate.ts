import type { Context, ProcessId, ReplicaConfig } from '../../model/index.ts';
import {
  noteStatement,
  statementOf,
  type Message,
  type PrePrepare,
  type Proposal,
  type Request,
  type RequestBody,
} from './messages.ts';
import { isAblated } from './state.ts';

/**
 * Who really said it. The identity is the one written inside the message and proven by its signature;
 * where the message came from on the network plays no part (A2, A6).
 */

type Holder = {
  readonly config: Pick<ReplicaConfig, 'ablate'>;
  readonly verified?: { [digest: string]: true };
  readonly courier?: ProcessId;
};
type Signed = Exclude<Message, RequestBody | Request> | Proposal;

/**
 * Signs as the caller what was just put together. In place, because engines give every frozen copy of an object a shape of its own, and
 * are slow with objects of many shapes.
 */
export function signed<M extends Exclude<Message, RequestBody> | Proposal>(
  unsigned: M & { sig: string },
  ctx: Context,
): M {
  unsigned.sig = ctx.sign(statementOf(unsigned));
  return unsigned;
}

/** Null if the message is authentic, else the reason why not. */
export function forgery(
  state: Holder,
  message: Exclude<Message, RequestBody> | Proposal,
  ctx: Context,
): string | null {
  if (message.type === 'request') return requestForgery(state, message, ctx);
  const { replica } = message;
  if (!ctx.isReplica(replica)) return `signed by ${message.replica}, which is no replica`;
  if (isAblated(state, 'signatures')) return null;
  if (isAblated(state, 'exact-cache') && isRemembered(state, message)) return null;
  if (ctx.isSignedBy(message.replica, message, statementOf)) return remember(state, message);
  if (isSignedAsOther(state, message, ctx) || isSignedByCourier(state, message, ctx)) return null;
  return `the signature does not match the key of R${message.replica}`;
}

/** A5: a message inside another one, which anybody may have put there. */
export function nestedForgery(state: Holder, message: Signed, ctx: Context): string | null {
  if (isAblated(state, 'nested-signatures')) return null;
  return forgery(state, message, ctx);
}

/** A10 left out: what was valid for one message with this digest passes for every other one with it. */
function isRemembered(state: Holder, message: Signed): boolean {
  return 'digest' in message && state.verified?.[message.digest] === true;
}

function remember(state: Holder, message: Signed): null {
  if (isAblated(state, 'exact-cache') && state.verified !== undefined && 'digest' in message)
    state.verified[message.digest] = true;
  return null;
}

/** A1 left out in part: the same fields, signed as the other kind of vote. */
function isSignedAsOther(state: Holder, message: Signed, ctx: Context): boolean {
  if (!isAblated(state, 'signed-type')) return false;
  if (message.type !== 'prepare' && message.type !== 'commit') return false;
  const type = message.type === 'prepare' ? 'commit' : 'prepare';
  return ctx.verify(message.replica, statementOf({ ...message, type }), message.sig);
}

/** A2 left out: a signature of whoever delivered the message is taken for one of whom it names. */
function isSignedByCourier(state: Holder, message: Signed, ctx: Context): boolean {
  if (!isAblated(state, 'signer-identity') || state.courier === undefined) return false;
  return ctx.verify(state.courier, statementOf(message), message.sig);
}

function requestForgery(state: Holder, request: Request, ctx: Context): string | null {
  const { client } = request;
  if (!ctx.isClient(client)) return `request of ${request.client}, which is no client`;
  if (isAblated(state, 'request-signatures')) return null;
  if (ctx.isSignedBy(request.client, request, statementOf)) return null;
  return `the signature on the request does not match the key of its client`;
}

/** A note under a false name makes the whole message invalid: whoever added it, its proposer will send it again without. */
export function noteForgery(state: Holder, message: PrePrepare, ctx: Context): string | null {
  const { note, replica } = message;
  if (note === undefined || isAblated(state, 'signatures')) return null;
  if (ctx.verify(replica, noteStatement(message, note.text), note.sig)) return null;
  return `the signature of the note does not match the key of R${replica}`;
}

/** The first invalid request of a batch rejects it as a whole (BA4). */
export function batchForgery(
  state: Holder,
  requests: readonly Request[],
  ctx: Context,
): string | null {
  for (const request of requests) {
    const reason = requestForgery(state, request, ctx);
    if (reason !== null) return reason;
    if (request.readOnly === true) return 'a read-only request in it is not to be ordered';
  }
  return null;
}
