import type { Tactic } from '../model/index.ts';
import { isTowards, towardsOption } from './towards.ts';

/** B13; towards some only, B18. It still receives, so that it is up to date once it follows the protocol again. */
export const mute: Tactic<null> = {
  id: 'mute',
  kind: 'lying',
  title: 'Stays mute',
  sentence: 'It receives everything and sends nothing.',
  powers: ['keep back its own messages'],
  role: 'any',
  options: [towardsOption('Silent towards', ['everybody', 'half', 'one', 'clients'])],
  covers: { B13: {}, B18: { towards: 'half' } },
  protocols: [],
  start: () => null,
  onSend: (_state, message, ctx) => (isTowards(message, ctx) ? [] : [message]),
};
