import type { AdversaryContext, ProcessId, TacticOption } from '../model/index.ts';

/** Whom a liar treats worse than the others: what a tactic may offer as its option `towards`. */
const WHOM = {
  everybody: 'everybody',
  half: 'half of the replicas',
  one: 'one replica',
  spare: 'those that a quorum can do without',
  clients: 'clients',
} as const;

export type Whom = keyof typeof WHOM;

/** The first is the default. */
export function towardsOption(label: string, whom: readonly [Whom, ...Whom[]]): TacticOption {
  const choices = whom.map((id) => ({ id, label: WHOM[id] }));
  return { id: 'towards', label, kind: 'choice', choices, default: whom[0] };
}

/** Whether this receiver is among those that were chosen. */
export function isTowards(
  { from, to }: { readonly from: ProcessId; readonly to: ProcessId },
  ctx: AdversaryContext,
): boolean {
  switch (ctx.options['towards']) {
    case 'half':
      return to >= Math.ceil(ctx.n / 2) && to < ctx.n;
    case 'one':
      return to === lastBut(from, ctx.n);
    case 'spare':
      return to < ctx.n && (to < from ? to : to - 1) >= ctx.q - 1;
    case 'clients':
      return to >= ctx.n;
    default:
      return true;
  }
}

function lastBut(from: ProcessId, n: number): ProcessId {
  return from === n - 1 ? n - 2 : n - 1;
}
