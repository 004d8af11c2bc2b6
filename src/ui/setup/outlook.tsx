import type { ReactNode } from 'react';
import type { ProcessId } from '../../core/model/index.ts';
import { SentenceText } from '../explain/sentence.tsx';
import { usePlayback, useRecording } from '../lab-context.ts';

/** Beside a fault whose plan cannot succeed in this council: why not. Of a cabal, at its first member. */
export function Outlook({ id }: { id: ProcessId }): ReactNode {
  const sentence = useRecording(
    ({ explained }) =>
      explained?.explanation.outlooks.find(({ replicas }) => replicas[0] === id)?.sentence ?? null,
  );
  // That a plan fails is something of the future.
  const hides = usePlayback((playback) => playback.hidesFuture);
  if (sentence === null || hides) return null;
  return (
    <p className="hint outlook">
      <SentenceText sentence={sentence} />
    </p>
  );
}

/** Of a large council, whose rows have no room for them. */
export function Outlooks(): ReactNode {
  const outlooks = useRecording(({ explained }) => explained?.explanation.outlooks ?? []);
  return outlooks.map(({ replicas: [first = 0] }) => <Outlook key={first} id={first} />);
}
