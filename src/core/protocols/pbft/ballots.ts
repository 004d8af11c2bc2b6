import type { Ballot, Body } from '../../model/index.ts';
import type { Commit, Prepare, Proposal } from './messages.ts';
import { signedPart } from './testimony.ts';

/** A proposal is the primary's vote, also where it comes inside a NEW-VIEW; what stands in certificates was cast elsewhere. */
export function ballots(body: Body): readonly Ballot[] {
  const message = signedPart(body);
  switch (message?.type) {
    case 'pre-prepare':
    case 'prepare':
    case 'commit':
      return [ballotOf(message)];
    case 'new-view':
      return message.proposals.map(ballotOf);
    default:
      return [];
  }
}

function ballotOf({
  type: phase,
  replica,
  view,
  seq,
  digest,
}: Proposal | Prepare | Commit): Ballot {
  return { phase, voter: replica, view, seq, digest };
}
