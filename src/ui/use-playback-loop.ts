/** The one place where time passes: while playing, each frame of the browser moves the playhead. */
import { useEffect } from 'react';
import type { Lab } from '../store/lab.ts';
import { advanced } from '../store/playback.ts';
import type { Tick } from '../store/playback.ts';
import { useLab, usePlayback } from './lab-context.ts';
import { createWarps, paceOf } from './pace.ts';

/** After a pause of the browser (a hidden tab) playing goes on where it was, instead of leaping. */
const FRAME_MAX_S = 0.1;

export function usePlaybackLoop(): void {
  const lab = useLab();
  const isPlaying = usePlayback((playback) => playback.isPlaying);
  useEffect(() => (isPlaying ? run(lab) : undefined), [lab, isPlaying]);
}

function run(lab: Lab): () => void {
  let frame = 0;
  let before: number | null = null;
  const warps = createWarps();
  const tick = (now: number): void => {
    frame = requestAnimationFrame(tick);
    const seconds = before === null ? 0 : Math.min((now - before) / 1000, FRAME_MAX_S);
    before = now;
    const { timeline } = lab.recording.getState();
    if (timeline) move(lab, { timeline, pace: paceOf(timeline, warps(timeline)), seconds });
  };
  frame = requestAnimationFrame(tick);
  return () => cancelAnimationFrame(frame);
}

function move(lab: Lab, tick: Tick): void {
  lab.playback.setState((playback) => advanced(playback, tick));
}
