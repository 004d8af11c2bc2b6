import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { createPalette } from '../../viz/palette.ts';
import { cellAt, compactLayout, paintCompact } from '../../viz/votes/compact.ts';
import type { CellAt, CompactLayout, Inks } from '../../viz/votes/compact.ts';
import type { VoteCell } from '../../viz/votes/input.ts';
import type { VotesScene } from '../../viz/votes/scene.ts';
import { useNamer } from '../explain/sentence.tsx';
import { isFinger } from '../finger.ts';
import { useSettings, useTerms } from '../lab-context.ts';
import { useWords } from '../use-words.ts';
import { BLOCK_TITLES } from './votes-words.ts';
import { density, placeIn } from '../../viz/zoom.ts';

type Props = {
  readonly scene: VotesScene;
  readonly q: number;
  readonly width: number;
  readonly onSelect: (cell: VoteCell) => void;
};

/** Tens of thousands of cells: drawn, with a cursor for pointer and keyboard, and the rows as a table for who cannot see it. */
export function VotesCanvas({ scene, q, width, onSelect }: Props): ReactNode {
  const { member } = useTerms();
  const { rows, blocks } = scene;
  const layout = compactLayout(rows.length, blocks.length, width);
  const [cursor, setCursor] = useState<CellAt | null>(null);
  const canvas = usePainted({ scene, q, layout, cursor });
  const at = cursor ? cellUnder(scene, cursor) : null;
  const look = (event: MouseEvent<HTMLCanvasElement>): CellAt | null => {
    const place = placeIn(event.currentTarget, event.nativeEvent);
    return cellAt(layout, { n: rows.length, blocks: blocks.length, ...place });
  };
  // A finger that taps has not moved before, and may have missed: it reads first, and then selects.
  const press = (event: MouseEvent<HTMLCanvasElement>): void => {
    const place = look(event);
    setCursor(place);
    const cell = place && cellUnder(scene, place);
    if (cell && !isFinger()) onSelect(cell);
  };
  return (
    <>
      <p className="votes-readout" role="status">
        {at
          ? scene.wordsOf(at)
          : isFinger()
            ? 'Press a cell to read a vote.'
            : 'Point at a cell, or use the arrow keys, to read a vote; press it to select the message.'}
      </p>
      {isFinger() && at !== null && (
        <Steps
          onStep={(key) => setCursor(moved(cursor, key, scene) ?? cursor)}
          onSelect={at.event === null ? null : () => onSelect(at)}
        />
      )}
      <div className="votes-scroll">
        <canvas
          ref={canvas}
          role="application"
          aria-label={`Votes matrix of ${rows.length} ${member}s; the arrow keys go from cell to cell`}
          tabIndex={0}
          style={{ width: layout.width, height: layout.height }}
          onPointerMove={(event) => setCursor(look(event))}
          onClick={press}
          onKeyDown={(event) =>
            walk(event, { cursor, scene, setCursor, select: () => at && onSelect(at) })
          }
        />
      </div>
      <Rows scene={scene} />
    </>
  );
}

function cellUnder(scene: VotesScene, { block, to, from }: CellAt): VoteCell | null {
  const name = scene.blocks[block];
  return name ? scene.cell(name, to, from) : null;
}

function Rows({ scene }: { scene: VotesScene }): ReactNode {
  const nameOf = useNamer();
  return (
    <table className="visually-hidden">
      <caption>What each replica has counted</caption>
      <thead>
        <tr>
          <th scope="col">Received by</th>
          <th scope="col">Counted</th>
        </tr>
      </thead>
      <tbody>
        {scene.rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">{nameOf(row.id)}</th>
            <td>{row.words}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Painted = {
  readonly scene: VotesScene;
  readonly q: number;
  readonly layout: CompactLayout;
  readonly cursor: CellAt | null;
};

function usePainted({ scene, q, layout, cursor }: Painted) {
  const canvas = useRef<HTMLCanvasElement>(null);
  // Colours are read with each painting, so that it has to follow the theme.
  useSettings((settings) => settings.theme);
  const nameOf = useNamer();
  const reword = useWords();
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const scale = Math.min(2, density());
    element.width = Math.round(layout.width * scale);
    element.height = Math.round(layout.height * scale);
    context.scale(scale, scale);
    const titles = scene.blocks.map((block) => reword(BLOCK_TITLES[block]));
    paintCompact(context, { scene, layout, inks: inksOf(element), q, nameOf, titles, cursor });
  });
  return canvas;
}

function inksOf(element: HTMLElement): Inks {
  const style = getComputedStyle(element);
  const read = (property: string): string => style.getPropertyValue(property).trim();
  const palette = createPalette(element);
  return {
    toneOf: (tone) => palette.tone(tone),
    text: read('--text-2'),
    faint: read('--text-3'),
    line: read('--line-2'),
    gold: read('--gold'),
    font: `12px ${read('--sans')}`,
  };
}

type StepsProps = {
  readonly onStep: (key: string) => void;
  /** Null where there is no message. */
  readonly onSelect: (() => void) | null;
};

const WAYS = [
  ['ArrowLeft', '←', 'left'],
  ['ArrowRight', '→', 'right'],
  ['ArrowUp', '↑', 'up'],
  ['ArrowDown', '↓', 'down'],
] as const;

/** The cells are smaller than a finger: it comes near, and these go the rest of the way. */
function Steps({ onStep, onSelect }: StepsProps): ReactNode {
  return (
    <div className="votes-steps" role="group" aria-label="Go from cell to cell">
      {WAYS.map(([key, sign, word]) => (
        <button
          key={key}
          type="button"
          className="button button-line button-icon"
          aria-label={`One cell ${word}`}
          onClick={() => onStep(key)}
        >
          {sign}
        </button>
      ))}
      <button
        type="button"
        className="button button-line"
        disabled={onSelect === null}
        onClick={() => onSelect?.()}
      >
        Select this message
      </button>
    </div>
  );
}

const STEPS: Readonly<Record<string, readonly [to: number, from: number]>> = {
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
};

type Walk = {
  readonly cursor: CellAt | null;
  readonly scene: VotesScene;
  readonly setCursor: (at: CellAt) => void;
  readonly select: () => void;
};

function walk(event: KeyboardEvent, { cursor, scene, setCursor, select }: Walk): void {
  if (event.key === 'Enter') select();
  const next = moved(cursor, event.key, scene);
  if (!next) return;
  event.preventDefault();
  event.stopPropagation();
  setCursor(next);
}

/** From the last column of one block to the first of the next; null where the key is no arrow. */
function moved(cursor: CellAt | null, key: string, { rows, blocks }: VotesScene): CellAt | null {
  const step = STEPS[key];
  if (!step) return null;
  if (!cursor) return { block: 0, to: 0, from: 0 };
  const n = rows.length;
  const column = cursor.block * n + cursor.from + step[1];
  const inside = Math.max(0, Math.min(blocks.length * n - 1, column));
  return {
    block: Math.floor(inside / n),
    from: inside % n,
    to: Math.max(0, Math.min(n - 1, cursor.to + step[0])),
  };
}
