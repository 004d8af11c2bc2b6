import type { ReactNode } from 'react';
import type { DataTable } from '../../../store/data-table.ts';
import { sweepDocument } from '../../../store/threshold/spec.ts';
import { show } from '../../../store/threshold/view.ts';
import { countsOf, isWhole, verdictOf } from '../../../viz/threshold/tally.ts';
import { expectedOf, judgementOf } from '../../../viz/threshold/theory.ts';
import { allowedIn, titleOf } from '../../../viz/threshold/words.ts';
import { useLab } from '../../lab-context.ts';
import { Figures } from '../figures.tsx';
import { TakeAway } from '../take-away.tsx';
import type { Chart } from '../take-away.tsx';
import { CellRuns, CellStory } from './cell-panel.tsx';
import { MapChoices, RunAgain } from './controls.tsx';
import { DialSection } from './dial-section.tsx';
import { MapLegend } from './legend.tsx';
import { MapFigure } from './map-figure.tsx';
import './threshold.css';
import { useMap, useRoom, useShownView } from './use-shown.ts';
import type { Shown } from './use-shown.ts';
import { useWordsOf } from '../../use-words.ts';

/** How many traitors a council survives, measured. */
export function ThresholdPage(): ReactNode {
  const lab = useLab();
  const { room, state } = useRoom();
  const read = useShownView();
  const { view, problem } = read;
  const reword = useWordsOf('pbft');
  const map = useMap(read, state);
  const cell = map.cells.find(({ n, traitors }) => n === view.n && traitors === view.traitors);
  return (
    <article className="threshold">
      <section className="map-side" aria-labelledby="map-title">
        <h1 id="map-title">How many traitors can a council survive?</h1>
        <p className="lead">
          Each square is {view.runs} real runs of PBFT, in which all tactics against it take turns.
          Its verdict is the worst that any of them came to, and no colour comes from a formula.
          {!map.cells.every(isWhole) &&
            ' Here they are not all done: each square says how many are.'}
        </p>
        {problem !== '' && (
          <p className="refusal" role="alert">
            {problem}
          </p>
        )}
        <MapChoices view={view} />
        <RunAgain room={room} state={state} shown={map} />
        <MapLegend runs={view.runs} />
        <MapFigure cells={map.cells} chosen={view} onChoose={(place) => show(lab, place)} />
        <Discord map={map} />
        <TakeAway chart={chartOf(map, view.rule)} />
        <Figures caption="How the runs of each square ended" table={tableOf(map)} />
      </section>
      <aside className="cell-side" aria-label="The chosen square">
        {cell !== undefined && (
          <>
            <h2>{reword(titleOf(cell))}</h2>
            <CellStory cell={cell} />
            <CellRuns key={map.name} of={map} cell={cell} council={titleOf(cell)} />
          </>
        )}
      </aside>
      <DialSection room={room} state={state} read={read} />
    </article>
  );
}

/** In words where the runs and theory differ, or that they do not. */
function Discord({ map }: { readonly map: Shown }): ReactNode {
  const judged = map.cells.flatMap((cell) => {
    const theory = judgementOf(cell);
    return theory === null ? [] : [{ cell, theory }];
  });
  const odd = judged.filter(({ theory }) => theory !== 'same');
  if (judged.length < map.cells.length) return null;
  if (odd.length === 0)
    return <p className="soft">In all {judged.length} squares the runs say what theory says.</p>;
  const list = odd.map(({ cell, theory }) => {
    const what =
      theory === 'unfound' ? `${expectedOf(cell)} allowed, not found` : 'worse than theory allows';
    return `n = ${cell.n}, t = ${cell.traitors} (${what})`;
  });
  return (
    <p className="cell-theory is-odd">
      In {odd.length} of {judged.length} squares runs and theory differ: {list.join('; ')}.
    </p>
  );
}

function chartOf(map: Shown, rule: string): Chart {
  return {
    name: `threshold-map-${rule}`,
    title: 'How many traitors can a council survive?',
    parts: () => [
      document.querySelector('[data-picture="legend"]'),
      document.querySelector('[data-picture="map"]'),
    ],
    table: () => tableOf(map),
    recipe: { label: 'Sweep', document: () => sweepDocument(map.spec) },
  };
}

function tableOf({ cells }: Shown): DataTable {
  return {
    head: [
      'n',
      'traitors',
      'f',
      'q',
      'verdict',
      'forked',
      'deceived',
      'unsafe',
      'stalled',
      'agreed',
      'theory allows',
    ],
    rows: cells.map((cell) => {
      const { n, traitors, f, q } = cell;
      const { forked, deceived, unsafe, stalled, agreed } = countsOf(cell);
      const verdict = verdictOf(cell) ?? 'no runs';
      return [
        n,
        traitors,
        f,
        q,
        verdict,
        forked,
        deceived,
        unsafe,
        stalled,
        agreed,
        allowedIn(cell),
      ];
    }),
  };
}
