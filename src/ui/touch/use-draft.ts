/** What would be signed, as the engine works it out while a person writes. */
import { useEffect, useState } from 'react';
import type { Composed, DraftCard } from '../../core/model/index.ts';
import { placeOf } from '../../store/playback.ts';
import { useLab, usePlayback, useRecording } from '../lab-context.ts';

export function useDraft(letter: Omit<Composed, 'do' | 'to'>): DraftCard | null {
  const lab = useLab();
  const [draft, setDraft] = useState<DraftCard | null>(null);
  const run = useRecording((recording) => recording.run);
  const { at, events } = usePlayback(placeOf);
  // Plain data with its fields in one order: equal letters are equal texts.
  const asked = JSON.stringify(letter);
  useEffect(() => {
    let isCurrent = true;
    const take = async (): Promise<void> => {
      const place = { at, events };
      const outcome = await lab.engine.ask('draft', { run, place, letter });
      if (isCurrent && outcome.status === 'done') setDraft(outcome.value);
    };
    // A worker that died says so itself.
    take().catch(() => undefined);
    return () => {
      isCurrent = false;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `asked` stands for the letter, which is made anew for every drawing
  }, [lab, run, at, events, asked]);
  return draft;
}
