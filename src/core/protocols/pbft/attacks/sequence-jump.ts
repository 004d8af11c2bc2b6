import type { AdversaryContext, Outgoing, ProcessId, Tactic } from '../../../model/index.ts';
import type { PrePrepare } from '../messages.ts';
import { asBody } from '../parse.ts';
import type { ReplicaState } from '../state.ts';
import { choice, chosenLie, dial, lieOption, type Lies } from './kit/lies.ts';
import { phaseMessage } from './kit/read.ts';
import { machineOf, sealed } from './kit/sealed.ts';

/** The number that it gives instead of the next one. */
type Tell = (seq: number, machine: Readonly<ReplicaState>) => number;

/** B4 and B5. The first two are numbers that are allowed; what they leave open the next view fills with null requests. */
const LIES: Lies<Tell> = {
  'last-first': {
    label: 'the highest allowed number first',
    tell: (seq, { low, config }) => Math.max(1, low + config.window + 1 - (seq - low)),
  },
  holes: { label: 'every other number left out', tell: (seq, { low }) => low + 2 * (seq - low) },
  beyond: {
    label: 'numbers beyond the window',
    tell: (seq, { config }) => seq + 10 * config.window,
  },
  stable: { label: 'the number of the stable checkpoint again', tell: (_seq, { low }) => low },
  zero: { label: 'number 0', tell: () => 0 },
  negative: { label: 'negative numbers', tell: (seq) => -seq },
  fraction: { label: 'numbers that are not whole', tell: (seq) => seq + 0.5 },
  huge: {
    label: 'numbers too large to be exact',
    tell: (seq) => Number.MAX_SAFE_INTEGER + 1 + 2 * seq,
  },
};

export const sequenceJump: Tactic<null> = {
  id: 'sequence-jump',
  kind: 'lying',
  title: 'Jumps in the numbering',
  sentence: 'As primary it does not give its proposals the next sequence number, but others.',
  powers: ['its own key'],
  role: 'primary',
  options: [
    lieOption('Gives', LIES),
    {
      id: 'from',
      label: 'From number',
      kind: 'number',
      min: 1,
      max: 1_000,
      default: 1,
      unit: '',
    },
  ],
  covers: { B4: {}, B5: { lie: 'beyond' } },
  protocols: ['pbft'],
  start: () => null,

  onSend(_state, message, ctx) {
    const said = message.body.type === 'pre-prepare' ? phaseMessage(message.body) : null;
    const tell = chosenLie(LIES, ctx);
    const isOwn = said?.type === 'pre-prepare' && said.replica === message.from;
    if (!isOwn || tell === null || said.seq < dial('from', ctx)) return [message];
    return renumbered(said, { tell, message, ctx });
  },
};

type Telling = {
  readonly tell: Tell;
  readonly message: Outgoing & { readonly from: ProcessId };
  readonly ctx: AdversaryContext;
};

/** Going back is done besides the honest proposals: there has to be a checkpoint that it can go back to. */
function renumbered(said: PrePrepare, { tell, message, ctx }: Telling): readonly Outgoing[] {
  const machine = machineOf(message.from, ctx);
  const isGoingBack = choice('lie', ctx) === 'stable';
  if (isGoingBack && machine.low === 0) return [message];
  const seq = tell(said.seq, machine);
  const bent = { to: message.to, body: asBody(sealed({ ...said, seq }, message.from, ctx)) };
  return isGoingBack ? [message, bent] : [bent];
}
