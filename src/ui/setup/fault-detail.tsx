import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { MarkView } from '../../core/model/index.ts';
import type { Choice } from '../../store/edits.ts';
import { visible } from '../../viz/text.ts';
import { useCatalog } from '../lab-context.ts';
import { tacticsOf } from './choices.ts';
import { TacticFields } from './tactic-fields.tsx';

type Props = {
  readonly name: string;
  readonly mark: MarkView;
  readonly onChoose: (choice: Choice) => void;
};

/** The second line of a roster entry: which tactic with which options, or what an injected replica reads. */
export function FaultDetail({ name, mark, onChoose }: Props): ReactNode {
  const catalog = useCatalog();
  if (mark.kind === 'prompt-injected') {
    return <InjectedText name={name} mark={mark} onChoose={onChoose} />;
  }
  const { kind } = mark;
  if (kind !== 'lying' && kind !== 'colluding') return null;
  return (
    <div className="roster-detail">
      <TacticFields
        name={name}
        tactics={tacticsOf(catalog, kind)}
        choice={mark}
        onChoose={(choice) => onChoose({ kind, ...choice })}
      />
    </div>
  );
}

function InjectedText({ name, mark, onChoose }: Props): ReactNode {
  const [text, setText] = useState(mark.text);
  useEffect(() => setText(mark.text), [mark.text]);
  const commit = (): void => {
    if (text !== mark.text) onChoose({ kind: 'prompt-injected', text });
  };
  return (
    <div className="roster-detail">
      <textarea
        aria-label={`Text that ${name} reads`}
        dir="auto"
        rows={2}
        maxLength={1000}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={commit}
      />
      <p className="hint">{mark.turned ? <ObeyedWords mark={mark} /> : 'Holds nothing to obey.'}</p>
    </div>
  );
}

/** The text as it was read, with the words that were obeyed marked. */
function ObeyedWords({ mark }: { mark: MarkView }): ReactNode {
  const pieces: ReactNode[] = [];
  let end = 0;
  for (const [start, stop] of mark.obeyed) {
    pieces.push(visible(mark.text.slice(end, start)));
    pieces.push(<mark key={start}>{visible(mark.text.slice(start, stop))}</mark>);
    end = stop;
  }
  pieces.push(visible(mark.text.slice(end)));
  return (
    <>
      Obeys: “<bdi>{pieces}</bdi>”
    </>
  );
}
