import { useEffect, useId, useState } from 'react';
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
export function Stepper(props: Props): ReactNode {
  const { label, value, min, max, onChange } = props;
  const { text, isRefused, type, commit, onKeyDown } = useTyping(props);
  const refusal = useId();
  return (
    <>
      <span className={isRefused ? 'stepper is-refused' : 'stepper'}>
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
          aria-invalid={isRefused}
          aria-describedby={isRefused ? refusal : undefined}
          value={text}
          onChange={(event) => type(event.target.value)}
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
      {isRefused && (
        <span id={refusal} className="refusal" role="alert">
          Only whole numbers from {min} to {max}. It is still {value}.
        </span>
      )}
    </>
  );
}

type Typing = {
  readonly text: string;
  /** What was typed last is no number that may stand here: said beside the field until the next edit. */
  readonly isRefused: boolean;
  readonly type: (text: string) => void;
  readonly commit: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
};

function useTyping({ value, min, max, onChange }: Props): Typing {
  const [text, setText] = useState(String(value));
  const [isRefused, setRefused] = useState(false);
  const reset = (): void => {
    setText(String(value));
    setRefused(false);
  };
  useEffect(reset, [value]);
  const type = (typed: string): void => {
    setText(typed);
    setRefused(false);
  };
  const commit = (): void => {
    // Decimal digits only: "1e9" and "0x10" are numbers to a program, and typing errors of a person.
    const typed = /^\d+$/.test(text.trim()) ? Number(text) : NaN;
    const isFine = typed >= min && typed <= max;
    setRefused(!isFine);
    if (isFine && typed !== value) onChange(typed);
    if (typed === value) reset();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') commit();
    if (event.key === 'Escape') reset();
    if (event.key === 'ArrowUp' && value < max) onChange(value + 1);
    if (event.key === 'ArrowDown' && value > min) onChange(value - 1);
  };
  return { text, isRefused, type, commit, onKeyDown };
}
