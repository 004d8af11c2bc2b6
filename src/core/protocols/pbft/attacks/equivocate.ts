import type { AdversaryContext, Outgoing, ProcessId, Tactic } from '../../../model/index.ts';
import type { PrePrepare, Prepare, Request } from '../messages.ts';
import { asBody } from '../parse.ts';
import { choice, dial } from './kit/lies.ts';
import { phaseMessage } from './kit/read.ts';
import { sealed } from './kit/sealed.ts';
import {
  contraryOrder,
  facesTo,
  forkAt,
  forkProposal,
  outsiders,
  twoFaced,
  type Faces,
} from './kit/two-faces.ts';

type Proposed = { readonly seq: number; readonly requests: readonly Request[] };

/** `proposed` holds its last two proposals. */
export type Equivocator = Faces & { proposed: Proposed[] };

/**
 * B1 to B3. The smaller half of the backups gets the client's order, the larger half the contrary one: with the right quorum
 * neither half can commit, and one of the two may be prepared, so that the view change has something to preserve. Prepares of
 * its own for both orders add no vote, because a primary has voted by its proposal. An order under a second number is executed
 * once.
 */
export const equivocate: Tactic<Equivocator> = {
  id: 'equivocate',
  kind: 'lying',
  title: 'Proposes two orders',
  sentence:
    'As primary it gives half of the backups a contrary order for the same sequence number, and votes accordingly.',
  powers: ['its own key', 'a client of its own that signs the contrary order'],
  role: 'primary',
  options: [
    {
      id: 'how',
      label: 'Proposes',
      kind: 'choice',
      choices: [
        { id: 'split', label: 'two orders for one number' },
        { id: 'prepares', label: 'two orders, and sends prepares for both' },
        { id: 'twice', label: 'one order under two numbers' },
      ],
      default: 'split',
    },
    {
      id: 'share',
      label: 'Contrary order to',
      kind: 'number',
      min: 1,
      max: 100,
      default: 50,
      unit: '% of the backups',
    },
    {
      id: 'often',
      label: 'For',
      kind: 'number',
      min: 1,
      max: 100,
      default: 100,
      unit: '% of its proposals',
    },
  ],
  covers: { B1: {}, B2: { how: 'prepares' }, B3: { how: 'twice' } },
  protocols: ['pbft'],

  start(ctx) {
    const backups = outsiders(ctx);
    const honest = Math.floor((backups.length * (100 - dial('share', ctx))) / 100);
    const otherSide = choice('how', ctx) === 'twice' ? backups : backups.slice(honest);
    return { ...facesTo(otherSide, ctx), proposed: [] };
  },

  onSend(state, message, ctx) {
    const isForked = forkProposal(state, message, ctx, (said) => rivalOf(state, said, ctx));
    if (isForked && choice('how', ctx) === 'prepares') prepareBoth(state, message, ctx);
    return [twoFaced(state, message, ctx)];
  },
};

function rivalOf(
  state: Equivocator,
  said: PrePrepare,
  ctx: AdversaryContext,
): readonly Request[] | null {
  const { seq, requests } = said;
  const before = state.proposed.find((each) => each.seq === seq - 1);
  if (state.proposed.every((each) => each.seq !== seq))
    state.proposed = [...state.proposed.slice(-1), { seq, requests }];
  const often = dial('often', ctx);
  if (often < 100 && ctx.random(said.view * 4_096 + seq, 100) >= often) return null;
  if (choice('how', ctx) !== 'twice') return contraryOrder(state, said, ctx);
  return seq % 2 === 0 ? (before?.requests ?? null) : null;
}

/** B2: to everybody for either order, as if it were a backup besides. */
function prepareBoth(
  state: Equivocator,
  message: Outgoing & { readonly from: ProcessId },
  ctx: AdversaryContext,
): void {
  const said = phaseMessage(message.body);
  const fork = said === null ? undefined : forkAt(state, said.view, said.seq);
  if (fork === undefined) return;
  for (const digest of [fork.shown, fork.other]) {
    const { view, seq } = fork;
    const prepare: Prepare = { type: 'prepare', view, seq, digest, replica: message.from, sig: '' };
    const body = asBody(sealed(prepare, message.from, ctx));
    for (const to of outsiders(ctx)) ctx.send(message.from, to, body);
  }
}
