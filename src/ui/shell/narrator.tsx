import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { plainText, useNamer } from '../explain/sentence.tsx';
import { usePlayback, useRecording } from '../lab-context.ts';
import { useWords, worded } from '../use-words.ts';

/** Speaks for screen readers, and only while paused or stepping: during play it would never stop talking. */
export function Narrator(): ReactNode {
  const isPlaying = usePlayback((playback) => playback.isPlaying);
  const explanation = useRecording((recording) => recording.explained?.explanation ?? null);
  const values = useRecording((recording) => recording.timeline?.values ?? []);
  const namer = useNamer();
  const reword = useWords();
  const [spoken, setSpoken] = useState('');
  const text = explanation
    ? [explanation.headline, ...explanation.happened]
        .map((sentence) => plainText(worded(sentence, reword), values, namer))
        .join(' ')
    : '';
  useEffect(() => {
    if (!isPlaying) setSpoken(text);
  }, [isPlaying, text]);
  return (
    <p className="visually-hidden" aria-live="polite">
      {spoken}
    </p>
  );
}
