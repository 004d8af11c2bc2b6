import type { AdversaryContext, ProcessId, Tactic } from '../../../model/index.ts';
import type { Request } from '../messages.ts';
import { asBody } from '../parse.ts';
import { primaryOf } from '../state.ts';
import { choice, dial } from './kit/lies.ts';
import { machineOf, sealed } from './kit/sealed.ts';

/** The last timestamp of its client, and how often that client has written. */
export type BadClient = { stamp: number; turn: number };

const MILLISECOND = 1_000;
/** The largest timestamp that there is; those that follow have no meaning. */
const LAST = Number.MAX_SAFE_INTEGER;
/** Loyal replicas are busy as long as it writes, and a run without an end shows nothing more. */
const TURNS_MAX = 60;
/** More than a replica keeps of one client. */
const FLOOD = 24;

/**
 * B33, B34. A replica needs a client's genuine signature for all it does with a request, takes no more than a few of each, and
 * decides what was executed before when it executes, so that a client can harm nobody but itself.
 */
export const badClient: Tactic<BadClient> = {
  id: 'bad-client',
  kind: 'lying',
  title: 'Has a client that lies',
  sentence:
    'It votes honestly itself, and has a client that writes in ways that no correct client does.',
  powers: ['its own key', 'a client of its own'],
  role: 'any',
  options: [
    {
      id: 'what',
      label: 'The client',
      kind: 'choice',
      choices: [
        { id: 'signature', label: 'signs well for some replicas only' },
        { id: 'twins', label: 'signs two orders with one timestamp' },
        { id: 'jump', label: 'jumps to the last timestamp' },
        { id: 'flood', label: 'floods' },
        { id: 'backups', label: 'writes to backups only, once' },
        { id: 'read', label: 'calls an order read-only' },
        { id: 'late', label: 'signs late, for the primary alone' },
      ],
      default: 'signature',
    },
    { id: 'every', label: 'Every', kind: 'number', min: 10, max: 1_000, default: 50, unit: 'ms' },
  ],
  covers: { B33: {}, B34: { what: 'late' } },
  protocols: ['pbft'],

  start(ctx) {
    ctx.setTimer('write', 1);
    return { stamp: 0, turn: 0 };
  },

  onTimer(state, timer, ctx) {
    if (timer === 'late') return signLate(state, ctx);
    state.turn += 1;
    write(state, ctx);
    if (state.turn < TURNS_MAX) ctx.setTimer('write', dial('every', ctx) * MILLISECOND);
  },
};

function write(state: BadClient, ctx: AdversaryContext): void {
  switch (choice('what', ctx)) {
    case 'twins':
      return writeTwins(next(state, ctx), ctx);
    case 'jump':
      state.stamp = state.turn === 2 ? LAST - 1 : state.stamp;
      return toSome(order(next(state, ctx), 'add jump 1', ctx), EVERYBODY, ctx);
    case 'flood':
      for (let count = 0; count < FLOOD; count += 1)
        toSome(order(next(state, ctx), 'add flood 1', ctx), EVERYBODY, ctx);
      return;
    case 'backups':
      return toSome(order(next(state, ctx), 'add score 10', ctx), (id, first) => id !== first, ctx);
    case 'read':
      return writeAsRead(next(state, ctx), ctx);
    case 'late':
      ctx.setTimer('late', 5 * MILLISECOND);
      return toSome(unsigned(next(state, ctx), 'add late 1', ctx), EVERYBODY, ctx);
    default:
      return writeBadly(next(state, ctx), ctx);
  }
}

type Which = (id: ProcessId, primary: ProcessId) => boolean;
const EVERYBODY: Which = () => true;

function toSome(request: Request, which: Which, ctx: AdversaryContext): void {
  const primary = primaryNow(ctx);
  for (let id = 0; id < ctx.n; id += 1)
    if (which(id, primary)) ctx.send(ctx.accomplice, id, asBody(request));
}

function primaryNow(ctx: AdversaryContext): ProcessId {
  return primaryOf(machineOf(ctx.members[0] ?? 0, ctx).view, ctx.n);
}

/** A timestamp that its client has not used, also not under an earlier mark. */
function next(state: BadClient, ctx: AdversaryContext): number {
  state.stamp = Math.min(LAST, Math.max(state.stamp, ctx.now) + 1);
  return state.stamp;
}

function unsigned(timestamp: number, operation: string, ctx: AdversaryContext): Request {
  return { type: 'request', client: ctx.accomplice, timestamp, operation, sig: '' };
}

function order(timestamp: number, operation: string, ctx: AdversaryContext): Request {
  return sealed(unsigned(timestamp, operation, ctx), ctx.accomplice, ctx);
}

/** The half with even numbers gets a signature that fits another order. */
function writeBadly(timestamp: number, ctx: AdversaryContext): void {
  const good = order(timestamp, 'add score 10', ctx);
  const bad = { ...good, sig: order(timestamp, 'add score 20', ctx).sig };
  toSome(good, (id) => id % 2 === 1, ctx);
  toSome(bad, (id) => id % 2 === 0, ctx);
}

/** D13. */
function writeTwins(timestamp: number, ctx: AdversaryContext): void {
  toSome(order(timestamp, 'add score 10', ctx), (id) => id % 2 === 0, ctx);
  toSome(order(timestamp, 'add score 20', ctx), (id) => id % 2 === 1, ctx);
}

function writeAsRead(timestamp: number, ctx: AdversaryContext): void {
  const request: Request = { ...unsigned(timestamp, 'add score 10', ctx), readOnly: true };
  toSome(sealed(request, ctx.accomplice, ctx), EVERYBODY, ctx);
}

/** B34: all have seen the order, and only the primary that it is signed. */
function signLate(state: BadClient, ctx: AdversaryContext): void {
  toSome(order(state.stamp, 'add late 1', ctx), (id, primary) => id === primary, ctx);
}
