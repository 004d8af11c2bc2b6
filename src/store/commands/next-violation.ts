import { toMilestone } from '../travel.ts';
import { hasRun } from './command.ts';
import type { Command } from './command.ts';

export const nextViolation: Command = {
  id: 'next-violation',
  label: 'Next violation',
  shortcuts: ['v'],
  isEnabled: hasRun,
  run: (lab) => toMilestone(lab, 'violation', 'forward'),
};
