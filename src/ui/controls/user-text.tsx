import type { ReactNode } from 'react';
import { visible } from '../../viz/text.ts';

/** What a person wrote: kept apart from the words around it, whichever way it runs. */
export function UserText({ children }: { children: string }): ReactNode {
  return <bdi>{visible(children)}</bdi>;
}

/** Our own words with a person's in quotation marks. */
export function QuotingText({ children }: { children: string }): ReactNode {
  return children
    .split('"')
    .map((part, index) =>
      index % 2 === 1 ? (
        <bdi key={index}>&quot;{visible(part)}&quot;</bdi>
      ) : (
        <span key={index}>{visible(part)}</span>
      ),
    );
}
