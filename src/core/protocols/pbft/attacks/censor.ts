import type { Tactic } from '../../../model/index.ts';
import { parseMessage } from '../parse.ts';
import { primaryOf } from '../state.ts';
import { choice } from './kit/lies.ts';
import { machineOf } from './kit/sealed.ts';

/** B7. The others are served, so that only a timer tied to the oldest request gives it away (T3). */
export const censor: Tactic<null> = {
  id: 'censor',
  kind: 'lying',
  title: 'Censors a client',
  sentence: 'As primary it drops the requests of some clients and serves the others.',
  powers: ['ignore what it receives'],
  role: 'primary',
  options: [
    {
      id: 'whom',
      label: 'Drops the requests of',
      kind: 'choice',
      choices: [
        { id: 'first', label: 'the first client' },
        { id: 'others', label: 'all but the first client' },
        { id: 'odd', label: 'every other client' },
        { id: 'all', label: 'all clients' },
      ],
      default: 'first',
    },
  ],
  covers: { B7: {} },
  protocols: ['pbft'],
  start: () => null,

  onReceive(_state, envelope, ctx) {
    if (envelope.body.type !== 'request' || !ctx.members.includes(envelope.to)) return true;
    if (primaryOf(machineOf(envelope.to, ctx).view, ctx.n) !== envelope.to) return true;
    const said = parseMessage(envelope.body);
    return said?.type !== 'request' || !isCensored(said.client - ctx.n, choice('whom', ctx));
  },
};

function isCensored(client: number, whom: string): boolean {
  switch (whom) {
    case 'first':
      return client === 0;
    case 'others':
      return client !== 0;
    case 'odd':
      return client % 2 === 1;
    default:
      return true;
  }
}
