import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { ENDINGS } from '../../../core/model/index.ts';
import type { Ending, MapCell } from '../../../core/model/index.ts';
import { placesOf, tacticsWith } from '../../../store/threshold/spec.ts';
import { byTactic, countsOf, doneIn, verdictOf, worstOf } from '../../../viz/threshold/tally.ts';
import type { TacticTally } from '../../../viz/threshold/tally.ts';
import { sentenceOf, shareNote, theoryOf, titleOf } from '../../../viz/threshold/words.ts';
import { compareWithTheory } from '../../../viz/threshold/theory.ts';
import { monitorTitlesOf, useLab } from '../../lab-context.ts';
import { TileGlyph } from './legend.tsx';
import { RunCard } from './run-card.tsx';
import { useTacticTitle } from './tactic-title.ts';
import type { Shown } from './use-shown.ts';

type Props = { readonly map: Shown; readonly cell: MapCell };

/** Everything about one square: what happened, why, by which tactic, and a run that shows it. */
export function CellPanel({ map, cell }: Props): ReactNode {
  const verdict = verdictOf(cell);
  const isOdd = verdict !== null && compareWithTheory(verdict, cell) !== 'same';
  const note = shareNote(cell);
  const first = placesOf(map.spec).find(
    ({ n, traitors }) => n === cell.n && traitors === cell.traitors,
  )?.first;
  return (
    <>
      <h2>{titleOf(cell)}</h2>
      <CountList cell={cell} />
      <p className="cell-sentence" aria-live="polite">
        {sentenceOf(cell)}
      </p>
      <p className={isOdd ? 'cell-theory is-odd' : 'cell-theory'}>{theoryOf(cell)}</p>
      {note !== '' && <p className="soft">{note}</p>}
      {verdict !== null && first !== undefined && (
        <RunCard cell={cell} verdict={verdict} spec={map.spec} first={first} />
      )}
      <Tactics cell={cell} />
    </>
  );
}

function CountList({ cell }: { readonly cell: MapCell }): ReactNode {
  const { catalog } = useLab();
  const titleOfMonitor = monitorTitlesOf(useStore(catalog, (menus) => menus.catalog));
  const counts = countsOf(cell);
  const broken = Object.entries(cell.broken);
  return (
    <>
      <ul className="cell-counts">
        {ENDINGS.filter((ending) => counts[ending] > 0).map((ending) => (
          <li key={ending}>
            <TileGlyph kind={ending} />
            <b>{counts[ending]}</b> {ending}
          </li>
        ))}
        <li className="soft">q = {cell.q}</li>
      </ul>
      {counts.unsafe > 0 && (
        <p className="soft">
          Promises that broke, and in how many runs:{' '}
          {broken.map(([monitor, runs]) => `${titleOfMonitor(monitor)} ${runs}`).join(', ')}. An
          answer on the word of traitors alone is unsafe even where it is true.
        </p>
      )}
    </>
  );
}

function Tactics({ cell }: { readonly cell: MapCell }): ReactNode {
  const titleOfTactic = useTacticTitle();
  const tallies = byTactic(cell, tacticsWith(cell.traitors));
  const harmful = tallies.filter(
    ({ counts }) => worstOf(counts) !== 'agreed' && doneIn(counts) > 0,
  );
  const harmless = tallies.filter(({ counts }) => worstOf(counts) === 'agreed');
  return (
    <section className="cell-tactics" aria-labelledby="by-tactic">
      <h3 id="by-tactic">By tactic</h3>
      {harmful.length > 0 && <TacticTable tallies={harmful} />}
      {harmless.length > 0 && (
        <details>
          <summary>
            {harmful.length === 0 ? 'All' : 'The other'} {harmless.length} agreed in every run
          </summary>
          <ul>
            {harmless.map(({ tactic, counts }) => (
              <li key={tactic}>
                {titleOfTactic(tactic)} <span className="soft">{counts.agreed}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function TacticTable({ tallies }: { readonly tallies: readonly TacticTally[] }): ReactNode {
  const titleOfTactic = useTacticTitle();
  const kinds: readonly Ending[] = ENDINGS.filter((ending) =>
    tallies.some(({ counts }) => counts[ending] > 0),
  );
  return (
    <div className="tactic-room">
      <table>
        <thead>
          <tr>
            <th scope="col">Tactic</th>
            {kinds.map((kind) => (
              <th key={kind} scope="col">
                <TileGlyph kind={kind} /> <span>{kind}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tallies.map(({ tactic, counts }) => (
            <tr key={tactic}>
              <th scope="row">{titleOfTactic(tactic)}</th>
              {kinds.map((kind) => (
                <td key={kind}>{counts[kind] === 0 ? '·' : counts[kind]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
