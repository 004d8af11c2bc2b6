import { toMilestone } from '../travel.ts';
import { hasRun } from './command.ts';
import type { Command } from './command.ts';

export const nextDecision: Command = {
  id: 'next-decision',
  label: 'Next decision',
  shortcuts: ['Shift+N'],
  isEnabled: hasRun,
  run: (lab) => toMilestone(lab, 'decision', 'forward'),
};
