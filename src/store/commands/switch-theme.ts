import type { Command } from './command.ts';

export const switchTheme: Command = {
  id: 'switch-theme',
  label: 'Switch theme',
  shortcuts: ['t'],
  isEnabled: () => true,
  run: (lab) => {
    const { presenting } = lab.selection.getState();
    // What suits a projector is nobody's choice for the desk.
    if (presenting !== null) lab.selection.setState({ presenting: other(presenting) });
    else lab.settings.setState(({ theme }) => ({ theme: other(theme) }));
  },
};

function other(theme: 'dark' | 'light'): 'dark' | 'light' {
  return theme === 'dark' ? 'light' : 'dark';
}
