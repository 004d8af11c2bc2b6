import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { MessageCard } from '../../core/model/index.ts';
import type { TouchChoice } from '../../store/touch.ts';
import { Choose } from '../controls/choose.tsx';
import { useWords } from '../use-words.ts';

type Props = {
  readonly parts: MessageCard['parts'];
  readonly onTamper: (choice: TouchChoice) => void;
};

const LABELS: Readonly<Record<string, string>> = {
  sig: 'signature',
  seq: 'sequence number',
  replica: 'sender named in it',
  digest: 'value (digest)',
  operation: 'order',
};

/** Which field, and what it then says; nothing typed flips one bit of it. */
export function TamperForm({ parts, onTamper }: Props): ReactNode {
  const reword = useWords();
  const form = useRef<HTMLFormElement>(null);
  const [chosen, setChosen] = useState('');
  const [typed, setTyped] = useState('');
  // On a phone it opens below what is seen.
  useEffect(() => {
    form.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const part = parts.find(({ field }) => field === chosen) ?? parts[0];
  if (part === undefined) return <p className="hint">It holds nothing that could be replaced.</p>;
  const isNumber = typeof part.value === 'number';
  const isFine = typed === '' || !isNumber || (/^-?\d{1,15}$/.test(typed) && isNumber);
  const tamper = (): void => {
    const value = isNumber ? Number(typed) : typed;
    onTamper({ do: 'tamper', field: part.field, ...(typed === '' ? {} : { value }) });
  };
  return (
    <form
      ref={form}
      className="touch-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isFine) tamper();
      }}
    >
      <Choose
        label="Field to tamper with"
        value={part.field}
        options={parts.map(({ field }) => ({ value: field, text: reword(labelOf(field)) }))}
        onChange={(field) => {
          setChosen(field);
          setTyped('');
        }}
      />
      <input
        type="text"
        aria-label="What it says instead"
        aria-invalid={!isFine}
        dir="auto"
        maxLength={1000}
        placeholder={String(part.value)}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <button type="submit" className="button button-line" disabled={!isFine}>
        {typed === '' ? 'Flip a bit' : 'Replace'}
      </button>
      <p className="hint">
        {isFine
          ? 'The bytes change and the old signature stays, so that receivers reject it.'
          : 'Only a whole number may stand there.'}
      </p>
    </form>
  );
}

function labelOf(field: string): string {
  if (field.startsWith('requests.')) return `order ${Number(field.split('.')[1]) + 1} in it`;
  return LABELS[field] ?? field;
}
