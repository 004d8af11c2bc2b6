import { nextSpeed } from '../playback.ts';
import { hasRun } from './command.ts';
import type { Command } from './command.ts';

export const slower: Command = {
  id: 'slower',
  label: 'Slower',
  shortcuts: ['['],
  isEnabled: hasRun,
  run: (lab) => lab.playback.setState(({ speed }) => ({ speed: nextSpeed(speed, 'down') })),
};
