import type { Ablatable, Actor, Context, Envelope, ProcessId } from '../../model/index.ts';
import {
  COMMANDER,
  type Announced,
  type Message,
  type OralOrder,
  type Request,
  type SignedOrder,
  type Summons,
  type Worded,
} from './messages.ts';
import { chooseAmong, passOn, votesOf, worded } from './oral.ts';
import { asBody, parseMessage } from './parse.ts';
import { ORDERS_MAX, brokenSignature, choice, countersigned, passOnSigned } from './signed.ts';
import {
  LEDGER_KEPT,
  endOf,
  isAblated,
  pathKey,
  roundAt,
  type GeneralState,
  type GeneralsConfig,
  type Instance,
} from './state.ts';

/** A general: general 0 is the commander, the others are its lieutenants. */
export const general: Actor<GeneralsConfig & Ablatable, GeneralState> = {
  start: (config, ctx) => ({
    config,
    self: ctx.self,
    n: ctx.n,
    m: isAblated({ config }, 'last-round') ? Math.max(0, ctx.f - 1) : ctx.f,
    instance: null,
    ledger: [],
    ledgerLength: 0,
  }),

  onMessage(state, { body, from }, ctx) {
    const message = parseMessage(body);
    if (message === null) return ctx.reject(body, 'it is malformed');
    receive(state, { message, from }, ctx);
  },

  onTimer(state, _timer, ctx) {
    const { instance } = state;
    if (instance === null || instance.chosen !== null) return;
    const ended = roundAt(state, instance, ctx.now) - 1;
    if (state.self === COMMANDER && ended === 0) return command(state, instance, ctx);
    if (ended > state.m) return decide(state, instance, ctx);
    if (state.self !== COMMANDER) passOnHeard(state, instance, ended, ctx);
    armFor(state, instance, ended + 1, ctx);
  },

  /** What it missed nobody sends again: it takes no part in the order that was under way. */
  onRecover(state, ctx) {
    const { instance } = state;
    if (instance === null || instance.chosen !== null) return;
    ctx.note({ fact: 'order-missed', seq: instance.seq });
    state.instance = null;
  },
};

type Got = { readonly message: Message; readonly from: Envelope['from'] };

function receive(state: GeneralState, { message, from }: Got, ctx: Context): void {
  switch (message.type) {
    case 'request':
      return onRequest(state, { message, from }, ctx);
    case 'summons':
      return onSummons(state, { message, from }, ctx);
    case 'oral-order':
      return onOral(state, { message, from }, ctx);
    case 'signed-order':
      return onSigned(state, message, ctx);
    default:
      return ctx.ignore(asBody(message), 'it is for headquarters');
  }
}

/** Headquarters is the first client. */
function headquarters(ctx: Context): ProcessId {
  return ctx.n;
}

function onRequest(
  state: GeneralState,
  { message, from }: { readonly message: Request; readonly from: ProcessId },
  ctx: Context,
): void {
  const reason = misdirected(message, from, ctx);
  if (reason !== null) return ctx.reject(asBody(message), reason);
  if (state.self !== COMMANDER) return ctx.ignore(asBody(message), 'it is for the commander');
  if (isKnown(state, message)) return ctx.ignore(asBody(message), 'it is known already');
  if (ctx.now > message.begins) return ctx.ignore(asBody(message), 'it came too late to be given');
  const { value, digest, text } = message;
  open(state, message, text === undefined ? { value, digest } : { value, digest, text });
  noteRequest(message, ctx);
  ctx.note({ fact: 'order-announced', seq: message.seq });
  ctx.setTimer('round', message.begins - ctx.now);
}

/** Whoever holds the order holds the text that came with it. */
function noteRequest({ by, stamp, value, text }: Request, ctx: Context): void {
  if (text === undefined) return;
  const request = { client: by, timestamp: stamp, operation: value };
  ctx.note({ fact: 'request-held', request, text });
}

