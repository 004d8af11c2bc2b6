import type { AdversaryContext, Outgoing, ProcessId, Tactic } from '../../../model/index.ts';
import { asBody, parseMessage } from '../parse.ts';
import { choice } from './kit/lies.ts';
import { phaseMessage } from './kit/read.ts';
import { machineOf, sealed } from './kit/sealed.ts';

/** The view in which the chosen one has what it needs to commit, or -1. */
export type Withholder = { doneIn: number };

type Sending = Outgoing & { readonly from: ProcessId };

/**
 * B17. One replica alone may then commit, and a view change has to preserve what only that one knows. The whole plan makes sure of
 * it as far as one liar can: as primary it proposes to no more than a quorum needs; once the chosen one has its commit it falls
 * silent, so that the view changes; and it shows nothing of what was prepared.
 */
export const withholdCommit: Tactic<Withholder> = {
  id: 'withhold-commit',
  kind: 'lying',
  title: 'Withholds its commits',
  sentence: 'It takes part in everything, but sends its commits to a single replica.',
  powers: ['keep back its own messages'],
  role: 'backup',
  options: [
    {
      id: 'plan',
      label: 'Besides',
      kind: 'choice',
      choices: [
        { id: 'commits', label: 'nothing else' },
        { id: 'whole', label: 'falls silent then, and hides what was prepared' },
      ],
      default: 'commits',
    },
  ],
  covers: { B17: { plan: 'whole' } },
  protocols: ['pbft'],
  start: () => ({ doneIn: -1 }),

  onSend(state, message, ctx) {
    const isKept = message.body.type === 'commit' && message.to !== chosenBy(message.from);
    if (choice('plan', ctx) !== 'whole') return isKept ? [] : [message];
    return isKept ? [] : wholePlan(state, message, ctx);
  },
};

function chosenBy(from: ProcessId): ProcessId {
  return from === 0 ? 1 : 0;
}

function wholePlan(
  state: Withholder,
  message: Sending,
  ctx: AdversaryContext,
): readonly Outgoing[] {
  const { type } = message.body;
  if (type === 'view-change') return [hiding(message, ctx)];
  if (machineOf(message.from, ctx).view === state.doneIn && type !== 'commit') return [];
  if (type === 'commit') state.doneIn = phaseMessage(message.body)?.view ?? state.doneIn;
  const isSpared = type === 'pre-prepare' && !isNeeded(message, ctx);
  return isSpared ? [] : [message];
}

function hiding(message: Sending, ctx: AdversaryContext): Outgoing {
  const said = parseMessage(message.body);
  if (said?.type !== 'view-change' || said.replica !== message.from) return message;
  return { to: message.to, body: asBody(sealed({ ...said, prepared: [] }, message.from, ctx)) };
}

/** With itself, the first q replicas. */
function isNeeded({ from, to }: Sending, ctx: AdversaryContext): boolean {
  return (to < from ? to : to - 1) < ctx.q - 1;
}
