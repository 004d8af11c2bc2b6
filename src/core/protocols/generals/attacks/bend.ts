import type { AdversaryContext, Body, ProcessId } from '../../../model/index.ts';
import { RETREAT, statementAt, type OralOrder, type SignedOrder } from '../messages.ts';
import { parseMessage } from '../parse.ts';
import type { GeneralState } from '../state.ts';

/** What traitors among the generals do with the orders that pass through their hands. */

type Order = OralOrder | SignedOrder;

/** The order in a message, or null. */
export function orderIn(body: Body): Order | null {
  const message = parseMessage(body);
  return message?.type === 'oral-order' || message?.type === 'signed-order' ? message : null;
}

/** The member's own machine, which runs on unchanged. */
export function machineOf(member: ProcessId, ctx: AdversaryContext): Readonly<GeneralState> {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the kernel hands back what this protocol's own machine made
  return ctx.stateOf(member) as unknown as GeneralState;
}

export function contrary(value: string): string {
  return value === RETREAT ? 'ATTACK' : RETREAT;
}

/**
 * The same message with another order. Its last signature is the traitor's own; those before fit only if they are its friends', so
 * that a lieutenant's change to a signed order is found out, and a commander's is as genuine as any.
 */
export function bent(order: Order, value: string, ctx: AdversaryContext): Body {
  const digest = ctx.digest('order', value);
  if (order.type === 'oral-order') return { ...order, value, digest };
  const sigs: string[] = [];
  for (const [index, signer] of order.path.entries()) {
    const chain = { seq: order.seq, digest, path: order.path, sigs };
    const isOurs = ctx.members.includes(signer);
    sigs.push(isOurs ? ctx.sign(signer, statementAt(chain, index)) : (order.sigs[index] ?? ''));
  }
  return { ...order, value, digest, sigs };
}

/** The second half of those who are to be deceived: the loyal lieutenants of this order, by their numbers. */
export function isInSecondHalf(
  general: ProcessId,
  commander: ProcessId,
  { n, members }: AdversaryContext,
): boolean {
  const everyone = Array.from({ length: n }, (_, id) => id);
  const deceived = everyone.filter((id) => id !== commander && !members.includes(id));
  return deceived.indexOf(general) >= Math.ceil(deceived.length / 2);
}
