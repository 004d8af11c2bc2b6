import { toMilestone } from '../travel.ts';
import { hasRun } from './command.ts';
import type { Command } from './command.ts';

export const nextView: Command = {
  id: 'next-view',
  label: 'Next view',
  shortcuts: ['w'],
  isEnabled: hasRun,
  run: (lab) => toMilestone(lab, 'view', 'forward'),
};
