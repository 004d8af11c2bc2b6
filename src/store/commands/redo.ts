import type { Command } from './command.ts';

export const redo: Command = {
  id: 'redo',
  label: 'Redo',
  shortcuts: ['Ctrl+Shift+Z', 'Ctrl+y'],
  isEnabled: (lab) => lab.history.getState().future.length > 0,
  run: (lab) => lab.opening.redo(),
};
