import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { MessageCount, Moment } from '../../core/model/index.ts';
import { presentSeq } from '../../store/jumps.ts';
import { explainedMoment } from '../../store/explained.ts';
import { showFailure } from '../../store/notices.ts';
import { placeOf } from '../../store/playback.ts';
import { figure } from '../../viz/figure.ts';
import { timeWords } from '../../viz/time-words.ts';
import { Glyph } from '../controls/glyph.tsx';
import { useLab, usePlayback, useProtocol, useRecording, useTerms } from '../lab-context.ts';
import { SentenceText } from './sentence.tsx';

/** What the decision in work has cost in messages, beside what the formula of the normal case says. */
export function MessageCountSection(): ReactNode {
  const counted = useCount();
  const messages = useProtocol()?.messages ?? {};
  const { slot } = useTerms();
  if (counted === null || counted.count.expected === 0) return null;
  const { count } = counted;
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
              <td>{formula === '' ? '' : figure(expected)}</td>
              <td>{figure(sent)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All</th>
            <td />
            <td>{figure(count.expected)}</td>
            <td>{figure(count.sent)}</td>
          </tr>
        </tfoot>
      </table>
      {count.differences.map((sentence, index) => (
        <p key={index} className="hint">
          <SentenceText sentence={sentence} />
        </p>
      ))}
      <UpTo counted={counted} />
    </section>
  );
}

/** A count, and the moment up to which it counts. */
type Counted = {
  readonly run: number;
  readonly moment: Moment;
  readonly count: MessageCount;
};

/**
 * Asked for wherever the explanation has come to. The answer of an earlier moment counts until a newer one is there: while a large
 * council is played answers are always late, and none would ever be seen.
 */
function useCount(): Counted | null {
  const lab = useLab();
  const run = useRecording((recording) => recording.run);
  const timeline = useRecording((recording) => recording.timeline);
  const moment = useRecording(explainedMoment);
  const seq = usePlayback((playback) =>
    timeline ? presentSeq(timeline, placeOf(playback)) : null,
  );
  const [counted, setCounted] = useState<Counted | null>(null);
  useEffect(() => {
    if (seq === null || moment === null) return;
    lab.engine
      .ask('count', { run, place: moment, seq })
      .then((outcome) => {
        if (outcome.status === 'done') setCounted({ run, moment, count: outcome.value });
      })
      .catch((error: unknown) => showFailure(lab, error));
  }, [lab, run, moment, seq]);
  return counted?.run === run ? counted : null;
}

/** So far behind the playhead, in median delays, a count is said to be late; less is the time that any answer takes. */
const LATE = 0.3;

/** What was counted, and up to when. */
function UpTo({ counted: { count, moment } }: { readonly counted: Counted }): ReactNode {
  const late = useRecording(({ timeline }) => LATE * (timeline?.medianDelay ?? 0));
  const isBehind = usePlayback(({ at }) => Math.abs(at - moment.at) > late);
  // Where nothing happens the playhead goes on, and the count is right all the same.
  const isOpen = useRecording(
    ({ explained, isExplaining }) => isExplaining || explained?.moment !== moment,
  );
  const messages = count.ofRun === 1 ? '1 message' : `${figure(count.ofRun)} messages`;
  return (
    <p className="hint" data-testid="count-of-run">
      {messages} in the whole run up to {timeWords(moment.at)}
      {isBehind && isOpen ? '; still counting …' : '.'}
    </p>
  );
}
