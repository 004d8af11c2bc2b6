import { memo, useEffect } from 'react';
import type { ReactNode } from 'react';
import type { MapCell } from '../../../core/model/index.ts';
import { mapScene } from '../../../viz/threshold/map-scene.ts';
import type { MapScene, Square } from '../../../viz/threshold/map-scene.ts';
import { tilePaths } from '../../../viz/threshold/tile-paths.ts';
import { nameOfCell, traitorsIn } from '../../../viz/threshold/words.ts';
import { useWidth } from '../../use-width.ts';
import { bringIntoSight } from './sight.ts';
import { placeOf, walk } from './walk.ts';
import type { Spot } from './walk.ts';
import { useWordsOf } from '../../use-words.ts';

type Place = Pick<MapCell, 'n' | 'traitors'>;

type Props = {
  readonly cells: readonly MapCell[];
  readonly chosen: Place;
  readonly onChoose: (place: Place) => void;
};

/** The map as one drawing, in which arrow keys walk from square to square. */
export function MapFigure({ cells, chosen, onChoose }: Props): ReactNode {
  const reword = useWordsOf('pbft');
  const [element, width] = useWidth();
  const scene = mapScene({ cells, width });
  const { width: across, height } = scene.size;
  const { x, width: wide } = boxOf(scene, chosen) ?? { x: 0, width: 0 };
  useEffect(() => {
    if (element.current && width > 0) bringIntoSight(element.current, { x, width: wide });
  }, [element, width, x, wide]);
  return (
    <div ref={element} className="map-room" data-picture="map">
      {width > 0 && (
        <svg
          className="map"
          width={across}
          height={height}
          viewBox={`0 0 ${across} ${height}`}
          role="grid"
          aria-label={reword('Replicas by traitors: arrow keys move from square to square')}
          onKeyDown={(event) =>
            walk(event, {
              spots: cells.map(spotOf),
              chosen: spotOf(chosen),
              up: 1,
              onChoose: ({ row, column }) => onChoose({ n: column, traitors: row }),
            })
          }
        >
          <Axes scene={scene} />
          {scene.rows.map(({ traitors, squares }) => (
            <g key={traitors} role="row" aria-label={traitorsIn(traitors)}>
              {squares.map((square) => (
                <SquareView
                  key={square.cell.n}
                  square={square}
                  tile={scene.tile}
                  isChosen={square.cell.n === chosen.n && traitors === chosen.traitors}
                  onChoose={onChoose}
                />
              ))}
            </g>
          ))}
          <g aria-hidden="true">
            <path className="map-line" d={scene.line} />
            <text className="map-line-name" {...scene.lineLabel} textAnchor="end">
              the line n = 3t + 1
            </text>
          </g>
        </svg>
      )}
    </div>
  );
}

function boxOf({ rows }: MapScene, { n, traitors }: Place): Square['box'] | undefined {
  const row = rows.find((each) => each.traitors === traitors);
  return row?.squares.find(({ cell }) => cell.n === n)?.box;
}

function spotOf({ n, traitors }: Place): Spot {
  return { row: traitors, column: n };
}

function Axes({ scene }: { readonly scene: MapScene }): ReactNode {
  const reword = useWordsOf('pbft');
  const { columns, rowTicks, voids, size } = scene;
  return (
    <g className="map-axes" aria-hidden="true">
      {columns.map(({ label, ...at }) => (
        <text key={label} {...at} textAnchor="middle">
          {label}
        </text>
      ))}
      {rowTicks.map(({ label, ...at }) => (
        <text key={label} {...at} textAnchor="middle" dominantBaseline="central">
          {label}
        </text>
      ))}
      {voids.map(({ x, y }) => (
        <path key={`${x} ${y}`} className="map-void" d={`M${x - 3} ${y}h6`} />
      ))}
      <text className="map-axis-name" x={size.width / 2} y={size.height - 6} textAnchor="middle">
        {reword('replicas')}, n
      </text>
      <text
        className="map-axis-name"
        textAnchor="middle"
        transform={`translate(12 ${(size.height - 40) / 2}) rotate(-90)`}
      >
        traitors among them, t
      </text>
    </g>
  );
}

type SquareProps = {
  readonly square: Square;
  readonly tile: number;
  readonly isChosen: boolean;
  readonly onChoose: (place: Place) => void;
};

/** While runs come in, only the squares that they belong to are drawn anew. */
const SquareView = memo(
  function SquareView({ square, tile, isChosen, onChoose }: SquareProps): ReactNode {
    const { cell, box, verdict, label, labelAt, flagAt, theory } = square;
    const { n, traitors } = cell;
    const reword = useWordsOf('pbft');
    return (
      <g
        role="gridcell"
        className="map-square"
        tabIndex={isChosen ? 0 : -1}
        aria-selected={isChosen}
        aria-label={reword(nameOfCell(cell))}
        data-place={placeOf(spotOf(cell))}
        onClick={() => onChoose({ n, traitors })}
      >
        <rect className="map-ground" {...box} rx={4} />
        {tilePaths(square.tiles, tile).map(({ kind, path }) => (
          <path key={kind} className={`tile-${kind}`} d={path} fillRule="evenodd" />
        ))}
        <text
          className={`map-verdict verdict-${verdict ?? 'open'}`}
          {...labelAt}
          textAnchor="middle"
        >
          {reword(label)}
        </text>
        {theory !== 'same' && (
          <path
            className={`map-flag flag-${theory}`}
            d={`M${flagAt.x} ${flagAt.y - 5}l5 5-5 5-5-5Z`}
          />
        )}
      </g>
    );
  },
  (before, now) =>
    before.square.cell === now.square.cell &&
    before.square.box.x === now.square.box.x &&
    before.tile === now.tile &&
    before.isChosen === now.isChosen,
);
