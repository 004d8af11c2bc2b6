import type { AdversaryContext, Outgoing, ProcessId, Tactic } from '../../../model/index.ts';
import type { Checkpoint } from '../messages.ts';
import { asBody, parseMessage } from '../parse.ts';
import { choice } from './kit/lies.ts';
import { phaseMessage } from './kit/read.ts';
import { machineOf, sealed } from './kit/sealed.ts';
import { outsiders } from './kit/two-faces.ts';

/** The highest checkpoint that it has claimed without having it. */
export type Claimant = { claimed: number };

const FAR = 1_000;

/** B21. One replica's word makes no checkpoint stable, and nobody fetches a state for it. */
export const wrongCheckpoint: Tactic<Claimant> = {
  id: 'wrong-checkpoint',
  kind: 'lying',
  title: 'Lies about its state',
  sentence: 'Its CHECKPOINT messages are of states that it does not have.',
  powers: ['its own key'],
  role: 'backup',
  options: [
    {
      id: 'lie',
      label: 'States',
      kind: 'choice',
      choices: [
        { id: 'digest', label: 'another state than it has' },
        { id: 'two-faces', label: 'different states to the two halves' },
        { id: 'premature', label: 'a checkpoint that it has not reached' },
        { id: 'ahead', label: 'a checkpoint far ahead' },
        { id: 'between', label: 'a checkpoint where none is taken' },
      ],
      default: 'digest',
    },
  ],
  covers: { B21: {} },
  protocols: ['pbft'],
  start: () => ({ claimed: 0 }),

  onSend(state, message, ctx) {
    claim(state, message, ctx);
    const said = message.body.type === 'checkpoint' ? parseMessage(message.body) : null;
    if (said?.type !== 'checkpoint' || !isBent(message.to, ctx)) return [message];
    const digest = stateOfNobody(said.seq, ctx);
    return [{ to: message.to, body: asBody(sealed({ ...said, digest }, message.from, ctx)) }];
  },
};

function isBent(to: ProcessId, ctx: AdversaryContext): boolean {
  const lie = choice('lie', ctx);
  return lie === 'digest' || (lie === 'two-faces' && to % 2 === 1);
}

function stateOfNobody(seq: number, ctx: AdversaryContext): string {
  return ctx.digest('checkpoint', ['nobody has this', seq]);
}

/** Once for each interval: when it first commits to something in it, it states what only the end of it can show. */
function claim(
  state: Claimant,
  message: Outgoing & { readonly from: ProcessId },
  ctx: AdversaryContext,
): void {
  const said = message.body.type === 'commit' ? phaseMessage(message.body) : null;
  if (said === null) return;
  const { checkpointInterval } = machineOf(message.from, ctx).config;
  const end = Math.ceil(said.seq / checkpointInterval) * checkpointInterval;
  const seq = placeOf(choice('lie', ctx), end, checkpointInterval);
  if (seq === null || end <= state.claimed) return;
  state.claimed = end;
  const digest = stateOfNobody(seq, ctx);
  const body: Checkpoint = { type: 'checkpoint', seq, digest, replica: message.from, sig: '' };
  const claimed = asBody(sealed(body, message.from, ctx));
  for (const to of outsiders(ctx)) ctx.send(message.from, to, claimed);
}

function placeOf(lie: string, end: number, interval: number): number | null {
  switch (lie) {
    case 'premature':
      return end;
    case 'ahead':
      return end + FAR * interval;
    case 'between':
      return interval === 1 ? 0 : end + 1;
    default:
      return null;
  }
}
