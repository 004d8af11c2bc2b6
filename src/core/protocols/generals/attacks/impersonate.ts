import type { Outgoing, Tactic } from '../../../model/index.ts';
import { bent, contrary, orderIn } from './bend.ts';

/** What the model rules out: who sends is known, and signatures cannot be forged. So it has to fail, and to be seen failing. */
export const impersonate: Tactic<null> = {
  id: 'impersonate',
  kind: 'lying',
  title: 'Speaks for others',
  sentence:
    'It passes on the contrary of what it heard, in its own name and in the names of all the others.',
  powers: ['its own key'],
  role: 'any',
  options: [],
  covers: {},
  protocols: ['generals'],
  start: () => null,

  onSend(_state, message, ctx) {
    const order = orderIn(message.body);
    if (order === null) return [message];
    const { path } = order;
    const before = path.slice(0, -1);
    const names = Array.from({ length: ctx.n }, (_, id) => id).filter(
      (id) => !path.includes(id) && id !== message.to && before.length > 0,
    );
    return [message.from, ...names].map((name): Outgoing => {
      const said = { ...order, path: [...before, name] };
      return { to: message.to, body: bent(said, contrary(order.value), ctx) };
    });
  },
};
