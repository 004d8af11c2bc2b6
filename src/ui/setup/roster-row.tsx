import type { ReactNode } from 'react';
import { mark as markReplicas } from '../../store/acts.ts';
import { Choose } from '../controls/choose.tsx';
import { FamilyBadge } from '../controls/family-badge.tsx';
import { Crown, Icon } from '../controls/icon.tsx';
import { useCatalog, useLab, useTerms, useSelection } from '../lab-context.ts';
import type { ReplicaMark } from '../use-frame.ts';
import { choiceOf, KIND_TEXTS, kindOf, kindsOf } from './choices.ts';
import { FaultDetail } from './fault-detail.tsx';
import { Outlook } from './outlook.tsx';

export function RosterRow({ id, mark, badge, hasFoundText, isPrimary }: ReplicaMark): ReactNode {
  const lab = useLab();
  const catalog = useCatalog();
  const isSelected = useSelection((selection) => selection.process === id);
  const terms = useTerms();
  const name = `R${id}`;
  return (
    <li className={isSelected ? 'roster-row selected' : 'roster-row'}>
      <div className="roster-line">
        <button
          type="button"
          className="roster-name"
          aria-pressed={isSelected}
          aria-label={`Select ${name}`}
          onClick={() => lab.selection.setState({ process: isSelected ? null : id })}
        >
          <Icon name={mark.kind} />
          {name}
          <FamilyBadge badge={badge} />
          {isPrimary && <Crown label={terms.leader} />}
        </button>
        <Choose
          label={`Fault of ${name}`}
          value={mark.kind}
          options={kindsOf(catalog).map((kind) => ({ value: kind, text: KIND_TEXTS[kind] }))}
          onChange={(value) =>
            void markReplicas(lab, [id], choiceOf(kindOf(value), catalog, terms))
          }
        />
      </div>
      <FaultDetail
        name={name}
        mark={mark}
        hasFoundText={hasFoundText}
        onChoose={(choice) => void markReplicas(lab, [id], choice)}
      />
      <Outlook id={id} />
    </li>
  );
}
