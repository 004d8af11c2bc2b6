import { setLoop } from '../loops.ts';
import { hasRun } from './command.ts';
import type { Command } from './command.ts';

export const loopFrom: Command = {
  id: 'loop-from',
  label: 'Repeat from here (A)',
  shortcuts: ['i'],
  isEnabled: hasRun,
  run: (lab) => setLoop(lab, 'from'),
};
