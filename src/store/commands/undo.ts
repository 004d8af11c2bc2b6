import type { Command } from './command.ts';

export const undo: Command = {
  id: 'undo',
  label: 'Undo',
  shortcuts: ['Ctrl+z'],
  isEnabled: (lab) => lab.history.getState().past.length > 0,
  run: (lab) => lab.opening.undo(),
};
