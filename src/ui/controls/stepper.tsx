import { useEffect, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Icon } from './icon.tsx';

type Props = {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
};

/** A whole number with a button on either side; the number itself can be typed. */
export function Stepper({ label, value, min, max, onChange }: Props): ReactNode {
  const [text, setText] = useState(String(value));
  useEffect(() => setText(String(value)), [value]);
  const commit = (): void => {
    const typed = Number(text);
    const isFine = text.trim() !== '' && Number.isInteger(typed) && typed >= min && typed <= max;
    if (isFine && typed !== value) onChange(typed);
    else setText(String(value));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') commit();
    if (event.key === 'ArrowUp' && value < max) onChange(value + 1);
    if (event.key === 'ArrowDown' && value > min) onChange(value - 1);
  };
  return (
    <span className="stepper">
      <button
        type="button"
        aria-label={`Fewer: ${label}`}
        disabled={value <= min}
        onClick={() => onChange(value - 1)}
      >
        <Icon name="minus" size={12} />
      </button>
      <input
        type="text"
        inputMode="numeric"
        aria-label={`${label}, ${min} to ${max}`}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
      <button
        type="button"
        aria-label={`More: ${label}`}
        disabled={value >= max}
        onClick={() => onChange(value + 1)}
      >
        <Icon name="plus" size={12} />
      </button>
    </span>
  );
}
