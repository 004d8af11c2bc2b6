import type { Command } from './command.ts';

export const switchWords: Command = {
  id: 'switch-words',
  label: 'Plain words, or the terms of the field',
  shortcuts: ['a'],
  isEnabled: () => true,
  run: (lab) =>
    lab.settings.setState(({ words }) => ({ words: words === 'plain' ? 'field' : 'plain' })),
};
