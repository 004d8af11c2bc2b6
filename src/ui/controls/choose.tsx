import type { ReactNode } from 'react';

export type Option = { readonly value: string; readonly text: string };

type Props = {
  readonly label: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChange: (value: string) => void;
  readonly className?: string;
};

/** A native select: it brings keyboard, screen readers and phones with it. */
export function Choose({ label, value, options, onChange, className = '' }: Props): ReactNode {
  return (
    <select
      className={`choose ${className}`}
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.text}
        </option>
      ))}
    </select>
  );
}
