import type { Command } from './command.ts';

export const switchTheme: Command = {
  id: 'switch-theme',
  label: 'Switch theme',
  shortcuts: ['t'],
  isEnabled: () => true,
  run: (lab) =>
    lab.settings.setState(({ theme }) => ({ theme: theme === 'dark' ? 'light' : 'dark' })),
};
