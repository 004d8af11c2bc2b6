import type { AdversaryContext, ProcessId } from '../../../../model/index.ts';
import {
  batchDigest,
  type Commit,
  type Message,
  type Prepare,
  type PrePrepare,
  type Proposal,
  type Request,
  type ViewChange,
} from '../../messages.ts';
import { asBody } from '../../parse.ts';
import { sealed } from '../kit/sealed.ts';
import { accompliceRequest, outsiders } from '../kit/two-faces.ts';

/** What a traitor knows and does that runs no protocol at all, but plays one attack from its first message to its last. */
export type Puppet = {
  /** Requests of clients, in the order in which they came. */
  orders: Request[];
  /** The first proposal that it got: what the attack is about. */
  proposal: PrePrepare | null;
  /** Prepares for it. */
  prepares: Prepare[];
  /** VIEW-CHANGE messages, of each sender the one of its latest view. */
  changes: { [sender: ProcessId]: ViewChange };
  /** The order that it wants instead; signed by its accomplice client. */
  rival: Request | null;
  stamp: number;
  /** Acts that are done once. */
  done: string[];
};

export type Stage = {
  readonly puppet: Puppet;
  readonly self: ProcessId;
  readonly ctx: AdversaryContext;
};

export type Play = {
  readonly label: string;
  /** At the start, before any message can have come. */
  begin?(stage: Stage): void;
  /** After every message. */
  hear(message: Message, stage: Stage): void;
  /** After a timer that the play has set. */
  wake?(stage: Stage): void;
};

export type Place = { readonly view: number; readonly seq: number; readonly digest: string };

/** Orders and votes remembered; an attack is about the first ones. */
const REMEMBERED = 64;

export function blankPuppet(): Puppet {
  return { orders: [], proposal: null, prepares: [], changes: {}, rival: null, stamp: 0, done: [] };
}

export function remember(puppet: Puppet, message: Message): void {
  switch (message.type) {
    case 'request':
      if (puppet.orders.length < REMEMBERED && !isHeld(puppet, message))
        puppet.orders.push(message);
      return;
    case 'pre-prepare':
      puppet.proposal ??= message;
      return;
    case 'prepare':
      if (puppet.prepares.length < REMEMBERED) puppet.prepares.push(message);
      return;
    case 'view-change':
      puppet.changes[message.replica] = message;
      return;
    default:
      return;
  }
}

function isHeld({ orders }: Puppet, { client, timestamp }: Request): boolean {
  return orders.some((held) => held.client === client && held.timestamp === timestamp);
}

/** True the first time that it is asked about this act. */
export function once({ puppet }: Stage, act: string): boolean {
  if (puppet.done.includes(act)) return false;
  puppet.done.push(act);
  return true;
}

/** The replica after it: whom it lets decide alone. */
export function victimOf({ self, ctx }: Stage): ProcessId {
  return (self + 1) % ctx.n;
}

/** Who is neither it nor its victim. */
export function restOf(stage: Stage): ProcessId[] {
  return outsiders(stage.ctx).filter((id) => id !== victimOf(stage));
}

export function say({ self, ctx }: Stage, to: readonly ProcessId[], message: Message): void {
  for (const id of to) ctx.send(self, id, asBody(message));
}

/** An order of its accomplice, always the same one. */
export function rivalOf({ puppet, ctx }: Stage): Request {
  puppet.rival ??= accompliceRequest(puppet, 'order RETREAT', ctx);
  return puppet.rival;
}

export function vote<T extends 'prepare' | 'commit'>(
  type: T,
  { view, seq, digest }: Place,
  { self, ctx }: Stage,
): T extends 'prepare' ? Prepare : Commit;
export function vote(
  type: 'prepare' | 'commit',
  place: Place,
  { self, ctx }: Stage,
): Prepare | Commit {
  const { view, seq, digest } = place;
  return sealed({ type, view, seq, digest, replica: self, sig: '' }, self, ctx);
}

export function proposalAt({ view, seq, digest }: Place, { self, ctx }: Stage): Proposal {
  return sealed({ type: 'pre-prepare', view, seq, digest, replica: self, sig: '' }, self, ctx);
}

export function propose(
  place: { readonly view: number; readonly seq: number },
  requests: readonly Request[],
  stage: Stage,
): PrePrepare {
  const digest = batchDigest(requests, stage.ctx);
  return { ...proposalAt({ ...place, digest }, stage), requests };
}

/** Names somebody else as its sender; signed with the only key there is, its own. */
export function posed<M extends Prepare | Commit | ViewChange>(
  message: M,
  as: ProcessId,
  { self, ctx }: Stage,
): M {
  return { ...sealed({ ...message, replica: as, sig: '' }, self, ctx) };
}

/** VIEW-CHANGE messages for this view that others sent, ascending by sender. */
export function changesFor(view: number, { puppet, self }: Stage): ViewChange[] {
  return Object.values(puppet.changes).filter(
    (change) => change.view === view && change.replica !== self,
  );
}

export function ownChange(
  view: number,
  prepared: ViewChange['prepared'],
  { self, ctx }: Stage,
): ViewChange {
  const type = 'view-change' as const;
  const unsigned = { type, view, stable: 0, stableProof: [], prepared, replica: self, sig: '' };
  return sealed(unsigned, self, ctx);
}
