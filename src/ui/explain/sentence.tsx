import { Fragment } from 'react';
import type { ReactNode } from 'react';
import type { Sentence as Spans, Span, ValueInfo } from '../../core/model/index.ts';
import type { LinkedSpan } from '../../store/mentions.ts';
import { Term } from '../controls/term.tsx';
import { useWords, worded } from '../use-words.ts';
import { visible } from '../../core/base/visible.ts';
import { createNamer, YOU } from '../../viz/names.ts';
import type { Namer } from '../../viz/names.ts';
import { toneOfLetter } from '../../viz/values.ts';
import { QuotingText, UserText } from '../controls/user-text.tsx';
import { useHistory, useRecording } from '../lab-context.ts';

/** A sentence of the narrator, with its values as tiles and its processes by name. */
export function SentenceText({ sentence }: { sentence: Spans }): ReactNode {
  const values = useRecording((recording) => recording.timeline?.values ?? []);
  const namer = useNamer();
  const reword = useWords();
  return <SpansText spans={worded(sentence, reword)} values={values} namer={namer} />;
}

type SpansProps = {
  readonly spans: Spans;
  readonly values: readonly ValueInfo[];
  readonly namer: Namer;
};

/** The same of a run that is not the open one. It is worded already. */
export function SpansText({ spans, values, namer }: SpansProps): ReactNode {
  return spans.map((span, index) => (
    <Fragment key={index}>{spanOf(span, values, naming(namer, spans[index - 1]))}</Fragment>
  ));
}

/** The same with links to the glossary. It is worded already. */
export function LinkedText({ spans }: { spans: readonly LinkedSpan[] }): ReactNode {
  const values = useRecording((recording) => recording.timeline?.values ?? []);
  const namer = useNamer();
  return spans.map((span, index) =>
    typeof span === 'object' && 'term' in span ? (
      <Term key={index} id={span.term}>
        {span.text}
      </Term>
    ) : (
      <Fragment key={index}>{spanOf(span, values, naming(namer, spans[index - 1]))}</Fragment>
    ),
  );
}

/** What a process is called behind this part of a sentence, or at its beginning. */
function naming(namer: Namer, before: LinkedSpan | undefined): Namer {
  const isFirst = before === undefined || (typeof before === 'string' && before.endsWith('. '));
  return (process) => {
    const name = namer(process);
    if (name !== YOU) return name;
    return isFirst ? 'Your client' : 'your client';
  };
}

/** What processes are called in the present council. */
export function useNamer(): Namer {
  const n = useHistory((history) => history.present?.scenario.replicas ?? 0);
  const clients = useHistory((history) => history.present?.scenario.workload.clients ?? 0);
  return createNamer({ n, clients });
}

function spanOf(span: Span, values: readonly ValueInfo[], namer: Namer): ReactNode {
  if (typeof span === 'string') return <QuotingText>{span}</QuotingText>;
  if ('value' in span) return <ValueTile value={values[span.value]} />;
  if ('process' in span) return <b className="process">{namer(span.process)}</b>;
  return (
    <mark>
      <UserText>{span.obeyed}</UserText>
    </mark>
  );
}

/** The one way in which a value is named in text: its letter on its colour, or its words where nothing competes with it. */
export function ValueTile({ value }: { value: ValueInfo | undefined }): ReactNode {
  if (!value) return 'a value';
  if (value.letter === '') {
    return (
      <span className="value-words">
        “<UserText>{value.label}</UserText>”
      </span>
    );
  }
  return (
    <span className={`value-tile ${toneOfLetter(value.letter)}`} title={visible(value.label)}>
      {value.letter}
    </span>
  );
}

/** A sentence as plain text, for the narrator that is read out. */
export function plainText(sentence: Spans, values: readonly ValueInfo[], namer: Namer): string {
  const words = sentence
    .map((span, index) => {
      if (typeof span === 'string') return span;
      if ('value' in span) {
        const value = values[span.value];
        return value ? `${value.letter} ${value.label}`.trim() : 'a value';
      }
      return 'process' in span
        ? naming(namer, sentence[index - 1])(span.process)
        : `“${span.obeyed}”`;
    })
    .join('');
  return visible(words);
}
