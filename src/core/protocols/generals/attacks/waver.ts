import type { Tactic } from '../../../model/index.ts';
import { bent, contrary, orderIn } from './bend.ts';

export type Wavering = { sent: number };

/** Every lie that a general could tell, drawn anew for each message: true, contrary, or silent. */
export const waver: Tactic<Wavering> = {
  id: 'waver',
  kind: 'lying',
  title: 'Says now this, now that',
  sentence: 'For each message it draws whether to tell the truth, the contrary, or nothing.',
  powers: ['its own key'],
  role: 'any',
  options: [],
  covers: {},
  protocols: ['generals'],
  start: () => ({ sent: 0 }),

  onSend(state, message, ctx) {
    const order = orderIn(message.body);
    if (order === null) return [message];
    state.sent += 1;
    switch (ctx.random(state.sent, 3)) {
      case 0:
        return [message];
      case 1:
        return [{ to: message.to, body: bent(order, contrary(order.value), ctx) }];
      default:
        return [];
    }
  },
};
