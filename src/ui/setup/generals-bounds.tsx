import type { ReactNode } from 'react';
import type { Scenario } from '../../core/model/index.ts';
import { generalsBounds } from '../../store/council.ts';
import type { Condition } from '../../store/council.ts';
import { Icon } from '../controls/icon.tsx';
import { useMarks } from '../use-frame.ts';
import { useWords } from '../use-words.ts';

/** What the paper asks for, held against what is promised and what is seated. */
export function GeneralsBounds({ scenario }: { scenario: Scenario }): ReactNode {
  const { m, faulty, conditions, isSynchronous } = generalsBounds(scenario, useMarks());
  const reword = useWords();
  return (
    <>
      <table className="bounds">
        <thead>
          <tr>
            <td />
            <th scope="col">
              Promised <span className="soft">x = {m}</span>
            </th>
            <th scope="col">
              Seated <span className="soft">x = {faulty}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {conditions.map(({ name, formula, promised, seated }) => (
            <tr key={name}>
              <th scope="row">
                {name} <span className="soft">{formula}</span>
              </th>
              <Cell condition={promised} />
              <Cell condition={seated} />
            </tr>
          ))}
        </tbody>
      </table>
      <p className="hint">
        {reword(
          'x is the number of traitors: m in the first column, those on the roster in the second. IC1: all loyal lieutenants obey one order. IC2: they obey a loyal commander.',
        )}
      </p>
      {!isSynchronous && (
        <p className="hint">
          This network loses messages or holds them up: the algorithms take for granted that it does
          not, and promise nothing here.
        </p>
      )}
    </>
  );
}

function Cell({ condition: { text, isHeld } }: { condition: Condition }): ReactNode {
  return (
    <td className={isHeld ? 'held' : 'broken'}>
      {text}
      <span className="verdict">
        <Icon name={isHeld ? 'check' : 'cross'} size={14} />
        <span className="visually-hidden">{isHeld ? 'yes' : 'no'}</span>
      </span>
    </td>
  );
}
