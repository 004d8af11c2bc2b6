import { nextSpeed } from '../playback.ts';
import { hasRun } from './command.ts';
import type { Command } from './command.ts';

export const faster: Command = {
  id: 'faster',
  label: 'Faster',
  shortcuts: [']'],
  isEnabled: hasRun,
  run: (lab) => lab.playback.setState(({ speed }) => ({ speed: nextSpeed(speed, 'up') })),
};
