import type {
  Actor,
  ClientConfig,
  ClientView,
  Context,
  Micros,
  ProcessId,
} from '../../model/index.ts';
import { LEADER, repliesNeeded } from './custom.ts';
import type { Petition, Reply } from './messages.ts';
import { asBody, parseMessage } from './parse.ts';
import type { NaiveConfig } from './state.ts';

/** The time-out doubles up to eight times the first. */
const DOUBLINGS_MAX = 3;

type Config = ClientConfig & NaiveConfig;

export type ClientState = {
  readonly config: Config;
  readonly needed: number;
  queue: string[];
  timestamp: number;
  request: (Petition & { readonly text: string; readonly sentAt: Micros }) | null;
  attempt: number;
  replies: { [agent: ProcessId]: string };
  isPausing: boolean;
  completed: number;
  accepted: string;
};

/** A client that believes what it is told: by the one agent, by the first one, or by more than half of them. */
export const client: Actor<Config, ClientState> = {
  start(config, ctx) {
    const state: ClientState = {
      config,
      needed: repliesNeeded(config.custom, ctx.n),
      queue: [...config.operations],
      timestamp: 0,
      request: null,
      attempt: 0,
      replies: {},
      isPausing: false,
      completed: 0,
      accepted: '',
    };
    begin(state, ctx);
    return state;
  },

  onMessage(state, { body, from }, ctx) {
    const message = parseMessage(body);
    if (message === null) return ctx.reject(body, 'it is malformed');
    if (message.type !== 'reply') return ctx.ignore(body, 'clients take replies only');
    onReply(state, message, { from, ctx });
  },

  onTimer(state, timer, ctx) {
    if (timer === 'client') return ask(state, ctx);
    state.isPausing = false;
    begin(state, ctx);
  },

  onRecover(state, ctx) {
    if (state.request === null) begin(state, ctx);
    else ask(state, ctx);
  },

  onOrder(state, operation, ctx) {
    state.queue.push(operation);
    begin(state, ctx);
  },
};

/** The next order, if none is outstanding. */
function begin(state: ClientState, ctx: Context): void {
  if (state.request !== null || state.isPausing) return;
  const operation = state.queue.shift();
  if (operation === undefined) return;
  state.timestamp += 1;
  const petition = { client: ctx.self, timestamp: state.timestamp, operation };
  state.request = { ...petition, text: ctx.attachment(), sentAt: ctx.now };
  state.replies = {};
  state.attempt = 0;
  ask(state, ctx);
}

/** Asks, again and again until it is answered. */
function ask(state: ClientState, ctx: Context): void {
  const { request, attempt } = state;
  if (request === null) return;
  const { timestamp, operation, text } = request;
  const petition = { client: ctx.self, timestamp, operation };
  ctx.note({ fact: 'request-sent', request: petition, attempt });
  const body = { type: 'request', ...petition, ...(text === '' ? {} : { text }) };
  if (state.config.custom === 'single') ctx.send(LEADER, body);
  else ctx.broadcast(body);
  ctx.setTimer('client', state.config.timeout * (1 << Math.min(attempt, DOUBLINGS_MAX)));
  state.attempt += 1;
}

function onReply(
  state: ClientState,
  reply: Reply,
  { from, ctx }: { readonly from: ProcessId; readonly ctx: Context },
): void {
  const { request } = state;
  if (!ctx.isReplica(from)) return ctx.reject(asBody(reply), 'only agents answer');
  if (request?.timestamp !== reply.timestamp)
    return ctx.ignore(asBody(reply), 'no such request is outstanding');
  if (state.config.custom === 'single' && from !== LEADER)
    return ctx.ignore(asBody(reply), `only R${LEADER} was asked`);
  if (state.replies[from] !== undefined)
    return ctx.ignore(asBody(reply), 'this agent has answered already');
  state.replies[from] = reply.result;
  const equal = Object.keys(state.replies)
    .map(Number)
    .filter((agent) => state.replies[agent] === reply.result);
  if (equal.length >= state.needed) accept(state, { ...reply, replicas: equal }, ctx);
}

function accept(
  state: ClientState,
  { result, replicas }: Reply & { readonly replicas: readonly ProcessId[] },
  ctx: Context,
): void {
  const { request } = state;
  if (request === null) return;
  const { client, timestamp, operation } = request;
  state.request = null;
  state.completed += 1;
  state.accepted = result;
  ctx.clearTimer('client');
  ctx.note({ fact: 'reply-accepted', request: { client, timestamp, operation }, result, replicas });
  if (state.queue.length === 0) return;
  const pause = request.sentAt + state.config.interval - ctx.now;
  if (pause <= 0) return begin(state, ctx);
  state.isPausing = true;
  ctx.setTimer('next', pause);
}

export function inspectClient(state: ClientState): ClientView {
  return {
    operation: state.request?.operation ?? '',
    timestamp: state.request?.timestamp ?? 0,
    attempt: state.attempt,
    replies: Object.entries(state.replies).map(([agent, result]) => ({
      replica: Number(agent),
      result,
    })),
    needed: state.needed,
    completed: state.completed,
    left: state.queue.length,
    accepted: state.accepted,
  };
}
