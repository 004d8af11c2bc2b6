import type { Tactic } from '../../../model/index.ts';
import { bent, contrary, isInSecondHalf, orderIn } from './bend.ts';

/** The traitor of the paper's figure 2: a commander who tells different lieutenants different orders. */
export const twoOrders: Tactic<null> = {
  id: 'two-orders',
  kind: 'lying',
  title: 'Gives two orders',
  sentence:
    'As commander it gives half of the lieutenants the contrary order, under its own genuine signature where orders are signed.',
  powers: ['its own key'],
  role: 'any',
  options: [],
  covers: {},
  protocols: ['generals'],
  start: () => null,

  onSend(_state, message, ctx) {
    const order = orderIn(message.body);
    const isItsOwn = order?.path.length === 1;
    if (order === null || !isItsOwn || !isInSecondHalf(message.to, message.from, ctx))
      return [message];
    return [{ to: message.to, body: bent(order, contrary(order.value), ctx) }];
  },
};
