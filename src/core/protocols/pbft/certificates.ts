import type { Context } from '../../model/index.ts';
import { forgery, nestedForgery } from './authenticate.ts';
import { stableFault } from './checkpoint.ts';
import type { NewView, PreparedProof, Proposal, ViewChange } from './messages.ts';
import { certificateSize, isAblated, primaryOf, type ReplicaState } from './state.ts';
import { preparedSize } from './votes.ts';

/**
 * What a VIEW-CHANGE and a NEW-VIEW must prove before anybody believes them.
 * Source: OSDI'99 section 4.4; clauses V5 to V7, NV2 to NV6. Each function gives null or the first reason to refuse.
 */

/** V5: every message inside is checked by itself (A5). */
export function viewChangeFault(
  state: ReplicaState,
  message: ViewChange,
  ctx: Context,
): string | null {
  return forgery(state, message, ctx) ?? contentFault(state, message, ctx);
}

function contentFault(state: ReplicaState, message: ViewChange, ctx: Context): string | null {
  if (message.view === 0) return 'nobody needs to ask for view 0';
  const unproven = stableFault(state, message, ctx);
  if (unproven !== null) return unproven;
  if (message.prepared.length > state.config.window)
    return `more certificates than the ${state.config.window} sequence numbers of a window`;
  const seen: { [seq: number]: true } = {};
  for (const proof of message.prepared) {
    if (seen[proof.proposal.seq] === true)
      return `two certificates for sequence number ${proof.proposal.seq}`;
    seen[proof.proposal.seq] = true;
    if (
      proof.proposal.seq <= message.stable ||
      proof.proposal.seq > message.stable + state.config.window
    )
      return `a certificate for sequence number ${proof.proposal.seq}, outside its window`;
    const reason = proofFault(state, { proof, below: message.view }, ctx);
    if (reason !== null) return `certificate for sequence number ${proof.proposal.seq}: ${reason}`;
  }
  return null;
}

/** V5 to V7: a prepared certificate stands by its signatures, all for one (view, sequence number, digest), by q replicas. */
function proofFault(
  state: ReplicaState,
  { proof, below }: { readonly proof: PreparedProof; readonly below: number },
  ctx: Context,
): string | null {
  const { proposal, prepares } = proof;
  if (proposal.view >= below) return `of view ${proposal.view}, which had not been left`;
  const bound = isAblated(state, 'certificate-view') ? signedFor(proof) : proposal;
  const primary = primaryOf(bound.view, ctx.n);
  if (proposal.replica !== primary && !isAblated(state, 'only-primary-proposes'))
    return `not proposed by R${primary}, the primary of view ${proposal.view}`;
  if (isAblated(state, 'certificate-proof')) return null;
  const reason = votersFault(state, { proposal: bound, prepares }, ctx);
  if (reason !== null) return reason;
  for (const part of [bound, ...prepares]) {
    const forged = nestedForgery(state, part, ctx);
    if (forged !== null) return forged;
  }
  return null;
}

/** V6 left out: the proposal as it was signed if the prepares are of the same view, whatever view it claims now. */
function signedFor({ proposal, prepares }: PreparedProof): Proposal {
  return { ...proposal, view: prepares[0]?.view ?? proposal.view };
}

/** PR2: the same set of ids as where votes are counted, the primary among them. */
function votersFault(
  state: ReplicaState,
  { proposal, prepares }: PreparedProof,
  ctx: Context,
): string | null {
  const voters = [proposal.replica];
  for (const prepare of prepares) {
    const isOfView = prepare.view === proposal.view || isAblated(state, 'prepare-view');
    const isOfProposal =
      isOfView && prepare.seq === proposal.seq && prepare.digest === proposal.digest;
    if (!isOfProposal) return 'a prepare in it is for something else';
    const isSecond = voters.includes(prepare.replica);
    if (isSecond && !isAblated(state, 'distinct-in-certificates'))
      return `R${prepare.replica} stands in it twice`;
    voters.push(prepare.replica);
  }
  if (voters.length < preparedSize(state, ctx)) return 'too few replicas stand behind it';
  return null;
}

export type Proposed = { readonly view: number; readonly seq: number; readonly digest: string };

/** All that the plan needs to know of a replica: which rules it leaves out. */
type Rules = { readonly config: Pick<ReplicaState['config'], 'ablate'> };

export type Plan =
  | { readonly ok: true; readonly proposals: readonly Proposed[] }
  /** NV5: two certificates of the same view for different digests; more than f replicas are faulty. */
  | { readonly ok: false; readonly conflictAt: number };

/**
 * NV3, NV4: what the new view has to propose again, a pure function of the VIEW-CHANGE messages.
 *
 * Why no committed request is lost: 1. it was committed, so q replicas were prepared on it, f of them faulty at most; 2. any q
 * VIEW-CHANGE messages come from a set that shares 2q-n > f replicas with those, so at least one correct one of them; 3. that one
 * shows its certificate, and a certificate of a higher view for something else cannot exist, by the same argument for each view.
 */
