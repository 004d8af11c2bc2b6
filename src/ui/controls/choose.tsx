import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

export type Option = {
  readonly value: string;
  readonly text: string;
  readonly title?: string;
  /** Neighbours of one group stand under its name. */
  readonly group?: string;
};

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
        {grouped(options).map(({ group, members }) =>
          group === '' ? (
            members.map(entry)
          ) : (
            <optgroup key={group} label={group}>
              {members.map(entry)}
            </optgroup>
          ),
        )}
      </select>
      <Icon name="chevron" size={12} />
    </span>
  );
}

function entry(option: Option): ReactNode {
  return (
    <option key={option.value} value={option.value} title={option.title}>
      {option.text}
    </option>
  );
}

type Group = { readonly group: string; readonly members: Option[] };

function grouped(options: readonly Option[]): readonly Group[] {
  const groups: Group[] = [];
  for (const option of options) {
    const { group = '' } = option;
    const last = groups.at(-1);
    if (last?.group === group) last.members.push(option);
    else groups.push({ group, members: [option] });
  }
  return groups;
}
