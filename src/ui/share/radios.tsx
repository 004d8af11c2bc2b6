import { useId } from 'react';
import type { ReactNode } from 'react';

type Props<T extends string> = {
  readonly legend: string;
  readonly value: T;
  readonly options: readonly (readonly [value: T, text: string])[];
  readonly disabled?: readonly T[];
  readonly onChange: (value: T) => void;
};

/** One of a few: all of them to be seen at once. */
export function Radios<T extends string>({
  legend,
  value,
  options,
  disabled = [],
  onChange,
}: Props<T>): ReactNode {
  const name = useId();
  return (
    <fieldset className="radios">
      <legend>{legend}</legend>
      {options.map(([option, text]) => (
        <label key={option}>
          <input
            type="radio"
            name={name}
            checked={option === value}
            disabled={disabled.includes(option)}
            onChange={() => onChange(option)}
          />
          {text}
        </label>
      ))}
    </fieldset>
  );
}
