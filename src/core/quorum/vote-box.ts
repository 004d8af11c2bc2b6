import type { ProcessId } from '../model/index.ts';

/**
 * Votes by signer: a replica stands in a box once, for one digest, however often and whatever it sends (A7, A8).
 * Plain data, so that it can live in a protocol's state. Later, different votes of a signer are not kept.
 */
export type VoteBox<M extends { readonly digest: string }> = {
  votes: { [voter: ProcessId]: M };
  /** How many there are, so that asking for a quorum costs nothing while there cannot be one. */
  count: number;
};

/** A box without votes. */
export function emptyBox<M extends { readonly digest: string }>(): VoteBox<M> {
  return { votes: {}, count: 0 };
}

/** What became of a vote. */
export type Cast = 'counted' | 'duplicate' | 'conflict';

/** A7: the first vote of a signer counts; the same again is a duplicate, another one a conflict, and neither changes the box. */
export function cast<M extends { readonly digest: string }>(
  box: VoteBox<M>,
  voter: ProcessId,
  vote: M,
): Cast {
  const earlier = box.votes[voter];
  if (earlier === undefined) {
    box.votes[voter] = vote;
    box.count += 1;
    return 'counted';
  }
  return earlier.digest === vote.digest ? 'duplicate' : 'conflict';
}

/** Takes out what this voter has cast. */
export function withdraw<M extends { readonly digest: string }>(
  box: VoteBox<M>,
  voter: ProcessId,
): void {
  if (box.votes[voter] === undefined) return;
  delete box.votes[voter];
  box.count -= 1;
}

/** Signers of this digest, ascending. */
export function voters<M extends { readonly digest: string }>(
  { votes: cast, count }: VoteBox<M>,
  digest: string,
): ProcessId[] {
  const ids: ProcessId[] = [];
  for (let voter = 0, left = count; left > 0; voter += 1) {
    const vote = cast[voter];
    if (vote === undefined) continue;
    left -= 1;
    if (vote.digest === digest) ids.push(voter);
  }
  return ids;
}

/** Every vote with its signer, ascending. */
export function votes<M extends { readonly digest: string }>(
  box: VoteBox<M>,
): { readonly replica: ProcessId; readonly digest: string }[] {
  return Object.entries(box.votes).map(([voter, vote]) => ({
    replica: Number(voter),
    digest: vote.digest,
  }));
}
