import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { SPEC, thresholdOf } from '../../../store/threshold.ts';
import type { Threshold } from '../../../store/threshold.ts';
import { useLab } from '../../lab-context.ts';
import { TakeAway } from '../take-away.tsx';
import type { Chart } from '../take-away.tsx';

const SIZES = [1, 2, 3, 4, 5, 6, 7];
const TRAITORS = [2, 1, 0];

/** How many traitors a council survives, by runs. */
export function ThresholdPage(): ReactNode {
  const room = thresholdOf(useLab());
  const { rows, isRunning, problem } = useStore(room.state);
  return (
    <article className="threshold">
      <h1>How many traitors can a council survive?</h1>
      <button
        type="button"
        className="button button-line"
        onClick={isRunning ? room.stop : room.run}
      >
        {isRunning ? 'Stop here' : 'Run'}
      </button>
      <p role="status">
        {rows.length} runs. {problem}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">Traitors</th>
            {SIZES.map((n) => (
              <th key={n} scope="col">
                n = {n}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {TRAITORS.map((t) => (
            <tr key={t}>
              <th scope="row">{t}</th>
              {SIZES.map((n) => (
                <td key={n}>{tell(rows, n, t)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <TakeAway chart={chartOf(rows)} isEmpty={rows.length === 0} />
    </article>
  );
}

function chartOf(rows: Threshold['rows']): Chart {
  return {
    name: 'threshold-map',
    title: 'How many traitors can a council survive?',
    parts: () => [document.querySelector('.threshold table')],
    table: () => ({
      head: ['n', 'traitors', 'tactic', 'seed', 'outcome'],
      rows: rows.map((row) => [row.n, row.faulty, row.tactic, row.seed, row.outcome]),
    }),
    recipe: { label: 'Sweep', document: () => SPEC },
  };
}

function tell(rows: Threshold['rows'], n: number, t: number): string {
  const here = rows.filter((row) => row.n === n && row.faulty === t);
  const count = (outcome: string): number => here.filter((row) => row.outcome === outcome).length;
  return here.length === 0
    ? ''
    : `${count('unsafe')} unsafe, ${count('stalled')} stalled, ${count('agreed')} agreed`;
}
