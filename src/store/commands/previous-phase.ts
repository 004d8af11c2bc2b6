import { toMilestone } from '../travel.ts';
import { hasRun } from './command.ts';
import type { Command } from './command.ts';

export const previousPhase: Command = {
  id: 'previous-phase',
  label: 'Phase before',
  shortcuts: ['b'],
  isEnabled: hasRun,
  run: (lab) => toMilestone(lab, 'phase', 'back'),
};
