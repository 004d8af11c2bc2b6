import { toMilestone } from '../travel.ts';
import { hasRun } from './command.ts';
import type { Command } from './command.ts';

export const previousView: Command = {
  id: 'previous-view',
  label: 'View before',
  shortcuts: ['Shift+W'],
  isEnabled: hasRun,
  run: (lab) => toMilestone(lab, 'view', 'back'),
};
