import { useState } from 'react';
import type { ReactNode } from 'react';
import type { MarkKind, TacticChoice } from '../../core/model/index.ts';
import { mark } from '../../store/acts.ts';
import { Choose } from '../controls/choose.tsx';
import { Crown, Icon } from '../controls/icon.tsx';
import { agentWords } from '../../viz/families.ts';
import { Stepper } from '../controls/stepper.tsx';
import { useCatalog, useLab, useTerms, useSelection } from '../lab-context.ts';
import type { ReplicaMark } from '../use-frame.ts';
import { choiceOf, KIND_TEXTS, kindOf, kindsOf, tacticsOf } from './choices.ts';
import { Outlooks } from './outlook.tsx';
import { TacticFields } from './tactic-fields.tsx';

/** A large council: pick replicas in a grid, or the first k, and mark them together. */
export function RosterGrid({ replicas }: { replicas: readonly ReplicaMark[] }): ReactNode {
  return (
    <>
      <ul className="roster-grid" aria-label="Replicas to mark">
        {replicas.map((replica) => (
          <GridCell key={replica.id} {...replica} />
        ))}
      </ul>
      <MarkPicked replicas={replicas} />
      <Outlooks />
    </>
  );
}

function GridCell({ id, mark: { kind }, badge, isPrimary }: ReplicaMark): ReactNode {
  const lab = useLab();
  const terms = useTerms();
  const isPicked = useSelection((selection) => selection.picked.includes(id));
  const toggle = (): void =>
    lab.selection.setState(({ picked }) => ({
      picked: isPicked ? picked.filter((each) => each !== id) : [...picked, id],
    }));
  return (
    <li>
      <button
        type="button"
        aria-pressed={isPicked}
        aria-label={`R${id}, ${KIND_TEXTS[kind]}${isPrimary ? `, ${terms.leader}` : ''}${badge ? `, ${agentWords(badge)}` : ''}`}
        onClick={toggle}
      >
        <Icon name={kind} size={12} />
        {id}
        {badge && <span className="soft">{badge.letter}</span>}
        {isPrimary && <Crown label="" />}
      </button>
    </li>
  );
}

function MarkPicked({ replicas }: { replicas: readonly ReplicaMark[] }): ReactNode {
  const lab = useLab();
  const catalog = useCatalog();
  const terms = useTerms();
  const picked = useSelection((selection) => selection.picked);
  const [kind, setKind] = useState<MarkKind>('colluding');
  const [picking, setPicking] = useState<TacticChoice | null>(null);
  const tactics = tacticsOf(catalog, kind);
  const isOfKind = tactics.some(({ id }) => id === picking?.tactic);
  const tactic = isOfKind && picking !== null ? picking : { tactic: tactics[0]?.id ?? '' };
  const apply = (): void => {
    const choice = choiceOf(kind, catalog, terms);
    void mark(lab, picked, 'tactic' in choice ? { ...choice, ...tactic } : choice);
    lab.selection.setState({ picked: [] });
  };
  return (
    <div className="mark-picked">
      <div className="row">
        <span className="row-name">Mark the first</span>
        <Stepper
          label={`${terms.member}s to mark`}
          value={picked.length}
          min={0}
          max={replicas.length}
          onChange={(count) =>
            lab.selection.setState({ picked: replicas.slice(0, count).map(({ id }) => id) })
          }
        />
      </div>
      <div className="row">
        <Choose
          label={`Fault of the picked ${terms.member}s`}
          value={kind}
          options={kindsOf(catalog).map((each) => ({ value: each, text: KIND_TEXTS[each] }))}
          onChange={(value) => setKind(kindOf(value))}
        />
        <button
          type="button"
          className="button button-line"
          disabled={picked.length === 0}
          onClick={apply}
        >
          Mark {picked.length}
        </button>
      </div>
      {tactics.length > 0 && (
        <TacticFields
          name={`the picked ${terms.member}s`}
          tactics={tactics}
          choice={tactic}
          onChoose={setPicking}
        />
      )}
    </div>
  );
}