export function planNewView(
  state: Rules,
  { view, viewChanges }: Pick<NewView, 'view' | 'viewChanges'>,
  ctx: Pick<Context, 'digest'>,
): Plan {
  const best: { [seq: number]: Proposal } = {};
  const low = firstAbove(state, viewChanges);
  for (const change of viewChanges) {
    for (const { proposal } of change.prepared) {
      if (proposal.seq <= low) continue;
      const rival = best[proposal.seq];
      if (rival === undefined || isBetter(state, proposal, rival)) best[proposal.seq] = proposal;
      else if (proposal.view === rival.view && proposal.digest !== rival.digest) {
        return { ok: false, conflictAt: proposal.seq };
      }
    }
  }
  return { ok: true, proposals: proposalsFrom(state, { view, low, best }, ctx) };
}

type Choice = {
  readonly view: number;
  readonly low: number;
  readonly best: { readonly [seq: number]: Proposal };
};

/** NV4: each sequence number from min-s to max-s once, a null request where nothing was prepared. */
function proposalsFrom(
  state: Rules,
  { view, low, best }: Choice,
  ctx: Pick<Context, 'digest'>,
): Proposed[] {
  const high = Math.max(low, ...Object.keys(best).map(Number));
  const last = isAblated(state, 'last-reproposal') ? high - 1 : high;
  const proposals: Proposed[] = [];
  for (let seq = low + 1; seq <= last; seq += 1) {
    const old = best[seq];
    const isKept = old !== undefined && isAblated(state, 'reproposal-view');
    const digest = old?.digest ?? ctx.digest('null', []);
    proposals.push({ view: isKept ? old.view : view, seq, digest });
  }
  return proposals;
}

/** NV3: min-s, the highest stable checkpoint that is proven. */
function firstAbove(state: Rules, viewChanges: readonly ViewChange[]): number {
  const proven = viewChanges.map((change) => change.stable);
  return isAblated(state, 'highest-checkpoint') ? Math.min(...proven) : Math.max(0, ...proven);
}

/** NV4: a later view knew what earlier ones had prepared. */
function isBetter(state: Rules, proposal: Proposal, rival: Proposal): boolean {
  if (isAblated(state, 'highest-view')) return proposal.view < rival.view;
  return proposal.view > rival.view;
}

/** NV1, NV2, NV6: V proves that a quorum wants the view, and O is what follows from V, no more and no less. */
export function newViewFault(state: ReplicaState, message: NewView, ctx: Context): string | null {
  const isOfPrimary = message.replica === primaryOf(message.view, ctx.n);
  if (!isOfPrimary && !isAblated(state, 'new-view-primary')) {
    return `R${message.replica} is not the primary of view ${message.view}`;
  }
  if (isAblated(state, 'new-view-validation')) return null;
  const senders: { [id: number]: true } = {};
  for (const change of message.viewChanges) {
    if (change.view !== message.view && !isAblated(state, 'view-change-view'))
      return `a VIEW-CHANGE in it is for view ${change.view}`;
    if (senders[change.replica] === true && !isAblated(state, 'one-view-change-each'))
      return `R${change.replica} stands in it twice`;
    senders[change.replica] = true;
    const forged = nestedForgery(state, change, ctx);
    const reason = forged ?? contentFault(state, change, ctx);
    if (reason !== null) return `VIEW-CHANGE of R${change.replica}: ${reason}`;
  }
  const count = message.viewChanges.length;
  if (count < newViewSize(state, ctx)) return `only ${count} replicas want view ${message.view}`;
  return proposalsFault(state, message, ctx);
}

/** VIEW-CHANGE messages that a NEW-VIEW takes. */
export function newViewSize(state: ReplicaState, ctx: Context): number {
  return certificateSize(state, ctx) - (isAblated(state, 'new-view-quorum') ? 1 : 0);
}

function proposalsFault(state: ReplicaState, message: NewView, ctx: Context): string | null {
  const reason = isAblated(state, 'new-view-proposals') ? null : planFault(state, message, ctx);
  if (reason !== null) return reason;
  const isOldView = isAblated(state, 'reproposal-view');
  for (const proposal of message.proposals) {
    const isOfView = proposal.view === message.view || isOldView;
    if (!isOfView || proposal.replica !== message.replica)
      return 'a proposal in it is not of the new primary for the new view';
    const forged = nestedForgery(state, proposal, ctx);
    if (forged !== null) return forged;
  }
  return null;
}

/** NV6: exactly what follows from V, whatever the order. */
function planFault(state: ReplicaState, message: NewView, ctx: Context): string | null {
  const plan = planNewView(state, message, ctx);
  if (!plan.ok)
    return `two certificates of one view contradict each other at sequence number ${plan.conflictAt}`;
  if (plan.proposals.length !== message.proposals.length)
    return 'it does not propose what its VIEW-CHANGE messages call for';
  const wanted: { [seq: number]: string } = {};
  for (const { seq, digest } of plan.proposals) wanted[seq] = digest;
  for (const proposal of message.proposals) {
    if (wanted[proposal.seq] !== proposal.digest)
      return `sequence number ${proposal.seq} does not follow from its VIEW-CHANGE messages`;
    delete wanted[proposal.seq];
  }
  return null;
}
