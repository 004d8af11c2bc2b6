import type { Command } from './command.ts';

export const loopOff: Command = {
  id: 'loop-off',
  label: 'Repeat nothing any more',
  shortcuts: ['Shift+O'],
  isEnabled: (lab) => lab.playback.getState().loop !== null,
  run: (lab) => lab.playback.setState({ loop: null }),
};
