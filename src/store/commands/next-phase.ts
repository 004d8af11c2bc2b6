import { toMilestone } from '../travel.ts';
import { hasRun } from './command.ts';
import type { Command } from './command.ts';

export const nextPhase: Command = {
  id: 'next-phase',
  label: 'Next phase',
  shortcuts: ['n'],
  isEnabled: hasRun,
  run: (lab) => toMilestone(lab, 'phase', 'forward'),
};