function onSummons(
  state: GeneralState,
  { message, from }: { readonly message: Summons; readonly from: ProcessId },
  ctx: Context,
): void {
  if (from !== headquarters(ctx))
    return ctx.reject(asBody(message), 'only headquarters summons generals');
  if (state.self === COMMANDER) return ctx.ignore(asBody(message), 'it is for lieutenants');
  if (isKnown(state, message)) return ctx.ignore(asBody(message), 'it is known already');
  if (ctx.now >= endOf(state, message, 1))
    return ctx.ignore(asBody(message), 'it came after the first round');
  const instance = open(state, message, null);
  ctx.note({ fact: 'order-announced', seq: message.seq });
  armFor(state, instance, 1, ctx);
}

function misdirected(message: Request, from: ProcessId, ctx: Context): string | null {
  if (from !== headquarters(ctx)) return 'only headquarters has orders given';
  return isWorded(message, ctx) ? null : 'its digest is not that of its order';
}

function isWorded({ value, digest }: Worded, ctx: Context): boolean {
  return worded(value, ctx).digest === digest;
}

function isKnown({ instance, ledgerLength }: GeneralState, { seq }: Announced): boolean {
  return seq <= Math.max(ledgerLength, instance?.seq ?? 0);
}

function open(
  state: GeneralState,
  { seq, begins, by, stamp }: Announced,
  order: Instance['command'],
): Instance {
  const instance: Instance = {
    ...{ seq, begins, by, stamp, command: order },
    heard: {},
    orders: [],
    chosen: null,
  };
  state.instance = instance;
  return instance;
}

function armFor(state: GeneralState, instance: Instance, round: number, ctx: Context): void {
  ctx.setTimer('round', Math.max(0, endOf(state, instance, round) - ctx.now));
}

/** [OM2] [SM9] The first round. */
function command(state: GeneralState, instance: Instance, ctx: Context): void {
  const { seq, command: order } = instance;
  if (order === null) return;
  const { value, digest, text } = order;
  const letter = text === undefined ? {} : { text };
  ctx.note({ fact: 'order-given', seq, digest, value });
  if (state.config.messages === 'oral') {
    ctx.broadcast({ type: 'oral-order', seq, path: [COMMANDER], value, digest, ...letter });
  } else {
    const order = countersigned({ seq, value, digest, path: [], sigs: [] }, ctx);
    ctx.broadcast({ ...order, ...letter });
  }
  armFor(state, instance, state.m + 1, ctx);
}

function passOnHeard(state: GeneralState, instance: Instance, round: number, ctx: Context): void {
  if (isAblated(state, 'relay')) return;
  if (state.config.messages === 'oral') passOn(state, instance, round, ctx);
  else passOnSigned(state, instance, round, ctx);
}

/** [OM4] The oral model: who sends is known, what is said is not proven. */
function onOral(
  state: GeneralState,
  { message, from }: { readonly message: OralOrder; readonly from: ProcessId },
  ctx: Context,
): void {
  const { instance } = state;
  if (state.config.messages !== 'oral') return ctx.reject(asBody(message), 'it is not signed');
  const reason = wrongPath(state, message, ctx) ?? wrongSpeaker(state, message, from);
  if (reason !== null) return ctx.reject(asBody(message), reason);
  if (instance === null || instance.seq !== message.seq)
    return ctx.ignore(asBody(message), 'no such order is under way');
  const round = roundAt(state, instance, ctx.now);
  if (message.path.length > round)
    return ctx.reject(asBody(message), `its path is too long for round ${round}`);
  if (message.path.length < round) return ctx.ignore(asBody(message), 'its round is over');
  const key = pathKey(message.path);
  if (instance.heard[key] !== undefined)
    return ctx.ignore(asBody(message), 'something else was said along this path before');
  const { seq, value, digest, path } = message;
  instance.heard[key] = { value, digest };
  ctx.note({ fact: 'order-heard', seq, digest, path });
  noteLetter(message, from, ctx);
}

/** What no path may be, whatever the round. */
function wrongPath(
  state: GeneralState,
  message: OralOrder | SignedOrder,
  ctx: Context,
): string | null {
  const { path } = message;
  const mayRepeat = message.type === 'signed-order' && isAblated(state, 'distinct-signers');
  if (path[0] !== COMMANDER) return 'its path does not begin with the commander';
  if (path.length > state.m + 1) return 'its path is longer than there are rounds';
  if (!path.every((id) => ctx.isReplica(id))) return 'its path names somebody who is no general';
  if (new Set(path).size < path.length && !mayRepeat) return 'its path names a general twice';
  if (path.includes(state.self)) return 'its path leads back to its receiver';
  return isWorded(message, ctx) ? null : 'its digest is not that of its order';
}

