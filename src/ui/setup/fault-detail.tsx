import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { MarkView } from '../../core/model/index.ts';
import type { Choice } from '../../store/edits.ts';
import { ObeyedWords } from '../controls/obeyed-words.tsx';
import { useCatalog } from '../lab-context.ts';
import { tacticsOf } from './choices.ts';
import { TacticFields } from './tactic-fields.tsx';

type Props = {
  readonly name: string;
  readonly mark: MarkView;
  /** What it obeys came to it in a request or a proposal, and is not set here. */
  readonly hasFoundText: boolean;
  readonly onChoose: (choice: Choice) => void;
};

/** The second line of a roster entry: which tactic with which options, or what an injected replica reads. */
export function FaultDetail({ name, mark, hasFoundText, onChoose }: Props): ReactNode {
  const catalog = useCatalog();
  if (mark.kind === 'prompt-injected') {
    return hasFoundText ? (
      <div className="roster-detail hint">
        Turned by what it read. <ObeyedWords mark={mark} />
      </div>
    ) : (
      <InjectedText name={name} mark={mark} onChoose={onChoose} />
    );
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

function InjectedText({ name, mark, onChoose }: Omit<Props, 'hasFoundText'>): ReactNode {
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
