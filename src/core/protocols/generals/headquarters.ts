import type {
  Actor,
  ClientConfig,
  ClientView,
  Context,
  Envelope,
  Micros,
  ProcessId,
  RequestRef,
} from '../../model/index.ts';
import {
  COMMANDER,
  valueOfOperation,
  type Answer,
  type Lettered,
  type Petition,
  type Report,
  type Worded,
} from './messages.ts';
import { worded } from './oral.ts';
import { asBody, parseMessage } from './parse.ts';
import type { GeneralsConfig } from './state.ts';

/**
 * Where orders come from. The paper begins with a commander who has an order; here the first client, headquarters, gives it to him,
 * tells the lieutenants when to expect it, and hears from all what they obey. One order after the other, so that they have numbers.
 * Other clients, and a person's own orders, go through headquarters.
 */

/** Orders that wait before petitions are turned away, which come again. Those of a person are as many as a scenario holds. */
const QUEUE_MAX = 256;
/** The wait of a petitioner doubles up to eight times. */
const DOUBLINGS_MAX = 3;

/** An order that waits to be given, or is under way: whose it is, and in which words. */
type Wish = RequestRef & Lettered;

type Underway = Wish & Worded & { readonly seq: number; readonly sentAt: Micros };

export type ClientState = {
  readonly config: ClientConfig & GeneralsConfig;
  readonly n: number;
  readonly m: number;
  readonly isHeadquarters: boolean;
  queue: Wish[];
  /** Requests of its own that it has made so far. */
  stamp: number;
  /** Headquarters: orders given so far. */
  seq: number;
  /** Headquarters: the order under way, and what generals report of it. A petitioner: what it asked for. */
  underway: Underway | null;
  reports: { [general: ProcessId]: string };
  attempt: number;
  isPausing: boolean;
  completed: number;
  accepted: string;
  /** Headquarters: by petitioner, the last request that it took, and the answer to it once there is one. */
  petitions: {
    [client: ProcessId]: { readonly timestamp: number; readonly answer: Answer | null };
  };
};

export const client: Actor<ClientConfig & GeneralsConfig, ClientState> = {
  start(config, ctx) {
    const state: ClientState = {
      config,
      n: ctx.n,
      m: ctx.f,
      isHeadquarters: ctx.self === ctx.n,
      queue: config.operations.map((operation, index) => ({
        client: ctx.self,
        timestamp: index + 1,
        operation,
      })),
      stamp: config.operations.length,
      seq: 0,
      underway: null,
      reports: {},
      attempt: 0,
      isPausing: false,
      completed: 0,
      accepted: '',
      petitions: {},
    };
    begin(state, ctx);
    return state;
  },

  onMessage(state, { body, from }, ctx) {
    const message = parseMessage(body);
    if (message === null) return ctx.reject(body, 'it is malformed');
    if (message.type === 'report' && state.isHeadquarters)
      return onReport(state, { message, from }, ctx);
    if (message.type === 'petition' && state.isHeadquarters)
      return onPetition(state, { message, from }, ctx);
    if (message.type === 'answer' && !state.isHeadquarters)
      return onAnswer(state, { message, from }, ctx);
    ctx.ignore(body, state.isHeadquarters ? 'headquarters takes reports' : 'it is for others');
  },

  onTimer(state, timer, ctx) {
    if (timer === 'close') return close(state, ctx);
    if (timer === 'client') return petition(state, ctx);
    state.isPausing = false;
    begin(state, ctx);
  },

  onRecover(state, ctx) {
    begin(state, ctx);
  },

  onOrder(state, operation, ctx) {
    state.stamp += 1;
    state.queue.push({ client: ctx.self, timestamp: state.stamp, operation });
    begin(state, ctx);
  },
};

/** The next order, if none is under way. */
function begin(state: ClientState, ctx: Context): void {
  if (state.underway !== null || state.isPausing) return;
  const wish = state.queue.shift();
  if (wish === undefined) return;
  const order = worded(valueOfOperation(wish.operation), ctx);
  state.seq += 1;
  const { text = wish.client === ctx.self ? ctx.attachment() : '' } = wish;
  const letter = text === '' ? {} : { text };
  state.underway = { ...wish, ...order, ...letter, seq: state.seq, sentAt: ctx.now };
  state.reports = {};
  state.attempt = 0;
  if (state.isHeadquarters) announce(state, state.underway, ctx);
  else petition(state, ctx);
}

/** The order to the commander, and to the lieutenants only that there will be one: the first round begins once all know. */
function announce(state: ClientState, underway: Underway, ctx: Context): void {
  const { seq, client: by, timestamp: stamp, value, digest } = underway;
  const { round } = state.config;
  const announced = { seq, begins: ctx.now + round, by, stamp };
  if (by === ctx.self) noteSent(state, underway, ctx);
  ctx.send(COMMANDER, { type: 'request', ...announced, value, digest, ...letterOf(underway) });
  for (let lieutenant = 1; lieutenant < ctx.n; lieutenant += 1)
    ctx.send(lieutenant, { type: 'summons', ...announced });
  // The summons, the m+1 rounds, and the reports take a round each.
  ctx.setTimer('close', (state.m + 3) * round);
}

