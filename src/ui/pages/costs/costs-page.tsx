import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { costsOf } from '../../../store/costs/room.ts';
import type { CostsRoom } from '../../../store/costs/room.ts';
import { useLab, useSite } from '../../lab-context.ts';
import { DecisionSection } from './decision-section.tsx';
import { TimerSection } from './timer-section.tsx';
import { useWordsOf } from '../../use-words.ts';
import './costs.css';

/** What agreement costs, and how long to wait for it: both measured by runs. */
export function CostsPage(): ReactNode {
  const room = costsOf(useLab());
  const query = useSite((site) => site.query);
  useEffect(() => room.follow(query), [room, query]);
  const { show, problem } = useStore(room.choice);
  const reword = useWordsOf('pbft');
  return (
    <article className="costs">
      {problem !== '' && (
        <p role="alert" className="costs-problem">
          {problem}
        </p>
      )}
      <h1>
        {show === 'timers'
          ? reword('How long should replicas wait?')
          : 'What does a decision cost?'}
      </h1>
      <Choice room={room} />
      {show === 'timers' ? <TimerSection room={room} /> : <DecisionSection room={room} />}
    </article>
  );
}

const TITLES = { decision: 'What a decision costs', timers: 'How long to wait' } as const;

function Choice({ room }: { readonly room: CostsRoom }): ReactNode {
  const show = useStore(room.choice, (choice) => choice.show);
  return (
    <div className="costs-choice" role="group" aria-label="What is measured">
      {(['decision', 'timers'] as const).map((id) => (
        <button
          key={id}
          type="button"
          className="button"
          aria-pressed={id === show}
          onClick={() => room.choose({ show: id })}
        >
          {TITLES[id]}
        </button>
      ))}
    </div>
  );
}
