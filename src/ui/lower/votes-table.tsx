import { useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { markWord } from '../../viz/marks.ts';
import type { VoteCell } from '../../viz/votes/input.ts';
import type { VoteRow, VotesScene } from '../../viz/votes/scene.ts';
import { Glyph } from '../controls/glyph.tsx';
import { Crown } from '../controls/icon.tsx';
import { useNamer } from '../explain/sentence.tsx';
import { useLab, useSelection, useTerms } from '../lab-context.ts';
import { useWords } from '../use-words.ts';
import { BLOCK_TITLES } from './votes-words.ts';

type Props = {
  readonly scene: VotesScene;
  readonly q: number;
  readonly onSelect: (cell: VoteCell) => void;
};

/** The cell that the arrow keys have come to: row, then column over all blocks. */
type Focus = { readonly row: number; readonly column: number };

/** A table with a button in each cell; one of them is in the order of tabulation, the arrow keys go from there. */
export function VotesTable({ scene, q, onSelect }: Props): ReactNode {
  const nameOf = useNamer();
  const { hasQuorums } = useTerms();
  const reword = useWords();
  const { rows, blocks } = scene;
  const [focus, setFocus] = useState<Focus>({ row: 0, column: 0 });
  const width = rows.length * blocks.length;
  return (
    <div className="votes-scroll">
      <table
        className="votes-table"
        onKeyDown={(event) => walk(event, focus, { rows: rows.length, width })}
      >
        <thead>
          <tr>
            <td />
            {blocks.map((block) => (
              <th key={block} scope="colgroup" colSpan={rows.length}>
                {reword(BLOCK_TITLES[block])}
              </th>
            ))}
            <td />
          </tr>
          <tr>
            <th scope="col">Received by</th>
            {blocks.map((block) =>
              rows.map(({ id }) => (
                <th key={`${block} ${id}`} scope="col" className={id === 0 ? 'is-first' : ''}>
                  {nameOf(id)}
                </th>
              )),
            )}
            <th scope="col">{hasQuorums ? `Quorum of ${q}` : 'So far'}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <Row
              key={row.id}
              row={row}
              scene={scene}
              focused={focus.row === index ? focus.column : -1}
              onFocus={(column) => setFocus({ row: index, column })}
              onSelect={onSelect}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type RowProps = {
  readonly row: VoteRow;
  readonly scene: VotesScene;
  readonly focused: number;
  readonly onFocus: (column: number) => void;
  readonly onSelect: (cell: VoteCell) => void;
};

function Row({ row, scene, focused, onFocus, onSelect }: RowProps): ReactNode {
  const lab = useLab();
  const nameOf = useNamer();
  const { leader } = useTerms();
  const { rows, blocks } = scene;
  const cells = blocks.flatMap((block) => rows.map(({ id }) => scene.cell(block, row.id, id)));
  return (
    <tr>
      <th scope="row">
        <button
          type="button"
          className="votes-name"
          onClick={() => lab.selection.setState({ process: row.id, message: null })}
        >
          <b>{nameOf(row.id)}</b> {row.isLeader && <Crown label={leader} />}{' '}
          <span className="soft">{markWord(row.mark).toLowerCase()}</span>
        </button>
      </th>
      {cells.map((cell, column) => (
        <td key={column} className={cell?.from === 0 ? 'is-first' : ''}>
          {cell && (
            <CellButton
              cell={cell}
              words={scene.wordsOf(cell)}
              isFocusable={focused === column}
              place={`${row.id} ${column}`}
              onFocus={() => onFocus(column)}
              onSelect={onSelect}
            />
          )}
        </td>
      ))}
      <td className="votes-tally">
        <Tally row={row} />
      </td>
    </tr>
  );
}

function Tally({ row }: { row: VoteRow }): ReactNode {
  const words = row.letter === '' ? row.words : row.words.replace(`${row.letter}: `, '');
  return (
    <>
      {row.letter !== '' && words !== row.words && (
        <span className={`value-tile ${row.tone}`}>{row.letter}</span>
      )}{' '}
      {words}
    </>
  );
}

type CellProps = {
  readonly cell: VoteCell;
  readonly words: string;
  readonly isFocusable: boolean;
  readonly place: string;
  readonly onFocus: () => void;
  readonly onSelect: (cell: VoteCell) => void;
};

function CellButton({ cell, words, isFocusable, place, onFocus, onSelect }: CellProps): ReactNode {
  const isSelected = useSelection(({ message }) => message !== null && message === cell.event);
  const className = ['vote', `is-${cell.state}`, cell.isOwn ? 'is-own' : '', cell.tone].join(' ');
  return (
    <button
      type="button"
      className={className}
      aria-label={words}
      aria-pressed={isSelected}
      title={words}
      data-cell={place}
      tabIndex={isFocusable ? 0 : -1}
      onFocus={onFocus}
      onClick={() => onSelect(cell)}
    >
      {cell.isMixed ? (
        'both'
      ) : (
        <>
          <Glyph kind={cell.glyph} tone={cell.tone} validity={cell.validity} />
          {cell.state !== 'missing' && cell.letter}
          {cell.hasRefused && <Glyph kind={cell.glyph} validity="forged-rejected" />}
        </>
      )}
    </button>
  );
}

const STEPS: Readonly<Record<string, Focus>> = {
  ArrowRight: { row: 0, column: 1 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowDown: { row: 1, column: 0 },
  ArrowUp: { row: -1, column: 0 },
};

function walk(
  event: KeyboardEvent<HTMLElement>,
  { row, column }: Focus,
  { rows, width }: { readonly rows: number; readonly width: number },
): void {
  const step = STEPS[event.key];
  if (!step) return;
  event.preventDefault();
  event.stopPropagation();
  const to = {
    row: Math.max(0, Math.min(rows - 1, row + step.row)),
    column: Math.max(0, Math.min(width - 1, column + step.column)),
  };
  const found = event.currentTarget.querySelector<HTMLElement>(
    `[data-cell="${to.row} ${to.column}"]`,
  );
  found?.focus();
}
