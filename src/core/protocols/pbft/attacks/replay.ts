import type { AdversaryContext, Body, Outgoing, ProcessId, Tactic } from '../../../model/index.ts';
import { statementOf } from '../messages.ts';
import { asBody, parseMessage } from '../parse.ts';
import { choice } from './kit/lies.ts';
import { phaseMessage, type PhaseMessage } from './kit/read.ts';
import { outsiders } from './kit/two-faces.ts';

/** Genuine messages of others, and its own, oldest first. */
export type Replayer = { heard: Body[]; turn: number };

const HEARD_MAX = 48;

/**
 * B19. A signature covers the run, the signer, the type and every field, so that it fits no other message; and who has counted a
 * message does not count it again.
 */
export const replay: Tactic<Replayer> = {
  id: 'replay',
  kind: 'lying',
  title: 'Replays old messages',
  sentence:
    'Besides its own messages it sends old ones again: as they were, back to their author, or with the old signature in a new place.',
  powers: ['its own key', 'other replicas’ signed messages'],
  role: 'any',
  options: [
    {
      id: 'how',
      label: 'Sends again',
      kind: 'choice',
      choices: [
        { id: 'old', label: 'what anybody said before' },
        { id: 'author', label: 'to everybody what that one said' },
        { id: 'view', label: 'the same for the next view' },
        { id: 'type', label: 'prepares as commits' },
        { id: 'run', label: 'with a signature from another run' },
      ],
      default: 'old',
    },
  ],
  covers: { B19: {} },
  protocols: ['pbft'],
  start: () => ({ heard: [], turn: 0 }),

  onSend(state, message, ctx) {
    if (message.to >= ctx.n) return [message];
    const again = againOf(state, message, ctx);
    if (message.body.type !== 'request') hear(state, message.body);
    return again === null ? [message] : [message, { to: message.to, body: again }];
  },

  onReceive(state, envelope, ctx) {
    const said = phaseMessage(envelope.body);
    if (said === null || said.replica >= ctx.n) return true;
    hear(state, envelope.body);
    const isAnothers = outsiders(ctx).includes(said.replica) && ctx.members.includes(envelope.to);
    if (choice('how', ctx) === 'author' && isAnothers)
      ctx.send(envelope.to, said.replica, envelope.body);
    return true;
  },
};

function hear(state: Replayer, body: Body): void {
  state.heard = [...state.heard, body].slice(-HEARD_MAX);
}

type Sending = Outgoing & { readonly from: ProcessId };

function againOf(state: Replayer, message: Sending, ctx: AdversaryContext): Body | null {
  const how = choice('how', ctx);
  if (how === 'author') return null;
  if (how === 'old') {
    state.turn += 1;
    return state.heard[(state.turn * 7) % Math.max(1, state.heard.length)] ?? null;
  }
  if (how === 'run') return ofAnotherRun(message, ctx);
  const said = phaseMessage(message.body);
  return said === null ? null : misplaced(said, how);
}

/** The old signature under another view, or under another type. */
function misplaced(said: PhaseMessage, how: string): Body | null {
  if (how === 'view') return asBody({ ...said, view: said.view + 1 });
  if (said.type === 'pre-prepare') return null;
  return asBody({ ...said, type: said.type === 'prepare' ? 'commit' : 'prepare' });
}

/** Its own key signed the very same fields, but not for this run. */
function ofAnotherRun({ from, body }: Sending, ctx: AdversaryContext): Body | null {
  const said = parseMessage(body);
  if (said === null || said.type === 'request' || said.type === 'request-body') return null;
  if (said.replica !== from) return null;
  return asBody({ ...said, sig: ctx.sign(from, ['another run', ...statementOf(said)]) });
}
