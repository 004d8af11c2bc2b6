import { useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';

type Props = {
  readonly label: string;
  readonly name: string;
  /** Once it is finished: on Enter and when the field is left. */
  readonly onChange: (name: string) => void;
  readonly placeholder?: string;
};

/** A name that is edited in its place. Escape brings the old one back. */
export function NameField({ label, name, onChange, placeholder }: Props): ReactNode {
  const [draft, setDraft] = useState<string | null>(null);
  const finish = (): void => {
    if (draft !== null && draft !== name) onChange(draft);
    setDraft(null);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter') event.currentTarget.blur();
    if (event.key !== 'Escape' || draft === null) return;
    event.stopPropagation();
    setDraft(null);
  };
  return (
    <input
      type="text"
      className="field name-field"
      aria-label={label}
      value={draft ?? name}
      maxLength={80}
      placeholder={placeholder}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={finish}
      onKeyDown={press}
    />
  );
}
