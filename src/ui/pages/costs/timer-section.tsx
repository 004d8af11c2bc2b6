import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { CostsRoom } from '../../../store/costs/room.ts';
import {
  backOffText,
  bestTimeout,
  delayIds,
  DELAYS,
  TIMEOUTS,
  TIMER_CHARTS,
  timerRows,
  timerScenario,
  timerTable,
} from '../../../store/costs/timer-lab.ts';
import type { TimerChart, TimerFigures, TimerRow } from '../../../store/costs/timer-lab.ts';
import { openInLab } from '../../../store/open-in-lab.ts';
import { roundFigure, shortFigure } from '../../../viz/charts/plot.ts';
import type { PlotInput, PlotSeries } from '../../../viz/charts/plot.ts';
import { Choose } from '../../controls/choose.tsx';
import { useLab } from '../../lab-context.ts';
import { ChartFigure } from './chart-figure.tsx';
import { ProgressLine } from './progress-line.tsx';
import { useWordsOf } from '../../use-words.ts';

type Props = { readonly room: CostsRoom };

export function TimerSection({ room }: Props): ReactNode {
  const { delay, timeout } = useStore(room.choice);
  const points = useStore(room.timers.state, (state) => state.points);
  const rows = timerRows(points);
  const key = { timeout, backsOff: true, seed: 1 };
  const reword = useWordsOf('pbft');
  return (
    <>
      <p className="costs-voice">
        {reword(
          'Four replicas work, and after a second their primary crashes. Who waits too little deposes primaries that did nothing wrong; who waits too long stands still when one is gone.',
        )}
      </p>
      <Delay room={room} />
      <ProgressLine room={room} measuring={room.timers} />
      <Told room={room} rows={rows} />
      <div className="costs-charts">
        {TIMER_CHARTS.map((chart) => (
          <ChartFigure
            key={chart.id}
            name={`parley-timers-${chart.id}-${delay}`}
            title={chart.title}
            xLabel="view-change time-out, milliseconds"
            yLabel={chart.unit}
            input={inputOf(chart, rows)}
            table={timerTable(chart, rows)}
            scenario={() => timerScenario(key, delay)}
            chosen={timeout}
            onChoose={(chosen) => room.choose({ timeout: chosen })}
          />
        ))}
        <p className="hint costs-note">
          {reword(
            `Back-off doubles the time-out after each view change that brought nothing, and every answer ends the doubling: one that is far too short goes on costing view changes. ${backOffText(rows)}`,
          )}{' '}
          A cross at the top: no question that was asked after the crash was answered in the three
          seconds that were left. Medians of three seeds, with four clients that ask again as soon
          as they are answered.
        </p>
      </div>
    </>
  );
}

function inputOf(
  { figure, scale }: TimerChart,
  rows: readonly TimerRow[],
): Omit<PlotInput, 'size'> {
  const series = (id: 'withBackOff' | 'without', label: string): PlotSeries => ({
    id,
    label,
    points: rows.map((row) => ({ x: row.timeout, y: row[id]?.[figure] ?? null })),
  });
  return {
    x: { scale: 'log', domain: [TIMEOUTS[0] ?? 1, TIMEOUTS.at(-1) ?? 10], format: shortFigure },
    y: { scale, format: shortFigure },
    series: [series('withBackOff', 'with back-off'), series('without', 'without')],
  };
}

function Delay({ room }: Props): ReactNode {
  const delay = useStore(room.choice, (choice) => choice.delay);
  return (
    <fieldset className="costs-delay">
      <legend>The network takes</legend>
      {delayIds.map((id) => (
        <label key={id}>
          <input
            type="radio"
            name="delay"
            checked={id === delay}
            onChange={() => room.choose({ delay: id })}
          />
          {DELAYS[id].min / 1_000} to {DELAYS[id].max / 1_000} ms
        </label>
      ))}
    </fieldset>
  );
}

/** One time-out in words, the best of all, and the run in the Lab. */
function Told({ room, rows }: Props & { readonly rows: readonly TimerRow[] }): ReactNode {
  const lab = useLab();
  const { timeout, delay } = useStore(room.choice);
  const row = rows.find((each) => each.timeout === timeout);
  const best = bestTimeout(rows);
  const reword = useWordsOf('pbft');
  return (
    <div className="costs-told">
      <span>A time-out of</span>
      <Choose
        label="A time-out of"
        value={String(timeout)}
        options={TIMEOUTS.map((each) => ({ value: String(each), text: `${roundFigure(each)} ms` }))}
        onChange={(value) => room.choose({ timeout: Number(value) })}
      />
      <p>
        {row?.withBackOff ? `${reword(tell(row.withBackOff))} ` : 'is being measured. '}
        {row?.without && `Without back-off: ${reword(tell(row.without))} `}
        {best?.withBackOff &&
          `Most was answered with ${roundFigure(best.timeout)} ms: ${roundFigure(best.withBackOff.rate)} a second.`}
      </p>
      <button
        type="button"
        className="button button-line"
        onClick={() =>
          void openInLab(lab, timerScenario({ timeout, backsOff: true, seed: 1 }, delay))
        }
      >
        Open in the Lab
      </button>
    </div>
  );
}

function tell({ rate, changes, recovery }: TimerFigures): string {
  const back =
    recovery === Infinity
      ? 'nothing recovers from the crash'
      : `the crash costs ${roundFigure(recovery)} ms`;
  const many = changes === 1 ? '1 view change' : `${roundFigure(changes)} view changes`;
  return `${roundFigure(rate)} answers a second, ${many}, and ${back}.`;
}
