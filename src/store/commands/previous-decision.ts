import { toMilestone } from '../travel.ts';
import { hasRun } from './command.ts';
import type { Command } from './command.ts';

export const previousDecision: Command = {
  id: 'previous-decision',
  label: 'Decision before',
  shortcuts: ['Shift+B'],
  isEnabled: hasRun,
  run: (lab) => toMilestone(lab, 'decision', 'back'),
};
