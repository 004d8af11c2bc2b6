import type { ReactNode } from 'react';
import type { AblationInfo, Clause } from '../../../core/model/index.ts';

/** The clause of the paper that a rule stands for. */
export function ClauseLine({ clause }: { clause: Clause }): ReactNode {
  return (
    <p className="hunt-clause">
      <b>{clause.id}</b> {clause.text} <span className="hunt-source">{sourceOf(clause)}</span>
    </p>
  );
}

function sourceOf({ source }: Clause): string {
  return source === '' ? 'Not in the papers: left to whoever builds it.' : source;
}

/** Whether every word that is sought stands in a rule: in its id, in what is missing, in its clause, or in what else is said of it. */
export function matches(
  sought: string,
  id: string,
  { missing, clause }: AblationInfo,
  more = '',
): boolean {
  const text = `${id} ${missing} ${clause.id} ${clause.text} ${clause.source} ${more}`;
  return sought
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.toLowerCase().includes(word));
}
