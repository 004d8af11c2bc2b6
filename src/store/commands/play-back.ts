import { toggled } from '../playback.ts';
import { hasRun } from './command.ts';
import type { Command } from './command.ts';

export const playBack: Command = {
  id: 'play-back',
  label: 'Play backwards or pause',
  shortcuts: ['r'],
  isEnabled: hasRun,
  run: (lab) => {
    const { timeline } = lab.recording.getState();
    if (timeline) lab.playback.setState((playback) => toggled(playback, 'back', timeline));
  },
};
