import type { Command } from './command.ts';

export const tallerPanel: Command = {
  id: 'taller-panel',
  label: 'More or less room for the panel below the stage',
  shortcuts: ['e'],
  isEnabled: () => true,
  run: (lab) => lab.selection.setState(({ isPanelTall }) => ({ isPanelTall: !isPanelTall })),
};
