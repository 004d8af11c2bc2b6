/** Repeating a stretch of the run: what a person sets at the playhead. */
import type { Lab } from './lab.ts';
import { loopWith } from './playback.ts';

export function setLoop(lab: Lab, end: 'from' | 'until'): void {
  const { timeline } = lab.recording.getState();
  if (!timeline) return;
  const playback = lab.playback.getState();
  const loop = loopWith(playback, end, timeline.reached);
  const toast =
    loop === null || loop === playback.loop
      ? 'There is nothing to repeat between here and there.'
      : `Playing repeats ${(loop.from / 1000).toFixed(1)} to ${(loop.until / 1000).toFixed(1)} ms.`;
  lab.playback.setState({ loop });
  lab.selection.setState({ toast });
}
