import type { AdversaryContext, ProcessId, Tactic } from '../../../model/index.ts';
import { asBody } from '../parse.ts';
import { choice, dial } from './kit/lies.ts';
import { machineOf } from './kit/sealed.ts';
import { outsiders } from './kit/two-faces.ts';
import { viewChangeOf } from './kit/views.ts';

/** How many it has asked for. */
export type Spammer = { asked: number };

const MILLISECOND = 1_000;
const HUGE = Number.MAX_SAFE_INTEGER - 1_000_000;

/** B22, B23. Its VIEW-CHANGE messages are valid; f of them move nobody (T9), and of each sender only the highest is kept (V8). */
export const viewSpam: Tactic<Spammer> = {
  id: 'view-spam',
  kind: 'lying',
  title: 'Asks for new views without end',
  sentence:
    'It keeps sending valid VIEW-CHANGE messages although there is no reason to leave the view.',
  powers: ['its own key'],
  role: 'backup',
  options: [
    {
      id: 'which',
      label: 'Asks for',
      kind: 'choice',
      choices: [
        { id: 'next', label: 'the next view' },
        { id: 'climbing', label: 'ever later views' },
        { id: 'huge', label: 'views with huge numbers' },
      ],
      default: 'next',
    },
    { id: 'every', label: 'Every', kind: 'number', min: 20, max: 1_000, default: 50, unit: 'ms' },
  ],
  covers: { B22: {}, B23: { which: 'huge' } },
  protocols: ['pbft'],

  start(ctx) {
    ctx.setTimer('spam', 1);
    return { asked: 0 };
  },

  onTimer(state, _timer, ctx) {
    state.asked += 1;
    for (const member of ctx.members) ask(state, member, ctx);
    ctx.setTimer('spam', dial('every', ctx) * MILLISECOND);
  },
};

function ask(state: Spammer, member: ProcessId, ctx: AdversaryContext): void {
  const { view, certificates } = machineOf(member, ctx);
  const wanted = wantedView(choice('which', ctx), view, state.asked);
  const prepared = Object.values(certificates);
  const body = asBody(viewChangeOf(member, { view: wanted, prepared }, ctx));
  for (const to of outsiders(ctx)) ctx.send(member, to, body);
}

function wantedView(which: string, view: number, asked: number): number {
  switch (which) {
    case 'climbing':
      return view + asked;
    case 'huge':
      return HUGE + asked;
    default:
      return view + 1;
  }
}
