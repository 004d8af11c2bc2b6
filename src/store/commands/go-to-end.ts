import { toEnd } from '../travel.ts';
import { hasRun } from './command.ts';
import type { Command } from './command.ts';

export const goToEnd: Command = {
  id: 'go-to-end',
  label: 'To the end',
  shortcuts: ['End'],
  isEnabled: hasRun,
  run: toEnd,
};
