import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

export type Option = { readonly value: string; readonly text: string; readonly title?: string };

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
    <span className={`choose ${className}`}>
      <select aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value} title={option.title}>
            {option.text}
          </option>
        ))}
      </select>
      <Icon name="chevron" size={12} />
    </span>
  );
}
