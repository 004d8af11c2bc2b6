import type { Context } from '../../model/index.ts';
import { statementAt, type SignedOrder, type Worded } from './messages.ts';
import { audience, ifNothing, retreat } from './oral.ts';
import { isAblated, type GeneralState, type Held, type Instance } from './state.ts';

/** SM(m), section 4: orders travel with the signatures of everybody on their way, so that nobody can change them. */

/** [SM12] Two different orders are many already; a third changes nothing. */
export const ORDERS_MAX = 2;

/** The same order with one more signature. */
export function countersigned(
  held: Held & { readonly seq: number },
  ctx: Pick<Context, 'self' | 'sign'>,
): SignedOrder {
  const { seq, value, digest, sigs } = held;
  const path = [...held.path, ctx.self];
  const order = { seq, value, digest, path, sigs };
  const own = ctx.sign(statementAt(order, path.length - 1));
  return { type: 'signed-order', ...order, sigs: [...sigs, own] };
}

/** [SM10] The first signature that does not fit, as a reason; null for a valid chain. */
export function brokenSignature(
  state: GeneralState,
  order: SignedOrder,
  ctx: Pick<Context, 'verify'>,
): string | null {
  if (isAblated(state, 'chain-signatures')) return null;
  if (order.sigs.length !== order.path.length)
    return 'it has not one signature for each of its path';
  for (const [index, signer] of order.path.entries()) {
    if (!ctx.verify(signer, statementAt(order, index), order.sigs[index] ?? ''))
      return `the signature of R${signer} does not fit`;
  }
  return null;
}

/** [SM9] The round is over: what was new in it goes, countersigned, to everybody who has not signed it. */
export function passOnSigned(
  state: GeneralState,
  instance: Instance,
  round: number,
  ctx: Context,
): void {
  for (const held of instance.orders) {
    if (held.path.length !== round) continue;
    const order = countersigned({ ...held, seq: instance.seq }, ctx);
    for (const to of audience(state, held.path)) ctx.send(to, order);
  }
}

/** [SM10] choice(V): the only order, else RETREAT. */
export function choice(
  state: Pick<GeneralState, 'config'>,
  orders: readonly Worded[],
  ctx: Pick<Context, 'digest'>,
): Worded | null {
  const [first, ...more] = orders;
  if (first === undefined) return ifNothing(state, ctx);
  if (more.length > 0 && !isAblated(state, 'choice')) return retreat(ctx);
  return { value: first.value, digest: first.digest };
}
