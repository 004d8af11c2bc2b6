import { hold, release, type Shelf } from '../../../adversaries/held.ts';
import type { Tactic } from '../../../model/index.ts';
import { dial } from './kit/lies.ts';
import { machineOf } from './kit/sealed.ts';

/** B8. Plain PBFT has no answer to it: a primary is only left when a request waits for longer than the time-out. */
export const slow: Tactic<Shelf> = {
  id: 'slow',
  kind: 'lying',
  title: 'Proposes as late as it can',
  sentence:
    'As primary it keeps every proposal back for most of the view-change time-out: slow, but hardly ever replaced.',
  powers: ['keep back its own messages'],
  role: 'primary',
  options: [
    {
      id: 'share',
      label: 'Waits for',
      kind: 'number',
      min: 1,
      max: 100,
      default: 80,
      unit: '% of the time-out',
    },
  ],
  covers: { B8: {} },
  protocols: ['pbft'],
  start: () => ({ held: [] }),

  onSend(shelf, message, ctx) {
    if (message.body.type !== 'pre-prepare') return [message];
    const { viewChange } = machineOf(message.from, ctx).config;
    hold(shelf, message, Math.floor((viewChange * dial('share', ctx)) / 100), ctx);
    return [];
  },

  onTimer(shelf, _timer, ctx) {
    release(shelf, ctx);
  },
};
