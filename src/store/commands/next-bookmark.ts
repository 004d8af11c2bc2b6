import { toNeighbourBookmark } from '../bookmarking.ts';
import { hasRun } from './command.ts';
import type { Command } from './command.ts';

export const nextBookmark: Command = {
  id: 'next-bookmark',
  label: 'Next bookmark',
  shortcuts: ['Shift+M'],
  isEnabled: hasRun,
  run: (lab) => toNeighbourBookmark(lab, 'forward'),
};
