import type { Context, ProcessId } from '../../model/index.ts';
import {
  cast,
  emptyBox,
  voters,
  withdraw,
  type Cast,
  type VoteBox,
} from '../../quorum/vote-box.ts';
import type { Commit, Prepare, Proposal } from './messages.ts';
import { certificateSize, emptySlot, isAblated, type ReplicaState, type Slot } from './state.ts';

/**
 * Who stands behind a proposal, and whether they are enough. Source: OSDI'99 section 4.2; clauses PR2 and PR4.
 * It is a set of ids, so nobody counts twice; the ablations are the ways in which others have counted.
 */

export type Proposed = { readonly slot: Slot; readonly proposal: Proposal };

/** A quorum: who is in it, and its messages as a certificate shows them. */
export type Support<M> = {
  readonly together: readonly ProcessId[];
  readonly messages: readonly M[];
};

/** PR2: the primary through its pre-prepare, the backups through their prepares. Null where they are too few. */
export function preparedBy(
  state: ReplicaState,
  { slot, proposal }: Proposed,
  ctx: Context,
): Support<Prepare> | null {
  const size = preparedSize(state, ctx);
  if (1 + slot.prepares.count + slot.repeats.prepare.length < size) return null;
  const backups = matching(state, slot.prepares, proposal.digest);
  const together = withProposer(proposal.replica, backups);
  const again = repeatsOf(slot.repeats.prepare, backups);
  if (countOf(state, { together, backups }) + again.length < size) return null;
  const messages: Prepare[] = [];
  for (const id of again.length === 0 ? backups : [...backups, ...again]) {
    const prepare = slot.prepares.votes[id];
    if (prepare !== undefined && messages.length < size - 1) messages.push(prepare);
  }
  return { together, messages };
}

/** Both ascending; who stands among the backups already counts once. */
function withProposer(proposer: ProcessId, backups: readonly ProcessId[]): readonly ProcessId[] {
  if (backups.includes(proposer)) return backups;
  const together = backups.filter((id) => id < proposer);
  together.push(proposer);
  for (const id of backups) if (id > proposer) together.push(id);
  return together;
}

function countOf(
  state: ReplicaState,
  { together, backups }: { together: readonly ProcessId[]; backups: readonly ProcessId[] },
): number {
  if (isAblated(state, 'primary-counts')) return backups.length;
  if (isAblated(state, 'primary-votes-once')) return 1 + backups.length;
  return together.length;
}

/** PR2, in the count of votes and inside certificates alike. */
export function preparedSize(state: ReplicaState, ctx: Context): number {
  return certificateSize(state, ctx) - (isAblated(state, 'prepare-quorum') ? 1 : 0);
}

/** PR4. Null where they are too few. */
export function committedBy(
  state: ReplicaState,
  { slot, proposal }: Proposed,
  ctx: Context,
): readonly ProcessId[] | null {
  const size = committedSize(state, ctx);
  if (slot.commits.count + slot.repeats.commit.length < size) return null;
  const supporters = isAblated(state, 'commit-digest')
    ? Object.keys(slot.commits.votes).map(Number)
    : matching(state, slot.commits, proposal.digest);
  const again = repeatsOf(slot.repeats.commit, supporters);
  return supporters.length + again.length < size ? null : supporters;
}

function committedSize(state: ReplicaState, ctx: Context): number {
  if (isAblated(state, 'commit-phase')) return 1;
  return certificateSize(state, ctx) - (isAblated(state, 'commit-quorum') ? 1 : 0);
}

function matching<M extends { readonly digest: string }>(
  state: ReplicaState,
  box: VoteBox<M>,
  digest: string,
): number[] {
  if (isAblated(state, 'vote-digest')) return Object.keys(box.votes).map(Number);
  return voters(box, digest);
}

function repeatsOf(
  repeats: readonly ProcessId[],
  among: readonly ProcessId[],
): readonly ProcessId[] {
  return repeats.length === 0 ? repeats : repeats.filter((id) => among.includes(id));
}

/** A7: one vote each in a view. Those of an earlier view are kept in no slot unless a rule is ablated. */
export function castVote(slot: Slot, message: Prepare | Commit): Cast {
  const box: VoteBox<Prepare | Commit> = message.type === 'prepare' ? slot.prepares : slot.commits;
  const earlier = box.votes[message.replica];
  if (earlier !== undefined && earlier.view < message.view) withdraw(box, message.replica);
  return message.type === 'prepare'
    ? cast(slot.prepares, message.replica, message)
    : cast(slot.commits, message.replica, message);
}

/** A7, A8: a vote that is here already does not count again, its own one sent back to it least of all. */
export function countsAgain(
  state: ReplicaState,
  { slot, message }: { readonly slot: Slot; readonly message: Prepare | Commit },
  ctx: Context,
): boolean {
  const isOwn = message.replica === ctx.self;
  const rule = message.type === 'prepare' ? 'one-prepare-each' : 'one-commit-each';
  if (!isAblated(state, isOwn ? 'own-message' : rule)) return false;
  slot.repeats[message.type].push(message.replica);
  return true;
}

/** A slot of a new view begins without votes: those of earlier views are for proposals of another primary. */
export function slotsOfNewView(state: ReplicaState): ReplicaState['slots'] {
  const kept: ReplicaState['slots'] = {};
  if (!isAblated(state, 'prepare-view') && !isAblated(state, 'commit-view')) return kept;
  for (const [seq, { prepares, commits }] of Object.entries(state.slots)) {
    kept[Number(seq)] = {
      ...emptySlot(Number(seq)),
      prepares: isAblated(state, 'prepare-view') ? prepares : emptyBox(),
      commits: isAblated(state, 'commit-view') ? commits : emptyBox(),
    };
  }
  return kept;
}
