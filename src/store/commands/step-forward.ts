import { step } from '../travel.ts';
import { hasRun } from './command.ts';
import type { Command } from './command.ts';

export const stepForward: Command = {
  id: 'step-forward',
  label: 'Step forward',
  shortcuts: ['.'],
  isEnabled: hasRun,
  run: (lab) => step(lab, 'forward'),
};
