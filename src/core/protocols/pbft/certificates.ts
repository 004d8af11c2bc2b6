import type { Context } from '../../model/index.ts';
import { forgery } from './authenticate.ts';
import { stableFault } from './checkpoint.ts';
import type { NewView, PreparedProof, Proposal, ViewChange } from './messages.ts';
import { certificateSize, isAblated, primaryOf, type ReplicaState } from './state.ts';

/**
 * What a VIEW-CHANGE and a NEW-VIEW must prove before anybody believes them.
 * Source: OSDI'99 section 4.4; conformance list V5 to V7, NV2 to NV6. Each function gives null or the first reason to refuse.
 */

/** V5: every message inside is checked by itself (A5). */
export function viewChangeFault(
  state: ReplicaState,
  message: ViewChange,
  ctx: Context,
): string | null {
  const outer = forgery(state, message, ctx);
  if (outer !== null) return outer;
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
  const primary = primaryOf(proposal.view, ctx.n);
  if (proposal.view >= below) return `of view ${proposal.view}, which had not been left`;
  if (proposal.replica !== primary)
    return `not proposed by R${primary}, the primary of view ${proposal.view}`;
  const voters: { [id: number]: true } = { [primary]: true };
  for (const prepare of prepares) {
    const isOfProposal =
      prepare.view === proposal.view &&
      prepare.seq === proposal.seq &&
      prepare.digest === proposal.digest;
    if (!isOfProposal) return 'a prepare in it is for something else';
    if (voters[prepare.replica] === true) return `R${prepare.replica} stands in it twice`;
    voters[prepare.replica] = true;
  }
  if (Object.keys(voters).length < certificateSize(state, ctx))
    return 'too few replicas stand behind it';
  for (const part of [proposal, ...prepares]) {
    const reason = forgery(state, part, ctx);
    if (reason !== null) return reason;
  }
  return null;
}

export type Proposed = { readonly seq: number; readonly digest: string };

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
  viewChanges: readonly ViewChange[],
  ctx: Pick<Context, 'digest'>,
): Plan {
  const best: { [seq: number]: Proposal } = {};
  let low = 0;
  for (const change of viewChanges) low = Math.max(low, change.stable);
  for (const change of viewChanges) {
    for (const { proposal } of change.prepared) {
      if (proposal.seq <= low) continue;
      const rival = best[proposal.seq];
      if (rival === undefined || proposal.view > rival.view) best[proposal.seq] = proposal;
      else if (proposal.view === rival.view && proposal.digest !== rival.digest) {
        return { ok: false, conflictAt: proposal.seq };
      }
    }
  }
  const high = Object.keys(best)
    .map(Number)
    .reduce((a, b) => Math.max(a, b), low);
  const proposals: Proposed[] = [];
  for (let seq = low + 1; seq <= high; seq += 1) {
    proposals.push({ seq, digest: best[seq]?.digest ?? ctx.digest('null', []) });
  }
  return { ok: true, proposals };
}

/** NV1, NV2, NV6: V proves that a quorum wants the view, and O is what follows from V, no more and no less. */
export function newViewFault(state: ReplicaState, message: NewView, ctx: Context): string | null {
  if (message.replica !== primaryOf(message.view, ctx.n)) {
    return `R${message.replica} is not the primary of view ${message.view}`;
  }
  if (isAblated(state, 'new-view-validation')) return null;
  const senders: { [id: number]: true } = {};
  for (const change of message.viewChanges) {
    if (change.view !== message.view) return `a VIEW-CHANGE in it is for view ${change.view}`;
    if (senders[change.replica] === true) return `R${change.replica} stands in it twice`;
    senders[change.replica] = true;
    const reason = viewChangeFault(state, change, ctx);
    if (reason !== null) return `VIEW-CHANGE of R${change.replica}: ${reason}`;
  }
  const count = message.viewChanges.length;
  if (count < certificateSize(state, ctx))
    return `only ${count} replicas want view ${message.view}`;
  return proposalsFault(state, message, ctx);
}

function proposalsFault(state: ReplicaState, message: NewView, ctx: Context): string | null {
  const plan = planNewView(message.viewChanges, ctx);
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
    if (proposal.view !== message.view || proposal.replica !== message.replica)
      return 'a proposal in it is not of the new primary for the new view';
    const reason = forgery(state, proposal, ctx);
    if (reason !== null) return reason;
  }
  return null;
}
