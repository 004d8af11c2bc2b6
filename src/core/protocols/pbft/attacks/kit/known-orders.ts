import type { AdversaryContext, Body } from '../../../../model/index.ts';
import { knownTime } from '../../clock.ts';
import { batchDigest, type Commit, type Prepare, type Request } from '../../messages.ts';
import { parseMessage } from '../../parse.ts';
import { slotsOf } from '../../state.ts';
import { phaseMessage } from './read.ts';
import { latestMachine } from './sealed.ts';

/**
 * What a traitor that votes for what it likes best has seen: which digests are about at which sequence number, and which
 * orders stand behind them.
 */
export type KnownOrders = {
  /** Proposed or voted for at one sequence number of one view. */
  seen: { readonly view: number; readonly seq: number; readonly digests: string[] }[];
  /** Operations behind digests, in one text each, oldest first. */
  known: { readonly digest: string; readonly text: string }[];
};

const SEEN_MAX = 64;
const KNOWN_MAX = 64;
const DIGESTS_MAX = 8;

/** What its own machine has seen so far. */
export function knownOrders(ctx: AdversaryContext): KnownOrders {
  const machine = latestMachine(ctx);
  const orders: KnownOrders = { seen: [], known: [] };
  for (const [digest, requests] of Object.entries(machine.bodies))
    learn(orders, { requests, ...knownTime(machine, digest) }, ctx);
  for (const { seq, proposal, prepares, commits } of slotsOf(machine)) {
    const votes = [...Object.values(prepares.votes), ...Object.values(commits.votes)];
    for (const { digest } of proposal === null ? votes : [proposal, ...votes])
      notice(orders, { view: machine.view, seq, digest });
  }
  return orders;
}

/** Reads along. */
export function readAlong(orders: KnownOrders, body: Body, ctx: AdversaryContext): void {
  const vote = phaseMessage(body);
  if (vote?.type === 'pre-prepare') learn(orders, vote, ctx);
  if (vote !== null) return notice(orders, vote);
  if (body.type !== 'request' && body.type !== 'request-body') return;
  const said = parseMessage(body);
  switch (said?.type) {
    case 'request':
      return learn(orders, { requests: [said] }, ctx);
    case 'request-body':
      return learn(orders, said, ctx);
    default:
      return;
  }
}

/** Another digest than that of the vote, of the same slot, whose orders contain the words; null: none, or its own does. */
export function preferred(
  orders: KnownOrders,
  vote: Prepare | Commit,
  wanted: string,
): string | null {
  const words = wanted.toLowerCase();
  const contains = (digest: string): boolean =>
    orders.known.some((entry) => entry.digest === digest && entry.text.includes(words));
  if (contains(vote.digest)) return null;
  const slot = orders.seen.find(({ view, seq }) => view === vote.view && seq === vote.seq);
  return slot?.digests.find(contains) ?? null;
}

function learn(
  orders: KnownOrders,
  { requests, nd }: { readonly requests: readonly Request[]; readonly nd?: number },
  ctx: AdversaryContext,
): void {
  const digest = batchDigest(requests, ctx, nd);
  if (orders.known.some((entry) => entry.digest === digest)) return;
  const text = requests.map(({ operation }) => operation.toLowerCase()).join('\n');
  orders.known = [...orders.known, { digest, text }].slice(-KNOWN_MAX);
}

function notice(
  orders: KnownOrders,
  said: { readonly view: number; readonly seq: number; readonly digest: string },
): void {
  const slot = orders.seen.find(({ view, seq }) => view === said.view && seq === said.seq);
  if (slot === undefined) {
    const { view, seq, digest } = said;
    orders.seen = [...orders.seen, { view, seq, digests: [digest] }].slice(-SEEN_MAX);
  } else if (slot.digests.length < DIGESTS_MAX && !slot.digests.includes(said.digest)) {
    slot.digests.push(said.digest);
  }
}
