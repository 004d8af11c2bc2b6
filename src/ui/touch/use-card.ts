/** What the engine says of one message, asked anew whenever the playhead stands elsewhere. */
import { useEffect, useState } from 'react';
import type { MessageCard } from '../../core/model/index.ts';
import { placeOf } from '../../store/playback.ts';
import { useLab, usePlayback, useRecording } from '../lab-context.ts';

export function useCard(event: number): MessageCard | null {
  const lab = useLab();
  const [card, setCard] = useState<MessageCard | null>(null);
  const run = useRecording((recording) => recording.run);
  const isPlaying = usePlayback((playback) => playback.isPlaying);
  const { at, events } = usePlayback((playback) =>
    playback.isPlaying ? { at: 0, events: null } : placeOf(playback),
  );
  useEffect(() => {
    if (isPlaying) return undefined;
    let isCurrent = true;
    const take = async (): Promise<void> => {
      const outcome = await lab.engine.ask('message', { run, place: { at, events }, event });
      if (isCurrent && outcome.status === 'done') setCard(outcome.value);
    };
    // A worker that died says so itself.
    take().catch(() => undefined);
    return () => {
      isCurrent = false;
    };
  }, [lab, run, at, events, event, isPlaying]);
  return isPlaying ? null : card;
}
