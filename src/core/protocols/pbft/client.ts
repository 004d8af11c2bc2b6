import type {
  Actor,
  ClientConfig,
  ClientView,
  Context,
  Micros,
  ProcessId,
  Shortcuts,
} from '../../model/index.ts';
import { weakSize } from '../../quorum/thresholds.ts';
import { forgery, signed } from './authenticate.ts';
import { resultDigest, type Reply, type Request } from './messages.ts';
import { parseMessage } from './parse.ts';
import { isReadOnly } from '../../service/memory.ts';
import { isAblated, primaryOf } from './state.ts';

/** The client. Source: OSDI'99 section 4.1; clauses CL1 to CL9. */

/** The time-out doubles up to eight times the first. */
const DOUBLINGS_MAX = 3;

/** With the options of PBFT, which change what replies it takes. */
type PbftClientConfig = ClientConfig & Shortcuts;

export type ClientState = {
  readonly config: PbftClientConfig;
  /** Final replies that settle a request: f+1 (CL3). */
  readonly needed: number;
  /** Tentative ones, or answers to a read-only request: q (CL4). */
  readonly neededTentative: number;
  /** The view whose primary it writes to first (CL2, CL6). */
  view: number;
  /** Strictly increasing (CL1). */
  timestamp: number;
  /** The one outstanding request, or null. */
  request: Request | null;
  attempt: number;
  sentAt: Micros;
  /** The current vote of each replica for the outstanding request (CL5). */
  replies: { [replica: ProcessId]: ReplyVote };
  /** Who sent the same reply again; counted nowhere unless a rule is ablated. */
  repeats: ProcessId[];
  queue: string[];
  isPausing: boolean;
  completed: number;
  accepted: string;
};

type ReplyVote = {
  readonly view: number;
  /** As it is shown. */
  readonly result: string;
  readonly isFinal: boolean;
  /** What it counts for: only equal ones count together. */
  readonly ballot: string;
  /** The whole result, or null where only its digest was sent. */
  readonly full: string | null;
};

