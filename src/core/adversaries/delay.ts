import type { Tactic } from '../model/index.ts';
import { hold, release, type Shelf } from './held.ts';
import { isTowards, towardsOption } from './towards.ts';

const MILLISECOND = 1_000;

/** B18: nothing that it says is wrong, but it comes late, in another order, or twice. */
export const delay: Tactic<Shelf> = {
  id: 'delay',
  kind: 'lying',
  title: 'Sends late or out of order',
  sentence: 'Its messages are the right ones, but they come late, in the wrong order, or twice.',
  powers: ['keep back its own messages'],
  role: 'any',
  options: [
    {
      id: 'how',
      label: 'Messages come',
      kind: 'choice',
      choices: [
        { id: 'late', label: 'late' },
        { id: 'reversed', label: 'the last first' },
        { id: 'twice', label: 'twice' },
      ],
      default: 'late',
    },
    { id: 'by', label: 'Later by', kind: 'number', min: 1, max: 1_000, default: 60, unit: 'ms' },
    towardsOption('Towards', ['everybody', 'half', 'one', 'clients']),
  ],
  covers: { B18: { how: 'reversed' } },
  protocols: [],
  start: () => ({ held: [] }),

  onSend(shelf, message, ctx) {
    if (!isTowards(message, ctx)) return [message];
    const by = Number(ctx.options['by']) * MILLISECOND;
    // Each later one waits shorter, so that what was said within the time comes in reverse.
    const after = ctx.options['how'] === 'reversed' ? 2 * (by - (ctx.now % by)) : by;
    hold(shelf, message, after, ctx);
    return ctx.options['how'] === 'twice' ? [message] : [];
  },

  onTimer(shelf, _timer, ctx) {
    release(shelf, ctx);
  },
};
