import type { ProcessId } from '../model/index.ts';

/**
 * Votes by signer: a replica stands in a box once, for one digest, however often and whatever it sends (A7, A8).
 * Plain data, so that it can live in a protocol's state. Later, different votes of a signer are not kept.
 */
export type VoteBox<M extends { readonly digest: string }> = { [voter: ProcessId]: M };

/** What became of a vote. */
export type Cast = 'counted' | 'duplicate' | 'conflict';

export function cast<M extends { readonly digest: string }>(
  box: VoteBox<M>,
  voter: ProcessId,
  vote: M,
): Cast {
  const earlier = box[voter];
  if (earlier === undefined) {
    box[voter] = vote;
    return 'counted';
  }
  return earlier.digest === vote.digest ? 'duplicate' : 'conflict';
}

/** Signers of this digest, ascending: integer keys iterate in ascending order. */
export function voters<M extends { readonly digest: string }>(
  box: VoteBox<M>,
  digest: string,
): ProcessId[] {
  const ids: ProcessId[] = [];
  for (const voter in box) if (box[voter]?.digest === digest) ids.push(Number(voter));
  return ids;
}

/** Every vote with its signer, ascending. */
export function votes<M extends { readonly digest: string }>(
  box: VoteBox<M>,
): { readonly replica: ProcessId; readonly digest: string }[] {
  return Object.entries(box).map(([voter, vote]) => ({
    replica: Number(voter),
    digest: vote.digest,
  }));
}
