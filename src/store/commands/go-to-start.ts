import { toStart } from '../travel.ts';
import { hasRun } from './command.ts';
import type { Command } from './command.ts';

export const goToStart: Command = {
  id: 'go-to-start',
  label: 'To the start',
  shortcuts: ['Home'],
  isEnabled: hasRun,
  run: toStart,
};
