import { useEffect } from 'react';
import type { ReactNode } from 'react';
import type { MapCell } from '../../../core/model/index.ts';
import { dialScene } from '../../../viz/threshold/dial-scene.ts';
import type { DialRow, DialScene, Notch } from '../../../viz/threshold/dial-scene.ts';
import { inequalitiesOf, toldOf } from '../../../viz/threshold/words.ts';
import { FINGER, isFinger } from '../../finger.ts';
import { useWidth } from '../../use-width.ts';
import { bringIntoSight } from './sight.ts';
import { placeOf, walk } from './walk.ts';
import type { Spot } from './walk.ts';
import { useWordsOf } from '../../use-words.ts';

type Place = Pick<MapCell, 'n' | 'q'>;

type Props = {
  readonly cells: readonly MapCell[];
  readonly chosen: Place;
  readonly onChoose: (place: Place) => void;
};

/**
 * Every quorum of every council: the lower half is filled where all runs stayed live, the upper where all stayed safe. Arrow keys
 * walk from square to square.
 */
export function DialFigure({ cells, chosen, onChoose }: Props): ReactNode {
  const reword = useWordsOf('pbft');
  const [element, width] = useWidth();
  const scene = dialScene({ cells, width, ...(isFinger() && { pitchMin: FINGER }) });
  const { width: across, height } = scene.size;
  const { x, width: wide } = boxOf(scene, chosen) ?? { x: 0, width: 0 };
  useEffect(() => {
    if (element.current && width > 0) bringIntoSight(element.current, { x, width: wide });
  }, [element, width, x, wide]);
  return (
    <div ref={element} className="map-room" data-picture="dial">
      {width > 0 && (
        <svg
          className="dial"
          width={across}
          height={height}
          viewBox={`0 0 ${across} ${height}`}
          role="grid"
          aria-label={reword('Replicas by quorum: arrow keys move from square to square')}
          onKeyDown={(event) =>
            walk(event, {
              spots: cells.map(spotOf),
              chosen: spotOf(chosen),
              up: -1,
              onChoose: ({ row, column }) => onChoose({ n: row, q: column }),
            })
          }
        >
          <g aria-hidden="true">
            <text x={4} y={18} className="dial-axis">
              q
            </text>
            {scene.columns.map(({ label, ...at }) => (
              <text key={label} {...at} textAnchor="middle" className="dial-axis">
                {label}
              </text>
            ))}
          </g>
          {scene.rows.map((row) => (
            <RowView key={row.n} row={row} pitch={scene.side} chosen={chosen} onChoose={onChoose} />
          ))}
          <g aria-hidden="true">
            <path className="dial-live-line" d={scene.liveLine} />
            <path className="dial-safe-line" d={scene.safeLine} />
          </g>
        </svg>
      )}
    </div>
  );
}

function boxOf({ rows }: DialScene, { n, q }: Place): Notch['box'] | undefined {
  const row = rows.find((each) => each.n === n);
  return row?.notches.find(({ cell }) => cell.q === q)?.box;
}

function spotOf({ n, q }: Place): Spot {
  return { row: n, column: q };
}

type RowProps = Pick<Props, 'chosen' | 'onChoose'> & {
  readonly row: DialRow;
  readonly pitch: number;
};

function RowView({ row, pitch, chosen, onChoose }: RowProps): ReactNode {
  const { n, y, notches, note, noteAt } = row;
  return (
    <g role="row" aria-label={note === '' ? `n = ${n}` : `n = ${n}: ${note}`}>
      <text x={4} y={y} dominantBaseline="central" className="dial-size" aria-hidden="true">
        n = {n}
      </text>
      {notches.map((notch) => (
        <NotchView
          key={notch.cell.q}
          notch={notch}
          pitch={pitch}
          isChosen={n === chosen.n && notch.cell.q === chosen.q}
          onChoose={onChoose}
        />
      ))}
      <text {...noteAt} dominantBaseline="central" className="dial-note" aria-hidden="true">
        {note}
      </text>
    </g>
  );
}

type NotchProps = Pick<Props, 'onChoose'> & {
  readonly notch: Notch;
  readonly pitch: number;
  readonly isChosen: boolean;
};

function NotchView({ notch, pitch, isChosen, onChoose }: NotchProps): ReactNode {
  const { box, measure, isUsual, isLiveOdd, isSafeOdd, cell } = notch;
  const { x, y, width, height } = box;
  const told = measure.isOpen ? 'not measured' : toldOf(measure);
  const name = `n = ${cell.n}, q = ${cell.q}: ${told}. ${inequalitiesOf(cell)}.`;
  const margin = (pitch - width) / 2;
  return (
    <g
      role="gridcell"
      className="dial-square"
      tabIndex={isChosen ? 0 : -1}
      aria-selected={isChosen}
      aria-label={name}
      data-place={placeOf(spotOf(cell))}
      onClick={() => onChoose({ n: cell.n, q: cell.q })}
    >
      <title>{name}</title>
      <rect
        className="dial-ground"
        x={x - margin}
        y={y - margin}
        width={pitch}
        height={pitch}
        rx={4}
      />
      <rect className={measure.isOpen ? 'dial-notch is-open' : 'dial-notch'} {...box} rx={2} />
      {!measure.isOpen && <Measured box={box} measure={measure} />}
      {isUsual && (
        <rect
          className="dial-usual"
          x={x - 2}
          y={y - 2}
          width={width + 4}
          height={height + 4}
          rx={4}
        />
      )}
      {(isLiveOdd || isSafeOdd) && (
        <path className="map-flag flag-unfound" d={`M${x + width - 3} ${y - 1}l4 4-4 4-4-4Z`} />
      )}
    </g>
  );
}

/** The lower half for live, the upper for safe, all of it for both. */
function Measured({ box, measure }: Pick<Notch, 'box' | 'measure'>): ReactNode {
  const { x, y, width, height } = box;
  if (measure.isLive && measure.isSafe) return <rect className="dial-both" {...box} rx={2} />;
  const corner = measure.isLive ? `V${y + height}H${x + width}` : `H${x + width}V${y + height}`;
  const isEither = measure.isLive || measure.isSafe;
  return isEither ? <path className="dial-half" d={`M${x} ${y}${corner}Z`} /> : null;
}
