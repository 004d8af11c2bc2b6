import type { ReactNode } from 'react';
import type { MapCell } from '../../../core/model/index.ts';
import type { DataTable } from '../../../store/data-table.ts';
import type { Threshold, ThresholdRoom } from '../../../store/threshold/room.ts';
import { DIAL_RUNS, DIAL_TOLERANCES, sweepDocument } from '../../../store/threshold/spec.ts';
import { show, showTolerance } from '../../../store/threshold/view.ts';
import type { Read } from '../../../store/threshold/view.ts';
import { isLive, isSafe } from '../../../core/quorum/thresholds.ts';
import { dialScene, measureOf } from '../../../viz/threshold/dial-scene.ts';
import { countsOf } from '../../../viz/threshold/tally.ts';
import {
  dialDiscord,
  dialSentence,
  dialTitleOf,
  inequalitiesOf,
  inWords,
  traitorsIn,
} from '../../../viz/threshold/words.ts';
import { Choose } from '../../controls/choose.tsx';
import { useLab } from '../../lab-context.ts';
import { Figures } from '../figures.tsx';
import { TakeAway } from '../take-away.tsx';
import type { Chart } from '../take-away.tsx';
import { CellRuns, CellStory } from './cell-panel.tsx';
import { RunAgain } from './controls.tsx';
import { FlagGlyph } from './legend.tsx';
import { DialFigure } from './dial-figure.tsx';
import './dial.css';
import { useDial } from './use-shown.ts';
import type { Shown } from './use-shown.ts';
import { useWordsOf } from '../../use-words.ts';

type Props = { readonly room: ThresholdRoom; readonly state: Threshold; readonly read: Read };

/** Why 3f + 1 and not fewer: for each size of council, which quorums are live and which safe. */
export function DialSection({ room, state, read }: Props): ReactNode {
  const lab = useLab();
  const dial = useDial(read, state);
  const { f, council, q } = read.view;
  const { cells } = dial;
  const discord = dialDiscord(cells);
  const reword = useWordsOf('pbft');
  const chosen = cells.find((cell) => cell.n === council && cell.q === q);
  const chart: Chart = {
    name: `quorum-dial-f-${f}`,
    title: `Quorums of councils with ${traitorsIn(f)}`,
    parts: () => [
      document.querySelector('[data-picture="dial-legend"]'),
      document.querySelector('[data-picture="dial"]'),
    ],
    table: () => tableOf(cells),
    recipe: { label: 'Sweep', document: () => sweepDocument(dial.spec) },
  };
  return (
    <section className="dial-section" aria-labelledby="dial-title">
      <h2 id="dial-title">
        Is there a quorum that survives {inWords(f)} {f === 1 ? 'traitor' : 'traitors'}?
      </h2>
      <p className="lead">
        Every council of f = {f} has {inWords(f)} {f === 1 ? 'traitor' : 'traitors'} here, and every
        q from 1 to n gets {DIAL_RUNS} real runs. Too small a quorum can be {reword('forked')}, too
        large a one can be starved of votes. Choose a square to see one of its runs.
      </p>
      <div className="map-choices">
        <span>
          Traitors, and promised f
          <Choose
            label="Traitors, and promised f"
            value={String(f)}
            options={DIAL_TOLERANCES.map((value) => ({
              value: String(value),
              text: String(value),
            }))}
            onChange={(value) => showTolerance(lab, Number(value))}
          />
        </span>
        <RunAgain room={room} state={state} shown={dial} />
      </div>
      <DialLegend />
      <DialFigure
        cells={cells}
        chosen={{ n: council, q }}
        onChoose={(place) => show(lab, { council: place.n, q: place.q })}
      />
      {chosen !== undefined && <ChosenNotch dial={dial} cell={chosen} />}
      {discord !== '' && <p className="cell-theory is-odd">{reword(discord)}</p>}
      <div className="dial-words">
        {[3 * f, 3 * f + 1, 3 * f + 2].map((n) => (
          <p key={n}>{reword(dialSentence(cells, n))}</p>
        ))}
      </div>
      <TakeAway chart={chart} />
      <Figures
        caption={`Which quorums were live and safe with ${traitorsIn(f)}`}
        table={tableOf(cells)}
      />
    </section>
  );
}

/** The chosen square of the dial, told like one of the map. */
function ChosenNotch({ dial, cell }: { readonly dial: Shown; readonly cell: MapCell }): ReactNode {
  const title = dialTitleOf(cell);
  const reword = useWordsOf('pbft');
  return (
    <section className="dial-cell" aria-labelledby="dial-cell">
      <div>
        <h3 id="dial-cell">{reword(title)}</h3>
        <p className="soft">{inequalitiesOf(cell)}.</p>
        <CellStory cell={cell} />
      </div>
      <div>
        <CellRuns key={dial.name} of={dial} cell={cell} council={title} />
      </div>
    </section>
  );
}

function DialLegend(): ReactNode {
  return (
    <ul className="map-legend" data-picture="dial-legend">
      <li>
        <LegendNotch path="M0.5 0.5V13.5H13.5Z" className="dial-half" />
        All runs live, not all safe
      </li>
      <li>
        <LegendNotch path="M0.5 0.5H13.5V13.5Z" className="dial-half" />
        All runs safe, not all live
      </li>
      <li>
        <LegendNotch path="M0.5 0.5H13.5V13.5H0.5Z" className="dial-both" />
        Both
      </li>
      <li>
        <svg width={24} height={14} aria-hidden="true">
          <path className="dial-live-line" d="M0 7H24" />
        </svg>
        q ≤ n − f ends here
      </li>
      <li>
        <svg width={24} height={14} aria-hidden="true">
          <path className="dial-safe-line" d="M0 7H24" />
        </svg>
        2q − n &gt; f begins here
      </li>
      <li>
        <LegendNotch path="M0.5 0.5H13.5V13.5H0.5Z" className="dial-usual" />
        Parley’s usual quorum
      </li>
      <li>
        <FlagGlyph />
        The runs differ from an inequality
      </li>
    </ul>
  );
}

function LegendNotch({
  path,
  className,
}: {
  readonly path: string;
  readonly className: string;
}): ReactNode {
  return (
    <svg width={14} height={14} aria-hidden="true">
      <rect className="dial-notch" x={0.5} y={0.5} width={13} height={13} rx={2} />
      <path className={className} d={path} />
    </svg>
  );
}

function tableOf(cells: readonly MapCell[]): DataTable {
  const notes = new Map(dialScene({ cells, width: 0 }).rows.map(({ n, note }) => [n, note]));
  return {
    head: [
      'n',
      'f',
      'q',
      'traitors',
      'runs',
      'forked',
      'deceived',
      'unsafe',
      'stalled',
      'agreed',
      'measured live',
      'measured safe',
      'q <= n - f',
      '2q - n > f',
      'of this n',
    ],
    rows: cells.map((cell) => {
      const { n, f, q, traitors, endings } = cell;
      const counts = countsOf(cell);
      const measure = measureOf(cell);
      const { forked, deceived, unsafe, stalled, agreed } = counts;
      return [
        ...[n, f, q, traitors, endings.length, forked, deceived, unsafe, stalled, agreed],
        ...[measure.isLive, measure.isSafe].map((holds) =>
          measure.isOpen ? null : yesOrNo(holds),
        ),
        ...[isLive(n, q, f), isSafe(n, q, f)].map(yesOrNo),
        notes.get(n) ?? '',
      ];
    }),
  };
}

function yesOrNo(holds: boolean): string {
  return holds ? 'yes' : 'no';
}