function wrongSpeaker(state: GeneralState, { path }: OralOrder, from: ProcessId): string | null {
  if (isAblated(state, 'known-teller')) return null;
  return path.at(-1) === from ? null : 'the last of its path is not its sender';
}

/** [SM9] [SM10] */
function onSigned(state: GeneralState, message: SignedOrder, ctx: Context): void {
  const { instance } = state;
  if (state.config.messages !== 'signed')
    return ctx.reject(asBody(message), 'orders are given orally here');
  const reason = wrongPath(state, message, ctx) ?? brokenSignature(state, message, ctx);
  if (reason !== null) return ctx.reject(asBody(message), reason);
  if (instance === null || instance.seq !== message.seq)
    return ctx.ignore(asBody(message), 'no such order is under way');
  const round = roundAt(state, instance, ctx.now);
  if (message.path.length > round)
    return ctx.reject(asBody(message), `its chain is too long for round ${round}`);
  const needless = whyNeedless(state, instance, { message, round });
  if (needless !== null) return ctx.ignore(asBody(message), needless);
  const { seq, value, digest, path, sigs } = message;
  instance.orders.push({ value, digest, path, sigs });
  ctx.note({ fact: 'order-heard', seq, digest, path });
  noteLetter(message, path.at(-1) ?? COMMANDER, ctx);
}

/** [SM10] [SM12] Why a valid chain changes nothing. */
function whyNeedless(
  state: GeneralState,
  { chosen, orders }: Instance,
  { message, round }: { readonly message: SignedOrder; readonly round: number },
): string | null {
  const isLate = message.path.length < round && !isAblated(state, 'chain-length');
  if (isLate || chosen !== null) return 'its round is over';
  if (orders.some(({ digest }) => digest === message.digest))
    return 'the same order is known already';
  return orders.length >= ORDERS_MAX ? 'two different orders are known already' : null;
}

/** What the commander was given with its order it says with it; a lieutenant passes on the order alone. */
function noteLetter(
  { seq, text }: OralOrder | SignedOrder,
  replica: ProcessId,
  ctx: Context,
): void {
  if (text !== undefined) ctx.note({ fact: 'note-held', view: 0, seq, replica, text });
}

/** [OM6] The last round is over: everybody obeys, the commander its own order. */
function decide(state: GeneralState, instance: Instance, ctx: Context): void {
  const { seq, by, stamp } = instance;
  const chosen = choose(state, instance, ctx);
  if (chosen === null) return;
  const { value, digest } = chosen;
  instance.chosen = chosen;
  // Announcements that were lost leave a gap.
  state.ledger = [...state.ledger, { seq, value, digest }].slice(-LEDGER_KEPT);
  state.ledgerLength = seq;
  const request = { client: by, timestamp: stamp, operation: value, result: value, fresh: true };
  ctx.note({ fact: 'executed', view: 0, seq, digest, requests: [request], state: '' });
  ctx.send(headquarters(ctx), { type: 'report', seq, value, digest });
}

/** Null only where silence is no order, and nobody said anything. */
function choose(state: GeneralState, instance: Instance, ctx: Context): Worded | null {
  if (instance.command !== null) return instance.command;
  const isSigned = state.config.messages === 'signed';
  const votes = isSigned
    ? instance.orders.map(({ path, digest }) => ({ general: path.at(-1) ?? COMMANDER, digest }))
    : votesOf(state, instance, ctx).map(({ general: voter, digest }) => ({
        general: voter,
        digest,
      }));
  const chosen = isSigned ? choice(state, instance.orders, ctx) : chooseAmong(state, instance, ctx);
  if (chosen === null) return null;
  ctx.note({ fact: 'order-chosen', seq: instance.seq, digest: chosen.digest, votes });
  return chosen;
}
