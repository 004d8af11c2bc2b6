import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { ComparedRow, ComparePage, EventRow } from '../../core/model/index.ts';
import { seek } from '../../store/travel.ts';
import { SentenceText } from '../explain/sentence.tsx';
import { useLab, usePlayback } from '../lab-context.ts';
import { milliseconds } from '../time.ts';

/** What both have stands once in each column; what one has alone, or at another time, is marked by a sign and in words. */
export function CompareRows({ page }: { page: ComparePage | null }): ReactNode {
  const at = usePlayback((playback) => Math.floor(playback.at));
  const hides = usePlayback((playback) => playback.hidesFuture);
  const view = useRef<HTMLDivElement>(null);
  const rows = page?.rows.filter((row) => !hides || row.at <= at) ?? [];
  const last = rows.findLastIndex((row) => row.at <= at);
  useEffect(() => {
    const row = view.current?.children[last];
    if (!(row instanceof HTMLElement) || !view.current) return;
    view.current.scrollTop = row.offsetTop - view.current.clientHeight * 0.6;
  }, [last, page]);
  if (page !== null && rows.length === 0) {
    return <p className="hint">Nothing behind the place where they part is like that.</p>;
  }
  return (
    <div ref={view} className="compare-rows" role="table" tabIndex={0} aria-label="Events of both">
      {rows.map((row) => (
        <Line key={`${row.a?.event ?? ''} ${row.b?.event ?? ''}`} row={row} isAhead={row.at > at} />
      ))}
    </div>
  );
}

function Line({ row, isAhead }: { row: ComparedRow; isAhead: boolean }): ReactNode {
  const lab = useLab();
  return (
    <div
      role="row"
      className={`compare-row is-${row.state} ${isAhead ? 'is-ahead' : ''}`}
      onClick={() => {
        lab.playback.setState({ isPlaying: false });
        seek(lab, row.at);
      }}
    >
      <Cell row={row.a} how={row.a ? wordsOf(row, 'B') : ''} />
      <span role="cell" className="compare-time">
        {milliseconds(row.at)}
      </span>
      <Cell row={row.b} how={row.b ? wordsOf(row, 'A') : ''} />
    </div>
  );
}

function Cell({ row, how }: { row: EventRow | null; how: string }): ReactNode {
  return (
    <span role="cell" className="compare-cell">
      {row && (
        <>
          {how !== '' && <b className="compare-how">{how}</b>}
          <SentenceText sentence={row.sentence} />
        </>
      )}
    </span>
  );
}

function wordsOf({ state, later }: ComparedRow, other: string): string {
  if (state === 'same') return '';
  if (state === 'only') return `not in ${other}: `;
  const distance = milliseconds(Math.abs(later));
  return `in ${other} ${distance} ${later > 0 ? 'later' : 'earlier'}: `;
}
