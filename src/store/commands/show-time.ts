import { hasRun } from './command.ts';
import type { Command } from './command.ts';

export const showTime: Command = {
  id: 'show-time',
  label: 'Steps, “run until”, repeating and bookmarks',
  shortcuts: ['u'],
  isEnabled: hasRun,
  run: (lab) =>
    lab.selection.setState(({ isTimeMenuOpen }) => ({ isTimeMenuOpen: !isTimeMenuOpen })),
};
