import type { Tactic } from '../../../model/index.ts';
import { bent, contrary, orderIn } from './bend.ts';

/** The traitor of the paper's figure 1: a lieutenant who says that it was told the contrary. */
export const contraryRelay: Tactic<null> = {
  id: 'contrary-relay',
  kind: 'lying',
  title: 'Passes on the contrary',
  sentence:
    'It tells everybody the contrary of what it heard; where orders are signed the change is found out, because it cannot sign for others.',
  powers: ['its own key'],
  role: 'any',
  options: [],
  covers: {},
  protocols: ['generals'],
  start: () => null,

  onSend(_state, message, ctx) {
    const order = orderIn(message.body);
    if (order === null) return [message];
    return [{ to: message.to, body: bent(order, contrary(order.value), ctx) }];
  },
};
