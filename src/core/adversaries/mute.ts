import type { Tactic } from '../model/index.ts';

/** B13. It still receives, so that it is up to date once it follows the protocol again. */
export const mute: Tactic<null> = {
  id: 'mute',
  kind: 'lying',
  title: 'Stays mute',
  sentence: 'It receives everything and sends nothing.',
  powers: ['keep back its own messages'],
  protocols: [],
  start: () => null,
  onSend: () => [],
};
