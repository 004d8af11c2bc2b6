import type { ReactNode } from 'react';
import type { Explanation } from '../../core/model/index.ts';
import type { LinkedSpan } from '../../store/mentions.ts';
import { usePlayback, useRecording } from '../lab-context.ts';
import { useLinked } from '../use-words.ts';
import { LinkedText } from './sentence.tsx';

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
        <Told explanation={explanation} whyNot={whyNot} />
      ) : (
        <p className="hint">The council is taking its seats.</p>
      )}
    </section>
  );
}

function Told({
  explanation,
  whyNot,
}: {
  explanation: Explanation;
  whyNot: Explanation['whyNot'];
}): ReactNode {
  const { headline, happened } = explanation;
  const told = useLinked([headline, ...happened, ...whyNot]);
  return (
    <div className="voice">
      <p className="voice-headline">
        <LinkedText spans={told[0] ?? []} />
      </p>
      <Sentences sentences={told.slice(1, 1 + happened.length)} />
      {whyNot.length > 0 && (
        <>
          <h3>And now?</h3>
          <Sentences sentences={told.slice(1 + happened.length)} />
        </>
      )}
    </div>
  );
}

/** So many sentences are read at a glance; the rest waits behind a click. */
const SHOWN_MAX = 4;

function Sentences({ sentences }: { sentences: readonly (readonly LinkedSpan[])[] }): ReactNode {
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

function toParagraph(spans: readonly LinkedSpan[], index: number): ReactNode {
  return (
    <p key={index}>
      <LinkedText spans={spans} />
    </p>
  );
}
