import { toMilestone } from '../travel.ts';
import { hasRun } from './command.ts';
import type { Command } from './command.ts';

export const previousViolation: Command = {
  id: 'previous-violation',
  label: 'Violation before',
  shortcuts: ['Shift+V'],
  isEnabled: hasRun,
  run: (lab) => toMilestone(lab, 'violation', 'back'),
};
