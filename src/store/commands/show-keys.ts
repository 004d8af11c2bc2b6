import type { Command } from './command.ts';

export const showKeys: Command = {
  id: 'show-keys',
  label: 'Show the keys',
  shortcuts: ['?'],
  isEnabled: () => true,
  run: (lab) => lab.selection.setState(({ isKeyMapOpen }) => ({ isKeyMapOpen: !isKeyMapOpen })),
};
