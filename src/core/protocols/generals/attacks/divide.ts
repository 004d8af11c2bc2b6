import type { Tactic } from '../../../model/index.ts';
import { RETREAT } from '../messages.ts';
import { bent, isInSecondHalf, orderIn } from './bend.ts';

/**
 * A cabal that shows two faces: the first half of the loyal lieutenants hears ATTACK from every member, the second half RETREAT,
 * whatever was said. Where orders are signed the members sign for each other, so that all that passed through the cabal alone is genuine.
 */
export const divide: Tactic<null> = {
  id: 'divide',
  kind: 'colluding',
  title: 'Divides the lieutenants',
  sentence:
    'All members tell one half of the loyal lieutenants ATTACK and the other half RETREAT, and sign for each other.',
  powers: ['the members’ keys'],
  role: 'any',
  options: [],
  covers: {},
  protocols: ['generals'],
  start: () => null,

  onSend(_state, message, ctx) {
    const order = orderIn(message.body);
    if (order === null) return [message];
    const value = isInSecondHalf(message.to, order.path[0] ?? 0, ctx) ? RETREAT : 'ATTACK';
    return [{ to: message.to, body: bent(order, value, ctx) }];
  },
};
