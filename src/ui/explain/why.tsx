import type { ReactNode } from 'react';
import type { Sentence } from '../../core/model/index.ts';
import { useRecording } from '../lab-context.ts';
import { SentenceText } from './sentence.tsx';

/** The explaining voice: what happened last and why, and why what people wait for has not happened. */
export function WhySection(): ReactNode {
  const explanation = useRecording((recording) => recording.explained?.explanation ?? null);
  return (
    <section className="section why" aria-labelledby="why-title">
      <h2 id="why-title">What is happening, and why</h2>
      {explanation ? (
        <div className="voice">
          <p className="voice-headline">
            <SentenceText sentence={explanation.headline} />
          </p>
          <Sentences sentences={explanation.happened} />
          {explanation.whyNot.length > 0 && (
            <p>
              <b>And now?</b> <SentenceList sentences={explanation.whyNot} />
            </p>
          )}
        </div>
      ) : (
        <p className="hint">The council is taking its seats.</p>
      )}
    </section>
  );
}

function Sentences({ sentences }: { sentences: readonly Sentence[] }): ReactNode {
  if (sentences.length === 0) return null;
  return (
    <p>
      <SentenceList sentences={sentences} />
    </p>
  );
}

function SentenceList({ sentences }: { sentences: readonly Sentence[] }): ReactNode {
  return sentences.map((sentence, index) => (
    <span key={index}>
      <SentenceText sentence={sentence} />{' '}
    </span>
  ));
}
