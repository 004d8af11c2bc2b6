import type { ReactNode } from 'react';
import type { MapCell } from '../../../core/model/index.ts';
import { dialScene } from '../../../viz/threshold/dial-scene.ts';
import type { DialRow, Notch } from '../../../viz/threshold/dial-scene.ts';
import { inequalitiesOf, toldOf } from '../../../viz/threshold/words.ts';
import { useWidth } from '../../use-width.ts';

/** Every quorum of every council: the lower half is filled where all runs stayed live, the upper where all stayed safe. */
export function DialFigure({ cells }: { readonly cells: readonly MapCell[] }): ReactNode {
  const [element, width] = useWidth<HTMLDivElement>();
  const scene = dialScene({ cells, width });
  const { width: across, height } = scene.size;
  return (
    <div
      ref={element}
      className="map-room"
      data-picture="dial"
      // Where it is wider than the screen, arrow keys scroll it.
      tabIndex={0}
      role="group"
      aria-label="The quorum dial"
    >
      {width > 0 && (
        <svg
          className="dial"
          width={across}
          height={height}
          viewBox={`0 0 ${across} ${height}`}
          role="img"
          aria-label="Which quorums were live and which safe; the table behind it has the figures"
        >
          <text x={4} y={18} className="dial-axis">
            q
          </text>
          {scene.columns.map(({ label, ...at }) => (
            <text key={label} {...at} textAnchor="middle" className="dial-axis">
              {label}
            </text>
          ))}
          {scene.rows.map((row) => (
            <RowView key={row.n} row={row} />
          ))}
          <path className="dial-live-line" d={scene.liveLine} />
          <path className="dial-safe-line" d={scene.safeLine} />
        </svg>
      )}
    </div>
  );
}

function RowView({ row: { n, y, notches, note, noteAt } }: { readonly row: DialRow }): ReactNode {
  return (
    <g>
      <text x={4} y={y} dominantBaseline="central" className="dial-size">
        n = {n}
      </text>
      {notches.map((notch) => (
        <NotchView key={notch.cell.q} notch={notch} />
      ))}
      <text {...noteAt} dominantBaseline="central" className="dial-note">
        {note}
      </text>
    </g>
  );
}

function NotchView({ notch }: { readonly notch: Notch }): ReactNode {
  const { box, measure, isUsual, isLiveOdd, isSafeOdd, cell } = notch;
  const { x, y, width, height } = box;
  const told = measure.isOpen ? 'not measured' : toldOf(measure);
  return (
    <g>
      <title>{`n = ${cell.n}, q = ${cell.q}: ${told}. ${inequalitiesOf(cell)}.`}</title>
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
