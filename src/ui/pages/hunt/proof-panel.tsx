import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { proofCommand, queryOf, VIEWS_MAX } from '../../../store/hunt/choice.ts';
import type { HuntChoice } from '../../../store/hunt/choice.ts';
import { knownStates, STATES_MAX } from '../../../store/hunt/known-states.ts';
import { whyNoProof } from '../../../store/hunt/proof.ts';
import type { Proof } from '../../../store/hunt/proof.ts';
import { figure } from '../../../viz/figure.ts';
import { Stepper } from '../../controls/stepper.tsx';
import { Command } from './command.tsx';
import { Figure } from './hunt-panel.tsx';
import type { RoomProps } from './room-props.ts';
import { Field } from './question.tsx';
import { assumed, counted, foretold, proofVerdict, provedCouncil } from './words.ts';
import { useWordsOf } from '../../use-words.ts';

/** The command line has the room for more. */
const STATES_ON_COMMAND_LINE = 10_000_000;

/** Every state of a small council is visited: there is no fork, or here is a shortest one. */
export function ProofPanel({ room }: RoomProps): ReactNode {
  const { choice, proof } = useStore(room.state);
  const isAtWork = proof.status === 'visiting';
  const reword = useWordsOf('pbft');
  const obstacle = whyNoProof(choice);
  const known = obstacle === '' ? knownStates(choice) : null;
  return (
    <section className="hunt-panel" aria-labelledby="proof-title">
      <h2 id="proof-title">Prove it</h2>
      <p className="hint">
        {reword(
          'A hunt that finds nothing proves nothing. Of a small council every state can be visited: a model of PBFT with one sequence number, to which runs of the engine are held.',
        )}
      </p>
      {obstacle === '' ? (
        <ProofFields choice={choice} choose={room.choose} />
      ) : (
        <p className="hunt-obstacle">{obstacle}</p>
      )}
      {obstacle === '' && (
        <p className={known === 'more' ? 'hunt-obstacle' : 'hint'}>{foretold(known)}</p>
      )}
      <div className="hunt-go">
        <button
          type="button"
          className={isAtWork ? 'button button-line' : 'button button-gold'}
          disabled={!isAtWork && obstacle !== ''}
          onClick={isAtWork ? room.stopProof : room.prove}
        >
          {isAtWork ? 'Stop the proof' : 'Prove it'}
        </button>
        {obstacle === '' && (
          <Command
            label="The same proof on the command line"
            text={proofCommand(choice, known === 'more' ? STATES_ON_COMMAND_LINE : STATES_MAX)}
          />
        )}
      </div>
      <p className="visually-hidden" role="status">
        {isAtWork ? 'The proof has begun.' : reword(proofVerdict(proof))}
      </p>
      <ProofResult choice={choice} proof={proof} />
    </section>
  );
}

type FieldsProps = { readonly choice: HuntChoice; readonly choose: RoomProps['room']['choose'] };

function ProofFields({ choice, choose }: FieldsProps): ReactNode {
  const { replicas, traitors, views } = choice;
  const reword = useWordsOf('pbft');
  const ids = Array.from({ length: replicas }, (_, id) => id);
  const turn = (id: number): void => {
    const others = traitors.filter((each) => each !== id);
    const next = traitors.includes(id) ? others : [...others, id].sort((a, b) => a - b);
    choose({ traitors: next });
  };
  return (
    <div className="hunt-fields in-row">
      <Field name={reword('View changes at most')}>
        <Stepper
          label={reword('View changes at most')}
          value={views}
          min={0}
          max={VIEWS_MAX}
          onChange={(count) => choose({ views: count })}
        />
      </Field>
      <fieldset className="hunt-traitors">
        <legend>{reword('Traitors; R0 leads view 0, R1 view 1')}</legend>
        {ids.map((id) => (
          <label key={id}>
            <input type="checkbox" checked={traitors.includes(id)} onChange={() => turn(id)} />R{id}
          </label>
        ))}
      </fieldset>
    </div>
  );
}

function ProofResult({ choice, proof }: { choice: HuntChoice; proof: Proof }): ReactNode {
  const { asked, states, depth, seconds, explored, status } = proof;
  const reword = useWordsOf('pbft');
  const verdict = reword(proofVerdict(proof));
  const isForked = explored?.verdict === 'forked';
  if (asked === null)
    return (
      <p className="hunt-empty">
        {reword(
          'Here you will see how many states were visited, and in the end that none of them forks, or the shortest way to one that does.',
        )}
      </p>
    );
  const known = knownStates(asked);
  const isOther = queryOf(asked) !== queryOf(choice);
  return (
    <div className="hunt-result">
      <p className="hunt-asked">
        {provedCouncil(asked)}
        {isOther && ' The question above has changed since.'}
      </p>
      {status === 'visiting' && (
        <progress
          className="hunt-progress"
          aria-label="States visited"
          {...(known === null || known === 'more'
            ? {}
            : { max: known.states, value: Math.min(states, known.states) })}
        />
      )}
      <dl className="hunt-figures" aria-label="The proof in figures">
        <Figure name="states visited" value={figure(states)} />
        <Figure name="steps from the start" value={figure(depth)} />
        <Figure name="seconds" value={seconds.toFixed(1)} />
      </dl>
      {verdict !== '' && (
        <p className={isForked ? 'hunt-verdict is-broken' : 'hunt-verdict'}>{verdict}</p>
      )}
      {explored !== null && <Explored asked={asked} explored={explored} />}
    </div>
  );
}

type ExploredProps = {
  readonly asked: HuntChoice;
  readonly explored: NonNullable<Proof['explored']>;
};

function Explored({ asked, explored }: ExploredProps): ReactNode {
  const { verdict, states, decided, story } = explored;
  const reword = useWordsOf('pbft');
  return (
    <>
      {verdict === 'safe' && (
        <p className="hint">
          All {counted(states, 'state')} were visited; in {figure(decided)} of them somebody has
          decided.
        </p>
      )}
      {verdict === 'forked' && (
        <>
          <p className="hint">
            A shortest way, found among {counted(states, 'state')}. The traitors have said whatever
            helps:
          </p>
          <ol className="hunt-story" role="list" aria-label="The story">
            {story.map((step, index) => (
              <li key={index}>
                <span>{reword(step)}</span>
              </li>
            ))}
          </ol>
        </>
      )}
      <h3>What was assumed</h3>
      <ul className="hunt-assumed">
        {assumed(asked).map((text) => (
          <li key={text}>{reword(text)}</li>
        ))}
      </ul>
    </>
  );
}
