import { step } from '../travel.ts';
import { hasRun } from './command.ts';
import type { Command } from './command.ts';

export const stepBack: Command = {
  id: 'step-back',
  label: 'Step back',
  shortcuts: [','],
  isEnabled: hasRun,
  run: (lab) => step(lab, 'back'),
};
