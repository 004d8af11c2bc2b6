import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { MessageCount } from '../../core/model/index.ts';
import { presentSeq } from '../../store/jumps.ts';
import { showFailure } from '../../store/notices.ts';
import { placeOf } from '../../store/playback.ts';
import { Glyph } from '../controls/glyph.tsx';
import { useLab, usePlayback, useProtocol, useRecording, useTerms } from '../lab-context.ts';
import { SentenceText } from './sentence.tsx';

/** What the decision in work has cost in messages, beside what the formula of the normal case says. */
export function MessageCountSection(): ReactNode {
  const count = useCount();
  const messages = useProtocol()?.messages ?? {};
  const { slot } = useTerms();
  if (count === null || count.expected === 0) return null;
  return (
    <section className="section" aria-labelledby="count-title">
      <h2 id="count-title">
        Messages{' '}
        <span className="end">
          {slot} {count.seq}
        </span>
      </h2>
      <table className="count">
        <thead>
          <tr>
            <th scope="col">Kind</th>
            <th scope="col">Formula</th>
            <th scope="col">Normal</th>
            <th scope="col">Sent</th>
          </tr>
        </thead>
        <tbody>
          {count.kinds.map(({ type, formula, expected, sent }) => (
            <tr key={type} data-differs={sent > expected ? 'true' : undefined}>
              <th scope="row">
                {messages[type] && <Glyph kind={messages[type].glyph} />}{' '}
                {messages[type]?.label ?? type}
              </th>
              <td>{formula}</td>
              <td>{formula === '' ? '' : expected}</td>
              <td>{sent}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All</th>
            <td />
            <td>{count.expected}</td>
            <td>{count.sent}</td>
          </tr>
        </tfoot>
      </table>
      {count.differences.map((sentence, index) => (
        <p key={index} className="hint">
          <SentenceText sentence={sentence} />
        </p>
      ))}
      <p className="hint" data-testid="count-of-run">
        {count.ofRun === 1 ? '1 message' : `${count.ofRun} messages`} in the whole run so far.
      </p>
    </section>
  );
}

function useCount(): MessageCount | null {
  const lab = useLab();
  const run = useRecording((recording) => recording.run);
  const timeline = useRecording((recording) => recording.timeline);
  const moment = useRecording((recording) => recording.explained?.moment ?? null);
  const seq = usePlayback((playback) =>
    timeline ? presentSeq(timeline, placeOf(playback)) : null,
  );
  const [count, setCount] = useState<MessageCount | null>(null);
  useEffect(() => {
    if (seq === null || moment === null) return undefined;
    let isWanted = true;
    lab.engine
      .ask('count', { run, place: moment, seq })
      .then((outcome) => {
        if (isWanted && outcome.status === 'done') setCount(outcome.value);
      })
      .catch((error: unknown) => showFailure(lab, error));
    return () => {
      isWanted = false;
    };
  }, [lab, run, moment, seq]);
  return count;
}
