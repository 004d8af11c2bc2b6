import type { Command } from './command.ts';

export const showGlossary: Command = {
  id: 'show-glossary',
  label: 'What the words mean',
  shortcuts: ['g'],
  isEnabled: () => true,
  run: (lab) =>
    lab.selection.setState(({ glossary }) => ({ glossary: glossary === null ? '' : null })),
};
