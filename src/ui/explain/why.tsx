import type { ReactNode } from 'react';
import type { Sentence } from '../../core/model/index.ts';
import { usePlayback, useRecording } from '../lab-context.ts';
import { SentenceText } from './sentence.tsx';

/** The explaining voice: what happened last and why, and why what people wait for has not happened. */
export function WhySection(): ReactNode {
  const explanation = useRecording((recording) => recording.explained?.explanation ?? null);
  const hides = usePlayback((playback) => playback.hidesFuture);
  const whyNot = (hides ? explanation?.soFar : explanation?.whyNot) ?? [];
  const isExplaining = useRecording((recording) => recording.isExplaining);
  return (
    <section className="section why" aria-labelledby="why-title" aria-busy={isExplaining}>
      <h2 id="why-title">What is happening, and why</h2>
      {explanation ? (
        <div className="voice">
          <p className="voice-headline">
            <SentenceText sentence={explanation.headline} />
          </p>
          <Sentences sentences={explanation.happened} />
          {whyNot.length > 0 && (
            <>
              <h3>And now?</h3>
              <Sentences sentences={whyNot} />
            </>
          )}
        </div>
      ) : (
        <p className="hint">The council is taking its seats.</p>
      )}
    </section>
  );
}

/** So many sentences are read at a glance; the rest waits behind a click. */
const SHOWN_MAX = 4;

function Sentences({ sentences }: { sentences: readonly Sentence[] }): ReactNode {
  const rest = sentences.slice(SHOWN_MAX);
  return (
    <>
      {sentences.slice(0, SHOWN_MAX).map(toParagraph)}
      {rest.length > 0 && (
        <details>
          <summary>{rest.length} more</summary>
          {rest.map(toParagraph)}
        </details>
      )}
    </>
  );
}

function toParagraph(sentence: Sentence, index: number): ReactNode {
  return (
    <p key={index}>
      <SentenceText sentence={sentence} />
    </p>
  );
}
