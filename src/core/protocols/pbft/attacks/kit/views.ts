import type { AdversaryContext, ProcessId } from '../../../../model/index.ts';
import type { PreparedProof, ViewChange } from '../../messages.ts';
import { primaryOf } from '../../state.ts';
import { machineOf, sealed } from './sealed.ts';

/** The smallest view above this one that a member leads. */
export function nextOwnView(after: number, ctx: AdversaryContext): number {
  let view = after + 1;
  while (!ctx.members.includes(primaryOf(view, ctx.n))) view += 1;
  return view;
}

/** A valid VIEW-CHANGE of a member, with its last stable checkpoint; what it shows as prepared is up to the caller. */
export function viewChangeOf(
  member: ProcessId,
  { view, prepared }: { readonly view: number; readonly prepared: readonly PreparedProof[] },
  ctx: AdversaryContext,
): ViewChange {
  const { low: stable, proof: stableProof } = machineOf(member, ctx);
  const type = 'view-change' as const;
  return sealed(
    { type, view, stable, stableProof, prepared, replica: member, sig: '' },
    member,
    ctx,
  );
}
