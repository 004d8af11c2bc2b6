import type { AdversaryContext, Body, Outgoing, ProcessId } from '../../../../model/index.ts';
import { batchDigest, type PrePrepare, type Proposal, type Request } from '../../messages.ts';
import { contraryOperation } from './contrary.ts';
import { needsTime } from '../../../../service/memory.ts';
import { phaseMessage } from './read.ts';
import { latestMachine, machineOf, sealed } from './sealed.ts';

/**
 * Two orders for one sequence number (B1, F1). The machine of a traitor goes on with the first order, which one side
 * of the council is shown; whatever it says of that order to the other side is said of the second order instead.
 * The second order is a request that an accomplice client signed, so both are valid for whoever sees only one.
 */

export type Fork = {
  readonly view: number;
  readonly seq: number;
  /** What the first side is shown. */
  readonly shown: string;
  /** What the other side is shown. */
  readonly other: string;
  readonly requests: readonly Request[];
  /** The time that goes with them, where they need one. */
  readonly nd?: number;
  /** Loyal replicas that were seen to commit to either. */
  shownBy: ProcessId[];
  otherBy: ProcessId[];
};

/** The last timestamp of an accomplice client. */
export type Clock = { stamp: number };

export type Faces = Clock & {
  /** Who is shown the second order. */
  readonly otherSide: readonly ProcessId[];
  /** Oldest first. */
  forks: Fork[];
  /** What members had proposed as primary when the mark was set; the council may hold it already. */
  readonly before: { readonly view: number; readonly seq: number };
};

/** Forks kept, so that a message sent again is bent in the same way. */
const FORKS_MAX = 64;

export function facesTo(otherSide: readonly ProcessId[], ctx: AdversaryContext): Faces {
  const latest = latestMachine(ctx);
  return { otherSide, forks: [], stamp: 0, before: { view: latest.view, seq: latest.assigned } };
}

export function forkAt(faces: Faces, view: number, seq: number): Fork | undefined {
  return faces.forks.find((fork) => fork.view === view && fork.seq === seq);
}

/** What the other side is shown instead of a proposal; null: the same. */
type Rival = (proposal: PrePrepare) => readonly Request[] | null;

/** Opens a fork if this is the first proposal of requests that a member sends for its sequence number. Tells whether it did. */
export function forkProposal(
  faces: Faces,
  message: Outgoing & { readonly from: ProcessId },
  ctx: AdversaryContext,
  rivalOf: Rival = (proposal) => contraryOrder(faces, proposal, ctx),
): boolean {
  const said = phaseMessage(message.body);
  const isProposal = said?.type === 'pre-prepare' && said.replica === message.from;
  if (!isProposal || said.requests.length === 0) return false;
  if (forkAt(faces, said.view, said.seq) !== undefined || !isFresh(faces, said, ctx)) return false;
  const requests = rivalOf(said);
  if (requests !== null) openFork(faces, { proposal: said, requests }, ctx);
  return requests !== null;
}

/** An order of the accomplice's that competes with the first one proposed. */
export function contraryOrder(
  clock: Clock,
  proposal: PrePrepare,
  ctx: AdversaryContext,
): readonly Request[] {
  const operation = contraryOperation(proposal.requests[0]?.operation ?? '');
  return [accompliceRequest(clock, operation, ctx)];
}

type Opening = { readonly proposal: PrePrepare; readonly requests: readonly Request[] };

function openFork(faces: Faces, { proposal, requests }: Opening, ctx: AdversaryContext): void {
  const { view, seq, digest: shown } = proposal;
  const time = timeOf(requests, proposal.nd ?? ctx.now);
  const other = batchDigest(requests, ctx, time.nd);
  addFork(faces, { view, seq, shown, other, requests, ...time });
}

/** ND1: a time stands in a proposal if, and only if, an operation in it needs one. */
function timeOf(requests: readonly Request[], nd: number): { readonly nd?: number } {
  return requests.some(({ operation }) => needsTime(operation)) ? { nd } : {};
}

/** From here on whatever is said of the first order there is said of the second to the other side. */
export function addFork(faces: Faces, fork: Omit<Fork, 'shownBy' | 'otherBy'>): void {
  faces.forks.push({ ...fork, shownBy: [], otherBy: [] });
  if (faces.forks.length > FORKS_MAX) faces.forks.shift();
}

/** A second order for what others may have accepted already, or for what a NEW-VIEW binds, would only be refused. */
function isFresh(faces: Faces, proposal: PrePrepare, ctx: AdversaryContext): boolean {
  const { before } = faces;
  if (proposal.view === before.view && proposal.seq <= before.seq) return false;
  const bound = machineOf(proposal.replica, ctx).newView?.proposals ?? [];
  return !bound.some((old) => old.view === proposal.view && old.seq === proposal.seq);
}

/** A request of the accomplice with a timestamp that it has not used, also not under an earlier mark. */
export function accompliceRequest(clock: Clock, operation: string, ctx: AdversaryContext): Request {
  clock.stamp = Math.max(clock.stamp, ctx.now) + 1;
  const client = ctx.accomplice;
  const request: Request = { type: 'request', client, timestamp: clock.stamp, operation, sig: '' };
  return sealed(request, client, ctx);
}

/** What the receiver is told instead: the same, or the same of the other order. */
export function twoFaced(
  faces: Faces,
  message: Outgoing & { readonly from: ProcessId },
  ctx: AdversaryContext,
): Outgoing {
  if (faces.forks.length === 0 || !faces.otherSide.includes(message.to)) return message;
  return { to: message.to, body: otherFace(faces, message, ctx) };
}

function otherFace(
  faces: Faces,
  message: Outgoing & { readonly from: ProcessId },
  ctx: AdversaryContext,
): Body {
  const said = phaseMessage(message.body);
  if (said === null) return message.body;
  const fork = forkAt(faces, said.view, said.seq);
  if (fork === undefined || fork.shown !== said.digest) return message.body;
  const { view, seq, replica } = said;
  const digest = fork.other;
  if (said.type !== 'pre-prepare') return sealed({ ...said, digest }, message.from, ctx);
  const bare: Proposal = { type: 'pre-prepare', view, seq, digest, replica, sig: '' };
  const time = timeOf(fork.requests, fork.nd ?? ctx.now);
  return { ...sealed(bare, message.from, ctx), requests: fork.requests, ...time };
}

/** Notes which loyal replica commits to which order, as far as a traitor sees it. */
export function watchCommits(faces: Faces, body: Body, ctx: AdversaryContext): void {
  const said = phaseMessage(body);
  if (said?.type !== 'commit' || ctx.members.includes(said.replica)) return;
  const fork = forkAt(faces, said.view, said.seq);
  if (fork === undefined) return;
  if (said.digest === fork.shown) add(fork.shownBy, said.replica);
  if (said.digest === fork.other) add(fork.otherBy, said.replica);
}

function add(ids: ProcessId[], id: ProcessId): void {
  if (!ids.includes(id)) ids.push(id);
}

/** Whether a fork got what it takes: with the traitors' votes, a quorum of commits on either side. */
export function isForked(faces: Faces, ctx: AdversaryContext): boolean {
  const enough = Math.max(1, ctx.q - ctx.members.length);
  return faces.forks.some((fork) => fork.shownBy.length >= enough && fork.otherBy.length >= enough);
}

/** The replicas that are not members, ascending. */
export function outsiders(ctx: AdversaryContext): ProcessId[] {
  const everyone = Array.from({ length: ctx.n }, (_, id) => id);
  return everyone.filter((id) => !ctx.members.includes(id));
}
