import { hold, release, type Shelf } from '../../../adversaries/held.ts';
import type { AdversaryContext, Outgoing, ProcessId, Tactic } from '../../../model/index.ts';
import { batchDigest, type PrePrepare, type Request } from '../messages.ts';
import { asBody } from '../parse.ts';
import { primaryOf } from '../state.ts';
import { choice } from './kit/lies.ts';
import { machineOf, sealed } from './kit/sealed.ts';
import { accompliceRequest, outsiders } from './kit/two-faces.ts';

/** `proposedIn` is the latest view for which it has proposed before its NEW-VIEW. */
export type Staller = Shelf & { stamp: number; proposedIn: number };

/** Of the time that the others wait for it. */
const PERCENT = 80;

/** B28 to B31. The others wait for a NEW-VIEW as long as for a request, twice as long each time, and then go on without it. */
export const stallNewView: Tactic<Staller> = {
  id: 'stall-new-view',
  kind: 'lying',
  title: 'Holds up the new view',
  sentence:
    'When it becomes the primary of a new view, its NEW-VIEW does not come, comes late, reaches only half, or comes after its first proposal.',
  powers: ['keep back its own messages', 'a client of its own that signs an order'],
  role: 'new primary',
  options: [
    {
      id: 'how',
      label: 'Its NEW-VIEW',
      kind: 'choice',
      choices: [
        { id: 'never', label: 'never comes' },
        { id: 'half', label: 'reaches only half of them' },
        { id: 'late', label: 'comes just before they give up' },
        { id: 'after', label: 'comes after its first proposal' },
      ],
      default: 'never',
    },
  ],
  covers: { B28: {}, B29: { how: 'half' }, B30: { how: 'late' }, B31: { how: 'after' } },
  protocols: ['pbft'],
  start: () => ({ held: [], stamp: 0, proposedIn: 0 }),

  onSend(state, message, ctx) {
    if (message.body.type === 'view-change') proposeEarly(state, message.from, ctx);
    return message.body.type === 'new-view' ? heldUp(state, message, ctx) : [message];
  },

  onTimer(state, _timer, ctx) {
    release(state, ctx);
  },
};

function heldUp(
  state: Staller,
  message: Outgoing & { readonly from: ProcessId },
  ctx: AdversaryContext,
): readonly Outgoing[] {
  switch (choice('how', ctx)) {
    case 'never':
      return [];
    case 'half':
      return message.to % 2 === 0 ? [message] : [];
    case 'late': {
      const { config, failures } = machineOf(message.from, ctx);
      const wait = (config.viewChange * (1 << Math.min(failures, 12)) * PERCENT) / 100;
      hold(state, message, Math.floor(wait), ctx);
      return [];
    }
    default:
      return [message];
  }
}

/** N13: once for each view that it is going to lead, when it asks for it. */
function proposeEarly(state: Staller, from: ProcessId, ctx: AdversaryContext): void {
  const { view, executed } = machineOf(from, ctx);
  const isNext = primaryOf(view, ctx.n) === from && view > state.proposedIn;
  if (choice('how', ctx) !== 'after' || !isNext) return;
  state.proposedIn = view;
  const requests: readonly Request[] = [accompliceRequest(state, 'order RETREAT', ctx)];
  const digest = batchDigest(requests, ctx);
  const place = { view, seq: executed + 1, digest, replica: from, sig: '' };
  const proposal: PrePrepare = { type: 'pre-prepare', ...place, requests };
  const body = asBody(sealed(proposal, from, ctx));
  for (const to of outsiders(ctx)) ctx.send(from, to, body);
}
