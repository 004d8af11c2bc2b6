import type { Lab } from '../lab.ts';
import { hasRun } from './command.ts';
import type { Command } from './command.ts';

export const play: Command = {
  id: 'play',
  label: 'Play or pause',
  shortcuts: [' '],
  isEnabled: hasRun,
  run: toggle,
};

/** At the end of the run, playing starts again from the beginning. */
function toggle(lab: Lab): void {
  const { isPlaying, at } = lab.playback.getState();
  const { timeline } = lab.recording.getState();
  const isAtEnd = timeline !== null && timeline.done && at >= timeline.reached;
  lab.playback.setState(
    isAtEnd && !isPlaying
      ? { isPlaying: true, at: 0, events: null, announced: [] }
      : { isPlaying: !isPlaying },
  );
}
