import type { ReactNode } from 'react';
import { QUOTED } from '../../store/reword.ts';
import { visible } from '../../core/base/visible.ts';

/** What a person wrote: kept apart from the words around it, whichever way it runs. */
export function UserText({ children }: { children: string }): ReactNode {
  return <bdi>{visible(children)}</bdi>;
}

/** Our own words with a person's in quotation marks. Those are kept apart; ours keep a number with what it is counted of. */
export function QuotingText({ children }: { children: string }): ReactNode {
  return children
    .split(QUOTATION)
    .map((part, index) =>
      index % 2 === 1 ? (
        <bdi key={index}>{visible(part)}</bdi>
      ) : (
        <OwnText key={index}>{visible(part)}</OwnText>
      ),
    );
}

function OwnText({ children }: { children: string }): ReactNode {
  return children.split(COUNT).map((part, index) =>
    index % 2 === 1 ? (
      <span key={index} className="together">
        {part}
      </span>
    ) : (
      <span key={index}>{part}</span>
    ),
  );
}

const QUOTATION = new RegExp(`(${QUOTED})`);

/** "2 of 3", "12.5 ms", "2q − n", "PRE-PREPARE": no line ends within one. */
const COUNT = /(\(?\d[\d.,]*(?: of \d+| (?:ms|µs|s)\b)[).,;:]*|2q − n|\b[A-Z]+(?:-[A-Z]+)+)/;
