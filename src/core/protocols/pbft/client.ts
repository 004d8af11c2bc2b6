import type {
  Actor,
  ClientConfig,
  ClientView,
  Context,
  Micros,
  ProcessId,
} from '../../model/index.ts';
import { weakSize } from '../../quorum/thresholds.ts';
import { forgery } from './authenticate.ts';
import { statementOf, type Reply, type Request } from './messages.ts';
import { parseMessage } from './parse.ts';
import { isAblated, primaryOf } from './state.ts';

/** The client. Source: OSDI'99 section 4.1; conformance list, section 1.6. */

/** The time-out doubles up to eight times the first. */
const DOUBLINGS_MAX = 3;
/** Orders of a person that wait to be sent. */
const QUEUE_MAX = 256;

export type ClientState = {
  readonly config: ClientConfig;
  /** Replies that settle a request: f+1. */
  readonly needed: number;
  /** The view whose primary it writes to first (CL2, CL6). */
  view: number;
  /** Strictly increasing (CL1). */
  timestamp: number;
  /** The one outstanding request, or null. */
  request: Request | null;
  attempt: number;
  sentAt: Micros;
  /** The current vote of each replica for the outstanding request (CL5). */
  replies: { [replica: ProcessId]: { readonly view: number; readonly result: string } };
  queue: string[];
  isPausing: boolean;
  completed: number;
  accepted: string;
};

export const client: Actor<ClientConfig, ClientState> = {
  start(config, ctx) {
    const state: ClientState = {
      config,
      needed: isAblated({ config }, 'client-quorum') ? 1 : weakSize(ctx.f),
      view: 0,
      timestamp: 0,
      request: null,
      attempt: 0,
      sentAt: 0,
      replies: {},
      queue: [...config.operations],
      isPausing: false,
      completed: 0,
      accepted: '',
    };
    sendNext(state, ctx);
    return state;
  },

  onMessage(state, envelope, ctx) {
    const message = parseMessage(envelope.body);
    if (message === null) return ctx.reject(envelope.body, 'it is malformed');
    if (message.type !== 'reply') return ctx.ignore(message, 'clients take replies only');
    onReply(state, message, ctx);
  },

  onTimer(state, timer, ctx) {
    if (timer === 'client') retransmit(state, ctx);
    if (timer === 'next') {
      state.isPausing = false;
      sendNext(state, ctx);
    }
  },

  onRecover(state, ctx) {
    if (state.request === null) sendNext(state, ctx);
    else retransmit(state, ctx);
  },

  onOrder(state, operation, ctx) {
    if (state.queue.length >= QUEUE_MAX) return;
    state.queue.push(operation);
    sendNext(state, ctx);
  },
};

/** CL1, CL2: one at a time, first to the primary it believes in. */
function sendNext(state: ClientState, ctx: Context): void {
  if (state.request !== null || state.isPausing) return;
  const operation = state.queue.shift();
  if (operation === undefined) return;
  state.timestamp += 1;
  const text = ctx.attachment();
  const unsigned: Request = {
    type: 'request',
    client: ctx.self,
    timestamp: state.timestamp,
    operation,
    ...(text === '' ? {} : { text }),
    sig: '',
  };
  state.request = { ...unsigned, sig: ctx.sign(statementOf(unsigned)) };
  state.attempt = 0;
  state.sentAt = ctx.now;
  state.replies = {};
  noteSent(state, state.request, ctx);
  ctx.send(primaryOf(state.view, ctx.n), state.request);
  ctx.setTimer('client', state.config.timeout);
}

function noteSent(state: ClientState, request: Request, ctx: Context): void {
  const { client: self, timestamp, operation } = request;
  ctx.note({
    fact: 'request-sent',
    request: { client: self, timestamp, operation },
    attempt: state.attempt,
  });
}

/**
 * CL2: the primary may be at fault, so all get it. The wait doubles, less a random sixteenth at most, so that clients do not
 * march in step.
 */
function retransmit(state: ClientState, ctx: Context): void {
  if (state.request === null) return;
  state.attempt += 1;
  const wait = state.config.timeout * (1 << Math.min(state.attempt, DOUBLINGS_MAX));
  const label = state.timestamp * 64 + Math.min(state.attempt, 63);
  noteSent(state, state.request, ctx);
  ctx.broadcast(state.request);
  ctx.setTimer('client', wait - ctx.random(label, Math.floor(wait / 16) + 1));
}

/** CL3 to CL7. */
function onReply(state: ClientState, reply: Reply, ctx: Context): void {
  const reason = forgery(state, reply, ctx);
  if (reason !== null) return ctx.reject(reply, reason);
  if (reply.client !== ctx.self) return ctx.ignore(reply, 'it is for another client');
  if (state.request === null || reply.timestamp !== state.timestamp) {
    return ctx.ignore(reply, 'its request is settled');
  }
  state.replies[reply.replica] = { view: reply.view, result: reply.result };
  const agreeing = Object.keys(state.replies)
    .map(Number)
    .filter((id) => state.replies[id]?.result === reply.result);
  if (agreeing.length >= state.needed)
    accept(state, { request: state.request, reply, agreeing }, ctx);
}

function accept(
  state: ClientState,
  { request, reply, agreeing }: { request: Request; reply: Reply; agreeing: readonly ProcessId[] },
  ctx: Context,
): void {
  state.view = settledView(state, agreeing);
  state.request = null;
  state.completed += 1;
  state.accepted = reply.result;
  ctx.clearTimer('client');
  const { client: self, timestamp, operation } = request;
  ctx.note({
    fact: 'reply-accepted',
    request: { client: self, timestamp, operation },
    result: reply.result,
    replicas: agreeing,
  });
  if (state.queue.length === 0) return;
  const pause = state.sentAt + state.config.interval - ctx.now;
  if (pause <= 0) return sendNext(state, ctx);
  state.isPausing = true;
  ctx.setTimer('next', pause);
}

/** CL6: the (f+1)-th largest view among those that agree, so that f liars cannot send it astray. */
function settledView(state: ClientState, agreeing: readonly ProcessId[]): number {
  const views = agreeing.map((id) => state.replies[id]?.view ?? 0).sort((a, b) => b - a);
  return views[state.needed - 1] ?? state.view;
}

export function inspectClient(state: ClientState): ClientView {
  return {
    operation: state.request?.operation ?? '',
    timestamp: state.timestamp,
    attempt: state.attempt,
    replies: Object.entries(state.replies).map(([replica, vote]) => ({
      replica: Number(replica),
      result: vote.result,
    })),
    needed: state.needed,
    completed: state.completed,
    left: state.queue.length,
    accepted: state.accepted,
  };
}
