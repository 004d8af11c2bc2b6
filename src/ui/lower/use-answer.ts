/** What a panel asks the engine, kept until there is a newer answer. */
import { useEffect, useRef, useState } from 'react';
import type { Outcome } from '../../worker/messages.ts';
import { showFailure } from '../../store/notices.ts';
import { isSettled } from '../../store/settled.ts';
import { useLab, useRecording } from '../lab-context.ts';

type Asking<T> = (() => Promise<Outcome<T>>) | null;
type Held<T> = { readonly ask: Asking<T>; readonly value: T };

/**
 * `ask` is the question: another function is another question, so callers memoize it. It is asked again while the recording grows.
 * Until the answer is there the last one is given, so that nothing flickers.
 */
export function useAnswer<T>(ask: Asking<T>): T | null {
  const lab = useLab();
  const [held, setHeld] = useState<Held<T> | null>(null);
  const growth = useRecording(({ timeline }) =>
    timeline !== null && isSettled(timeline) ? -1 : (timeline?.events ?? 0),
  );
  const latest = useRef<Asking<T>>(null);
  useEffect(() => {
    latest.current = ask;
    if (!ask) return;
    ask()
      .then((outcome) => {
        if (outcome.status === 'done' && latest.current === ask)
          setHeld({ ask, value: outcome.value });
      })
      .catch((error: unknown) => showFailure(lab, error));
  }, [lab, ask, growth]);
  return ask === null ? null : (held?.value ?? null);
}
