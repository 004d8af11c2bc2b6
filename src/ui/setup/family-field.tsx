import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Choose } from '../controls/choose.tsx';

/** Stands in the chooser for replicas that differ. */
const MIXED = '*';
/** A name cannot begin with it. */
const ANOTHER = '+';

type Props = {
  /** Whose family it is. */
  readonly name: string;
  /** Null: they differ. */
  readonly family: string | null;
  readonly families: readonly string[];
  /** Resolves once the family is another one, or the name was refused. */
  readonly onChoose: (family: string) => Promise<void>;
};

/** A family of agents, one of those that there are or another by its name. */
export function FamilyField({ name, family, families, onChoose }: Props): ReactNode {
  const [isNaming, setNaming] = useState(false);
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => setNaming(false), [family]);
  const backToChooser = (): void => place.current?.querySelector('select')?.focus();
  const options = [
    { value: '', text: 'own model' },
    ...families.map((each) => ({ value: each, text: each })),
    ...(family === null ? [{ value: MIXED, text: 'mixed' }] : []),
    { value: ANOTHER, text: 'another…' },
  ];
  return (
    <>
      <span ref={place} className="family-field">
        <Choose
          label={`Family of ${name}`}
          value={isNaming ? ANOTHER : (family ?? MIXED)}
          options={options}
          onChange={(value) => {
            setNaming(value === ANOTHER);
            if (value !== MIXED && value !== ANOTHER) void onChoose(value);
          }}
        />
      </span>
      {isNaming && (
        <NewFamily
          name={name}
          onName={(typed) => {
            // A refused name stays to be mended; the refusal says what is allowed.
            if (typed === '' || typed === family) setNaming(false);
            else void onChoose(typed);
          }}
          onLeave={backToChooser}
        />
      )}
    </>
  );
}

type NewProps = {
  readonly name: string;
  readonly onName: (typed: string) => void;
  /** The keyboard is done with the field. */
  readonly onLeave: () => void;
};

function NewFamily({ name, onName, onLeave }: NewProps): ReactNode {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Escape') event.currentTarget.value = '';
    if (event.key !== 'Escape' && event.key !== 'Enter') return;
    // The chooser that has the focus next would open on the same press.
    event.preventDefault();
    onLeave();
  };
  return (
    <input
      ref={field}
      type="text"
      className="text-field new-family"
      dir="auto"
      aria-label={`Name of another family for ${name}`}
      placeholder="name of the family"
      maxLength={24}
      onKeyDown={onKeyDown}
      onBlur={(event) => onName(event.currentTarget.value.trim())}
    />
  );
}
