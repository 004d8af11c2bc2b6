import { toggled } from '../playback.ts';
import { hasRun } from './command.ts';
import type { Command } from './command.ts';

export const play: Command = {
  id: 'play',
  label: 'Play or pause',
  shortcuts: [' '],
  isEnabled: hasRun,
  run: (lab) => {
    const { timeline } = lab.recording.getState();
    if (timeline) lab.playback.setState((playback) => toggled(playback, 'forward', timeline));
  },
};
