import type { AdversaryContext, ProcessId } from '../../../../model/index.ts';
import type { Prepare, PreparedProof, Proposal } from '../../messages.ts';
import { primaryOf } from '../../state.ts';
import { sealed } from './sealed.ts';

/** What nobody proposed and nobody voted for, in the form of a certificate. */

/** A signature that nobody made. */
export const NO_SIGNATURE = '00'.repeat(64);

export type Place = { readonly view: number; readonly seq: number; readonly digest: string };

/** In the name of the view's primary, and signed if that is the member itself. */
export function proposalFor(place: Place, from: ProcessId, ctx: AdversaryContext): Proposal {
  const { view, seq, digest } = place;
  const replica = primaryOf(view, ctx.n);
  const proposal: Proposal = { type: 'pre-prepare', view, seq, digest, replica, sig: NO_SIGNATURE };
  return replica === from ? sealed(proposal, from, ctx) : proposal;
}

/** The right number of prepares, with no signature behind them but the member's own. */
export function inventedProof(place: Place, from: ProcessId, ctx: AdversaryContext): PreparedProof {
  const { view, seq, digest } = place;
  const prepares = Array.from({ length: ctx.n }, (_, replica) => replica)
    .filter((replica) => replica !== primaryOf(view, ctx.n))
    .slice(0, Math.max(0, ctx.q - 1))
    .map((replica): Prepare => {
      const vote: Prepare = { type: 'prepare', view, seq, digest, replica, sig: NO_SIGNATURE };
      return replica === from ? sealed(vote, from, ctx) : vote;
    });
  return { proposal: proposalFor(place, from, ctx), prepares };
}
