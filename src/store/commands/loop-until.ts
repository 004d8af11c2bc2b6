import { setLoop } from '../loops.ts';
import { hasRun } from './command.ts';
import type { Command } from './command.ts';

export const loopUntil: Command = {
  id: 'loop-until',
  label: 'Repeat up to here (B)',
  shortcuts: ['o'],
  isEnabled: hasRun,
  run: (lab) => setLoop(lab, 'until'),
};
