import type { ReactNode } from 'react';
import { isSettled } from '../../store/settled.ts';
import { usePlayback, useRecording } from '../lab-context.ts';

/** Tenths of a millisecond: finer digits only flicker while playing. */
export function Clock(): ReactNode {
  const shown = usePlayback((playback) => (Math.round(playback.at / 100) / 10).toFixed(1));
  const end = useRecording((recording) => recording.timeline?.reached ?? 0);
  const hides = usePlayback((playback) => playback.hidesFuture);
  const isDone = useRecording(({ timeline }) => timeline !== null && isSettled(timeline));
  return (
    <p className="clock" data-testid="clock">
      <b>{shown}</b>
      <span> / {hides ? '…' : `${(end / 1000).toFixed(0)}${isDone ? '' : '…'}`} ms</span>
    </p>
  );
}