/** Only where there is one: a message without a text has no field for it. */
function letterOf({ text }: Lettered): Lettered {
  return text === undefined ? {} : { text };
}

function noteSent(
  state: ClientState,
  { client: by, timestamp, operation }: Wish,
  ctx: Context,
): void {
  const request = { client: by, timestamp, operation };
  ctx.note({ fact: 'request-sent', request, attempt: state.attempt });
}

function onReport(
  state: ClientState,
  { message, from }: { readonly message: Report; readonly from: Envelope['from'] },
  ctx: Context,
): void {
  const { underway } = state;
  if (!ctx.isReplica(from)) return ctx.reject(asBody(message), 'only generals report');
  if (underway?.seq !== message.seq)
    return ctx.ignore(asBody(message), 'its order is not under way');
  if (state.reports[from] !== undefined)
    return ctx.ignore(asBody(message), 'this general has reported already');
  state.reports[from] = message.value;
}

/** All reports of loyal generals are in. What most of them say is what became of the order. */
function close(state: ClientState, ctx: Context): void {
  const { underway } = state;
  if (underway === null) return;
  state.underway = null;
  const result = mostReported(state);
  if (result !== null) settle(state, { underway, ...result }, ctx);
  if (state.queue.length === 0) return;
  const pause = underway.sentAt + state.config.interval - ctx.now;
  if (pause <= 0) return begin(state, ctx);
  state.isPausing = true;
  ctx.setTimer('next', pause);
}

type Result = { readonly value: string; readonly replicas: readonly ProcessId[] };

/** Null where nobody has reported. Of equally many the one that the first general reported. */
function mostReported({ reports }: ClientState): Result | null {
  const results = new Map<string, ProcessId[]>();
  for (const [general, value] of Object.entries(reports))
    results.set(value, [...(results.get(value) ?? []), Number(general)]);
  const [first] = [...results].sort((a, b) => b[1].length - a[1].length);
  return first === undefined ? null : { value: first[0], replicas: first[1] };
}

function settle(
  state: ClientState,
  { underway, value, replicas }: Result & { readonly underway: Underway },
  ctx: Context,
): void {
  const { client: by, timestamp, operation } = underway;
  state.completed += 1;
  state.accepted = value;
  if (by === ctx.self) {
    const request = { client: by, timestamp, operation };
    ctx.note({ fact: 'reply-accepted', request, result: value, replicas });
    return;
  }
  const answer: Answer = { type: 'answer', timestamp, value, replicas };
  state.petitions[by] = { timestamp, answer };
  ctx.send(by, answer);
}

function onPetition(
  state: ClientState,
  { message, from }: { readonly message: Petition; readonly from: Envelope['from'] },
  ctx: Context,
): void {
  if (!ctx.isClient(from)) return ctx.reject(asBody(message), 'generals do not ask for orders');
  const last = state.petitions[from];
  const { timestamp, operation } = message;
  if (last !== undefined && timestamp <= last.timestamp) {
    if (last.answer !== null && timestamp === last.timestamp) return ctx.send(from, last.answer);
    return ctx.ignore(asBody(message), 'it is known already');
  }
  if (state.queue.length >= QUEUE_MAX) return ctx.ignore(asBody(message), 'too many orders wait');
  state.petitions[from] = { timestamp, answer: null };
  state.queue.push({ client: from, timestamp, operation, ...letterOf(message) });
  begin(state, ctx);
}

/** Asks headquarters, again and again until it is answered. */
function petition(state: ClientState, ctx: Context): void {
  const { underway } = state;
  if (underway === null) return;
  noteSent(state, underway, ctx);
  const { timestamp, operation } = underway;
  ctx.send(ctx.n, { type: 'petition', timestamp, operation, ...letterOf(underway) });
  ctx.setTimer('client', state.config.timeout * (1 << Math.min(state.attempt, DOUBLINGS_MAX)));
  state.attempt += 1;
}

function onAnswer(
  state: ClientState,
  { message, from }: { readonly message: Answer; readonly from: Envelope['from'] },
  ctx: Context,
): void {
  const { underway } = state;
  if (from !== ctx.n) return ctx.reject(asBody(message), 'only headquarters answers');
  if (underway?.timestamp !== message.timestamp)
    return ctx.ignore(asBody(message), 'it is settled');
  state.underway = null;
  state.completed += 1;
  state.accepted = message.value;
  ctx.clearTimer('client');
  const { timestamp, operation } = underway;
  const request = { client: ctx.self, timestamp, operation };
  ctx.note({ fact: 'reply-accepted', request, result: message.value, replicas: message.replicas });
  const pause = underway.sentAt + state.config.interval - ctx.now;
  if (state.queue.length === 0) return;
  if (pause <= 0) return begin(state, ctx);
  state.isPausing = true;
  ctx.setTimer('next', pause);
}

export function inspectClient(state: ClientState): ClientView {
  return {
    operation: state.underway?.operation ?? '',
    timestamp: state.underway?.timestamp ?? 0,
    attempt: state.attempt,
    replies: Object.entries(state.reports).map(([general, result]) => ({
      replica: Number(general),
      result,
    })),
    needed: state.isHeadquarters ? state.n : 1,
    completed: state.completed,
    left: state.queue.length,
    accepted: state.accepted,
  };
}