/** CL1 to CL9: one request at a time, first to the primary, then to all with back-off, until f+1 replies agree. */
export const client: Actor<PbftClientConfig, ClientState> = {
  start(config, ctx) {
    const state: ClientState = {
      config,
      needed: isAblated({ config }, 'client-quorum') ? 1 : weakSize(ctx.f),
      neededTentative: tentativeSize(config, ctx),
      view: 0,
      timestamp: 0,
      request: null,
      attempt: 0,
      sentAt: 0,
      replies: {},
      repeats: [],
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
    state.queue.push(operation);
    sendNext(state, ctx);
  },
};

/** CL1, CL2, O4: one at a time, first to the primary it believes in; what only reads, to all. */
function sendNext(state: ClientState, ctx: Context): void {
  if (state.request !== null || state.isPausing) return;
  const operation = state.queue.shift();
  if (operation === undefined) return;
  state.timestamp += 1;
  const { readOnly, digestReplies } = state.config;
  const isRead = readOnly && isReadOnly(operation);
  const text = ctx.attachment();
  state.request = signed<Request>(
    {
      type: 'request',
      client: ctx.self,
      timestamp: state.timestamp,
      operation,
      ...(text === '' ? {} : { text }),
      ...(isRead ? { readOnly: true } : {}),
      ...(digestReplies ? { replier: (ctx.self + state.timestamp) % ctx.n } : {}),
      sig: '',
    },
    ctx,
  );
  state.attempt = 0;
  state.sentAt = ctx.now;
  state.replies = {};
  state.repeats = [];
  noteSent(state, state.request, ctx);
  if (isRead) ctx.broadcast(state.request);
  else ctx.send(primaryOf(state.view, ctx.n), state.request);
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
  // CL5: whoever answered tentatively answers again, and what was read is no longer asked for.
  for (const id of Object.keys(state.replies).map(Number))
    if (state.replies[id]?.isFinal === false) delete state.replies[id];
  state.request = withoutWishes(state.request, ctx);
  const wait = state.config.timeout * (1 << Math.min(state.attempt, DOUBLINGS_MAX));
  const label = state.timestamp * 64 + Math.min(state.attempt, 63);
  noteSent(state, state.request, ctx);
  ctx.broadcast(state.request);
  ctx.setTimer('client', wait - ctx.random(label, Math.floor(wait / 16) + 1));
}

/** CL8, CL9, O5: whatever went wrong, the ordered path and whole answers of f+1 replicas serve. */
function withoutWishes(request: Request, ctx: Context): Request {
  const { readOnly, replier, ...plain } = request;
  if (readOnly === undefined && replier === undefined) return request;
  if (readOnly === true) {
    ctx.note({ fact: 'rule', rule: 'CL9' });
  } else ctx.note({ fact: 'rule', rule: 'CL8' });
  return signed<Request>({ ...plain, sig: '' }, ctx);
}

/** CL3 to CL7. */
function onReply(state: ClientState, reply: Reply, ctx: Context): void {
  const reason = forgery(state, reply, ctx);
  if (reason !== null) return ctx.reject(reply, reason);
  if (reply.client !== ctx.self) return ctx.ignore(reply, 'it is for another client');
  const { request } = state;
  if (request === null || reply.timestamp !== state.timestamp) {
    return ctx.ignore(reply, 'its request is settled');
  }
  const isOfRead = reply.seq !== undefined;
  if (isOfRead !== (request.readOnly === true) || (isOfRead && reply.tentative !== true)) {
    return ctx.ignore(reply, 'its request has been sent in another way since');
  }
  const vote = voteOf(state, reply, ctx);
  if (state.replies[reply.replica]?.ballot === vote.ballot) state.repeats.push(reply.replica);
  state.replies[reply.replica] = vote;
  settle(state, { request, reply, vote }, ctx);
}

type Cast = { readonly request: Request; readonly reply: Reply; readonly vote: ReplyVote };

/** CL3, CL4, CL8: whether enough say the same by now, one of them in full. */
function settle(state: ClientState, { request, reply, vote }: Cast, ctx: Context): void {
  const { agreeing, count } = tally(state, vote);
  if (count < neededFor(state, reply)) return giveUpRead(state, ctx);
  const others = agreeing.map((id) => state.replies[id]?.full ?? null);
  const full = [vote.full, ...others].find((each) => each !== null);
  if (full != null) accept(state, { request, reply, result: full, agreeing }, ctx);
  // CL8: the result is certain, and who was to send it sends something else.
  else if (request.replier !== undefined && state.replies[request.replier] !== undefined)
    retransmit(state, ctx);
}

/** CL5: who says the same, each once. */
function tally(
  state: ClientState,
  { ballot }: ReplyVote,
): { readonly agreeing: readonly ProcessId[]; readonly count: number } {
  const isAlike = (id: ProcessId): boolean =>
    state.replies[id]?.ballot === ballot || isAblated(state, 'reply-result');
  const agreeing = Object.keys(state.replies).map(Number).filter(isAlike);
  const again = isAblated(state, 'one-reply-each') ? state.repeats.filter(isAlike) : [];
  return { agreeing, count: agreeing.length + again.length };
}

/** CL5: for one result, tentative or final, read at one sequence number. A result and its digest are one. */
function voteOf(state: ClientState, reply: Reply, ctx: Context): ReplyVote {
  const { view, result, hashed, tentative, seq } = reply;
  const value = hashed !== true && state.config.digestReplies ? resultDigest(result, ctx) : result;
  return {
    view,
    result: (hashed === true ? `digest ${result.slice(0, 8)}` : result) + remark(reply),
    isFinal: tentative !== true,
    ballot: `${tentative === true ? 'tentative' : 'final'} ${seq ?? ''} ${value}`,
    full: hashed === true ? null : result,
  };
}

/** What does not count together does not look the same. */
function remark({ tentative, seq }: Reply): string {
  if (seq !== undefined) return ` (read after ${seq})`;
  return tentative === true ? ' (tentative)' : '';
}

/** CL3, CL4. */
function neededFor(state: ClientState, reply: Reply): number {
  return reply.tentative === true ? state.neededTentative : state.needed;
}

/** CL9: no need to wait for the time-out once too few replicas are left that could still agree. */
function giveUpRead(state: ClientState, ctx: Context): void {
  if (state.request?.readOnly !== true) return;
  const votes = Object.values(state.replies);
  const together = votes.map(({ ballot }) => votes.filter((vote) => vote.ballot === ballot).length);
  const best = Math.max(0, ...together);
  if (best + ctx.n - votes.length < state.neededTentative) retransmit(state, ctx);
}

type Settled = {
  readonly request: Request;
  readonly reply: Reply;
  readonly result: string;
  readonly agreeing: readonly ProcessId[];
};

function accept(
  state: ClientState,
  { request, reply, result, agreeing }: Settled,
  ctx: Context,
): void {
  state.view = settledView(state, { reply, agreeing });
  state.request = null;
  state.completed += 1;
  state.accepted = result;
  ctx.clearTimer('client');
  const { client: self, timestamp, operation } = request;
  ctx.note({
    fact: 'reply-accepted',
    request: { client: self, timestamp, operation },
    result,
    replicas: agreeing,
    ...(reply.tentative === true && reply.seq === undefined ? { tentative: true } : {}),
    ...(reply.seq === undefined ? {} : { readAt: reply.seq }),
  });
  if (state.queue.length === 0) return;
  const pause = state.sentAt + state.config.interval - ctx.now;
  if (pause <= 0) return sendNext(state, ctx);
  state.isPausing = true;
  ctx.setTimer('next', pause);
}

/** CL6: the (f+1)-th largest view among those that agree, so that f liars cannot send it astray. */
function settledView(
  state: ClientState,
  { reply, agreeing }: { readonly reply: Reply; readonly agreeing: readonly ProcessId[] },
): number {
  if (isAblated(state, 'client-view')) return reply.view;
  const views = agreeing.map((id) => state.replies[id]?.view ?? 0).sort((a, b) => b - a);
  return views[state.needed - 1] ?? state.view;
}

/** CL4: what may be taken back needs a quorum behind it, of which every later view hears. */
function tentativeSize(config: PbftClientConfig, ctx: Context): number {
  if (isAblated({ config }, 'client-quorum')) return 1;
  return isAblated({ config }, 'tentative-quorum') ? weakSize(ctx.f) : ctx.q;
}

/** What it waits for at the moment: tentative answers, where replicas give them, or final ones. */
function needed({ config, request, attempt, replies, ...of }: ClientState): number {
  const areTentative = Object.values(replies).some(({ isFinal }) => !isFinal);
  const isFirst = config.tentative && attempt === 0;
  return request?.readOnly === true || isFirst || areTentative ? of.neededTentative : of.needed;
}

/** The whole result, where somebody has sent what this is the digest of. */
function wholeOf({ replies }: ClientState, vote: ReplyVote): ReplyVote {
  if (vote.full !== null) return vote;
  const same = Object.values(replies).filter(({ ballot }) => ballot === vote.ballot);
  return same.find(({ full }) => full !== null) ?? vote;
}

/** What the page shows of a client. */
export function inspectClient(state: ClientState): ClientView {
  return {
    operation: state.request?.operation ?? '',
    timestamp: state.timestamp,
    attempt: state.attempt,
    replies: Object.entries(state.replies).map(([replica, vote]) => ({
      replica: Number(replica),
      result: wholeOf(state, vote).result,
    })),
    needed: needed(state),
    completed: state.completed,
    left: state.queue.length,
    accepted: state.accepted,
  };
}
