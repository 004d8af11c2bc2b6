import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { articleFor } from '../../core/base/english.ts';
import type { LogStep, LogWord } from '../../core/model/index.ts';
import { logDiff } from '../../viz/log/diff.ts';
import type { DiffCell, DiffRow, DiffSection } from '../../viz/log/diff.ts';
import type { Place } from '../../viz/place.ts';
import { digestWord } from '../../viz/values.ts';
import type { ValueBook } from '../../viz/values.ts';
import { Choose } from '../controls/choose.tsx';
import { UserText } from '../controls/user-text.tsx';
import { useNamer } from '../explain/sentence.tsx';
import { useLab, useRecording, useSelection, useTerms } from '../lab-context.ts';
import { usePresentView } from '../use-frame.ts';
import { useWords } from '../use-words.ts';
import { useAnswer } from './use-answer.ts';
import { useBook, usePlace, useSeats } from './use-place.ts';

/** What one replica has written down, and what the last step has changed in it. */
export function LogPanel(): ReactNode {
  const place = useDeferredValue(usePlace());
  const owner = useOwner();
  const step = useLog(place, owner.id);
  return (
    <div className="panel log">
      <header className="panel-head">
        <OwnerChoice owner={owner} />
        {step && <Change step={step} />}
      </header>
      {/* Scrolled with the keyboard: nothing in it can be focused. */}
      <div className="panel-body" tabIndex={0}>
        {step ? <Sections step={step} /> : <Nothing />}
      </div>
    </div>
  );
}

function Nothing(): ReactNode {
  const { member } = useTerms();
  return (
    <p className="panel-empty">
      This process keeps no log. Select {articleFor(member)} {member} on the stage, or above, to
      read what it has written down.
    </p>
  );
}

type Owner = {
  readonly id: number;
  readonly isFollowing: boolean;
  readonly choose: (id: number | null) => void;
};

/** The selected replica, or else who leads, until somebody chooses another here. */
function useOwner(): Owner {
  const [chosen, choose] = useState<number | null>(null);
  const selected = useSelection((selection) => selection.process);
  const { primary } = usePresentView();
  return { id: chosen ?? selected ?? primary, isFollowing: chosen === null, choose };
}

function useLog(place: Place, process: number): LogStep | null {
  const lab = useLab();
  const run = useRecording((recording) => recording.run);
  const { at, events } = place;
  const ask = useCallback(
    () => lab.engine.ask('log', { run, place: { at, events }, process }),
    [lab, run, at, events, process],
  );
  return useAnswer(run === 0 ? null : ask);
}

function OwnerChoice({ owner }: { owner: Owner }): ReactNode {
  const { member, leader } = useTerms();
  const nameOf = useNamer();
  const seats = useSeats();
  const options = [
    { value: '', text: `${nameOf(owner.id)}, selected or ${leader}` },
    ...seats.map(({ id }) => ({ value: String(id), text: nameOf(id) })),
  ];
  return (
    <Choose
      label={`Log of ${member}`}
      value={owner.isFollowing ? '' : String(owner.id)}
      options={options}
      onChange={(value) => owner.choose(value === '' ? null : Number(value))}
    />
  );
}

function Change({ step }: { step: LogStep }): ReactNode {
  const { hasChanged } = useMemo(() => logDiff(step), [step]);
  return (
    <span role="status">
      {hasChanged ? 'Underlined: changed in this step' : 'This step changed nothing here'}
    </span>
  );
}

function Sections({ step }: { step: LogStep }): ReactNode {
  const diff = useMemo(() => logDiff(step), [step]);
  return (
    <div className="log-sections">
      {diff.sections.map((section) => (
        <Section key={section.id} section={section} />
      ))}
    </div>
  );
}

function Section({ section }: { section: DiffSection }): ReactNode {
  const { title, rows, columns, omitted, empty, gone } = section;
  const reword = useWords();
  return (
    <section className="log-section">
      <h2>{reword(title)}</h2>
      {rows.length === 0 ? (
        <p className="hint">{reword(empty)}</p>
      ) : (
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {reword(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.key} row={row} />
            ))}
          </tbody>
        </table>
      )}
      {omitted > 0 && <p className="hint">{omitted} earlier ones are not shown.</p>}
      {gone > 0 && (
        <p className="hint">
          <ins>{gone === 1 ? 'One entry was' : `${gone} entries were`} discarded in this step.</ins>
        </p>
      )}
    </section>
  );
}

function Row({ row }: { row: DiffRow }): ReactNode {
  return (
    <tr>
      {row.cells.map((cell, index) => (
        <td key={index}>
          {cell.isChanged ? (
            <ins>
              <Words cell={cell} />
            </ins>
          ) : (
            <Words cell={cell} />
          )}
        </td>
      ))}
    </tr>
  );
}

function Words({ cell }: { cell: DiffCell }): ReactNode {
  const nameOf = useNamer();
  const book = useBook();
  const reword = useWords();
  return cell.words.map((word, index) => (
    <Word
      key={index}
      word={typeof word === 'string' ? reword(word) : word}
      nameOf={nameOf}
      book={book}
    />
  ));
}

type WordProps = {
  readonly word: LogWord;
  readonly nameOf: (id: number) => string;
  readonly book: ValueBook;
};

function Word({ word, nameOf, book }: WordProps): ReactNode {
  if (typeof word === 'string') return word;
  if ('process' in word) return <b>{nameOf(word.process)}</b>;
  if ('quoted' in word) return <UserText>{word.quoted}</UserText>;
  const { letter, tone } = book.ofDigest(word.digest);
  if (letter === '') return <UserText>{digestWord(book, word.digest)}</UserText>;
  return <span className={`value-tile ${tone}`}>{letter}</span>;
}
