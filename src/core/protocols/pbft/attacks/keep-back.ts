import { isTowards, towardsOption } from '../../../adversaries/towards.ts';
import type { Tactic } from '../../../model/index.ts';
import { choice } from './kit/lies.ts';

const KINDS: Readonly<
  Record<string, { readonly label: string; readonly types: readonly string[] }>
> = {
  proposals: { label: 'its proposals', types: ['pre-prepare'] },
  prepares: { label: 'its prepares', types: ['prepare'] },
  commits: { label: 'its commits', types: ['commit'] },
  checkpoints: { label: 'its checkpoints', types: ['checkpoint'] },
  'view-changes': { label: 'its VIEW-CHANGE messages', types: ['view-change'] },
  replies: { label: 'its answers to clients', types: ['reply'] },
  bodies: { label: 'requests that others miss', types: ['request-body'] },
  state: { label: 'the state that others fetch', types: ['meta-data', 'data'] },
  votes: { label: 'all its votes', types: ['pre-prepare', 'prepare', 'commit'] },
};

/** B18 by kind and receiver; B9: proposals kept from those that a quorum can do without; B25: no state for who fell behind. */
export const keepBack: Tactic<null> = {
  id: 'keep-back',
  kind: 'lying',
  title: 'Keeps back some messages',
  sentence:
    'It takes part in everything, but messages of one kind it does not send to some or all.',
  powers: ['keep back its own messages'],
  role: 'any',
  options: [
    {
      id: 'what',
      label: 'Keeps back',
      kind: 'choice',
      choices: Object.entries(KINDS).map(([id, { label }]) => ({ id, label })),
      default: 'proposals',
    },
    towardsOption('From', ['everybody', 'spare', 'half', 'one']),
  ],
  covers: {
    B9: { what: 'proposals', towards: 'spare' },
    B18: { what: 'commits', towards: 'half' },
    B25: { what: 'state' },
  },
  protocols: ['pbft'],
  start: () => null,

  onSend(_state, message, ctx) {
    const isKept = KINDS[choice('what', ctx)]?.types.includes(message.body.type) === true;
    return isKept && isTowards(message, ctx) ? [] : [message];
  },
};
