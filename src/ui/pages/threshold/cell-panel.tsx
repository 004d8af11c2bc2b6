import { useId } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { ENDINGS } from '../../../core/model/index.ts';
import type { Ending, MapCell } from '../../../core/model/index.ts';
import { placesOf, tacticsWith } from '../../../store/threshold/spec.ts';
import {
  byTactic,
  countsOf,
  doneIn,
  isWhole,
  verdictOf,
  worstOf,
} from '../../../viz/threshold/tally.ts';
import type { TacticTally } from '../../../viz/threshold/tally.ts';
import { sentenceOf, shareNote, theoryOf } from '../../../viz/threshold/words.ts';
import { judgementOf } from '../../../viz/threshold/theory.ts';
import { monitorTitlesOf, useLab } from '../../lab-context.ts';
import { TileGlyph } from './legend.tsx';
import { RunCard } from './run-card.tsx';
import { useTacticTitle } from './tactic-title.ts';
import type { Shown } from './use-shown.ts';
import { useWordsOf } from '../../use-words.ts';

type Props = {
  /** The map or the dial that the square belongs to. */
  readonly of: Shown;
  readonly cell: MapCell;
};

/** What happened in one square, and why. */
export function CellStory({ cell }: Pick<Props, 'cell'>): ReactNode {
  const isOdd = (judgementOf(cell) ?? 'same') !== 'same';
  const note = shareNote(cell);
  const reword = useWordsOf('pbft');
  return (
    <>
      <CountList cell={cell} />
      <p className="cell-sentence" aria-live="polite">
        {reword(sentenceOf(cell))}
      </p>
      <p className={isOdd ? 'cell-theory is-odd' : 'cell-theory'}>{reword(theoryOf(cell))}</p>
      {note !== '' && <p className="soft">{reword(note)}</p>}
      <Broken cell={cell} />
    </>
  );
}

/** A run that shows it, and by which tactic the others came to what. */
export function CellRuns({
  of: { cells, spec },
  cell,
  council,
}: Props & { readonly council: string }): ReactNode {
  const verdict = verdictOf(cell);
  const first = placesOf(spec)[cells.indexOf(cell)]?.first;
  return (
    <>
      {verdict !== null && first !== undefined && (
        <RunCard cell={cell} council={council} verdict={verdict} spec={spec} first={first} />
      )}
      <Tactics cell={cell} />
    </>
  );
}

function CountList({ cell }: { readonly cell: MapCell }): ReactNode {
  const reword = useWordsOf('pbft');
  const counts = countsOf(cell);
  return (
    <ul className="cell-counts">
      {ENDINGS.filter((ending) => counts[ending] > 0).map((ending) => (
        <li key={ending}>
          <TileGlyph kind={ending} />
          <b>{counts[ending]}</b> {reword(ending)}
        </li>
      ))}
      {!isWhole(cell) && (
        <li className="soft">
          {doneIn(counts)} of {cell.endings.length} runs done
        </li>
      )}
      <li className="soft">
        f = {cell.f}, q = {cell.q}
      </li>
    </ul>
  );
}

/** Which promises broke in which number of runs: what unsafe runs are unsafe for. */
function Broken({ cell }: { readonly cell: MapCell }): ReactNode {
  const { catalog } = useLab();
  const titleOfMonitor = monitorTitlesOf(useStore(catalog, (menus) => menus.catalog));
  if (countsOf(cell).unsafe === 0) return null;
  const broken = Object.entries(cell.broken).map(
    ([monitor, runs]) => `${titleOfMonitor(monitor)} ${runs}`,
  );
  return (
    <p className="soft">
      Promises that broke, and in how many runs: {broken.join(', ')}.
      {'client-safety' in cell.broken &&
        cell.traitors > 0 &&
        ' An answer on the word of traitors alone is unsafe even where it is true.'}
    </p>
  );
}

/** Those that did worst stand open, for they are what traitors would choose. */
function Tactics({ cell }: { readonly cell: MapCell }): ReactNode {
  const heading = useId();
  const titleOfTactic = useTacticTitle();
  const tallies = byTactic(cell, tacticsWith(cell.traitors)).filter(
    ({ counts }) => doneIn(counts) > 0,
  );
  if (tallies.length === 0) return null;
  const verdict = verdictOf(cell);
  const isHarmless = ({ counts }: TacticTally): boolean => worstOf(counts) === 'agreed';
  const isGrave = ({ counts }: TacticTally): boolean =>
    counts.forked + counts.deceived > 0 || worstOf(counts) === verdict;
  const harmful = tallies.filter((tally) => !isHarmless(tally));
  const [grave, lesser] = [harmful.filter(isGrave), harmful.filter((tally) => !isGrave(tally))];
  const harmless = tallies.filter(isHarmless);
  return (
    <div className="cell-tactics" role="group" aria-labelledby={heading}>
      <h3 id={heading}>By tactic</h3>
      {grave.length > 0 && <TacticTable tallies={grave} />}
      {lesser.length > 0 && (
        <details>
          <summary>{lesser.length} more did lesser harm</summary>
          <TacticTable tallies={lesser} />
        </details>
      )}
      {harmless.length > 0 && (
        <details>
          <summary>
            {harmful.length === 0 ? 'All' : 'The other'}{' '}
            {harmless.length === 1 ? 'one' : harmless.length} agreed in every run
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
    </div>
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
                <TileGlyph kind={kind} /> <span className="visually-hidden">{kind}</span>
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
