import { useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { useStore } from 'zustand';
import type { Catalog } from '../../../core/model/index.ts';
import { BUDGETS, monitorsFor, protocolIn, REPLICAS_MAX } from '../../../store/hunt/choice.ts';
import type { HuntChoice } from '../../../store/hunt/choice.ts';
import { figure } from '../../../viz/figure.ts';
import { Choose } from '../../controls/choose.tsx';
import { Icon } from '../../controls/icon.tsx';
import { Stepper } from '../../controls/stepper.tsx';
import { ClauseLine, matches } from './clause.tsx';
import type { RoomProps } from './room-props.ts';
import { wholeText } from './words.ts';
import { useWordsOf } from '../../use-words.ts';

type Props = RoomProps & { readonly place: RefObject<HTMLElement | null> };

/** Which council, and what is left out of its protocol: one question for the hunt and for the proof. */
export function Question({ room, catalog, place }: Props): ReactNode {
  const choice = useStore(room.state, (hunt) => hunt.choice);
  return (
    <section ref={place} tabIndex={-1} className="hunt-question" aria-labelledby="question-title">
      <h2 id="question-title">The question</h2>
      <CouncilFields choice={choice} catalog={catalog} choose={room.choose} />
      <LeftOut choice={choice} catalog={catalog} choose={room.choose} />
      <p className="hint">The address holds what is chosen here: a copied link asks the same.</p>
    </section>
  );
}

type FieldProps = {
  readonly choice: HuntChoice;
  readonly catalog: Catalog;
  readonly choose: (change: Partial<HuntChoice>) => void;
};

function CouncilFields({ choice, catalog, choose }: FieldProps): ReactNode {
  const { protocol, replicas, tolerance, faulty } = choice;
  const reword = useWordsOf(protocol);
  return (
    <div className="hunt-fields">
      <Field name="Protocol">
        <Choose
          label="Protocol"
          value={protocol}
          options={catalog.protocols.map(({ id, title }) => ({ value: id, text: title }))}
          onChange={(id) => choose({ protocol: id })}
        />
      </Field>
      <Field name={reword('Replicas n')}>
        <Stepper
          label={reword('Replicas')}
          value={replicas}
          min={1}
          max={REPLICAS_MAX}
          onChange={(n) => choose({ replicas: n })}
        />
      </Field>
      <Field name="Promised f">
        <Stepper
          label="Traitors that are promised to be borne"
          value={tolerance}
          min={0}
          max={replicas - 1}
          onChange={(f) => choose({ tolerance: f })}
        />
      </Field>
      <Field name="Faulty">
        <Stepper
          label={reword('Faulty replicas in each scenario')}
          value={faulty}
          min={0}
          max={replicas}
          onChange={(count) => choose({ faulty: count })}
        />
      </Field>
    </div>
  );
}

/** What a hunt needs beside the council. */
export function HuntFields({ choice, catalog, choose }: FieldProps): ReactNode {
  const { protocol, monitor, budget } = choice;
  const budgets = BUDGETS.includes(budget) ? BUDGETS : [...BUDGETS, budget];
  return (
    <div className="hunt-fields in-row">
      <Field name="Until this breaks">
        <Choose
          label="Until this breaks"
          value={monitor}
          options={[
            { value: '', text: 'Any promise' },
            ...monitorsFor(catalog, protocol).map(({ id, title }) => ({ value: id, text: title })),
          ]}
          onChange={(id) => choose({ monitor: id })}
        />
      </Field>
      <Field name="Runs at most">
        <Choose
          label="Runs at most"
          value={String(budget)}
          options={budgets.map((runs) => ({
            value: String(runs),
            text: figure(runs),
          }))}
          onChange={(runs) => choose({ budget: Number(runs) })}
        />
      </Field>
    </div>
  );
}

export function Field({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <div className="hunt-field">
      <span aria-hidden="true">{name}</span>
      {children}
    </div>
  );
}

function LeftOut({ choice, catalog, choose }: FieldProps): ReactNode {
  const rules = Object.entries(protocolIn(catalog, choice.protocol)?.ablations ?? {});
  if (rules.length === 0)
    return <p className="hint">This protocol has no rules that could be left out.</p>;
  const isOut = (id: string): boolean => choice.ablate.includes(id);
  const out = rules.filter(([id]) => isOut(id));
  return (
    <>
      <h3>Rules left out</h3>
      {out.length === 0 && <p className="hint">{wholeText(choice)}</p>}
      <ul className="hunt-out">
        {out.map(([id, { missing, clause }]) => (
          <li key={id}>
            <p>{missing}</p>
            <button
              type="button"
              className="button button-icon"
              aria-label={`Keep the rule ${id}`}
              title={`Keep the rule ${id}`}
              onClick={() => choose({ ablate: choice.ablate.filter((rule) => rule !== id) })}
            >
              <Icon name="cross" />
            </button>
            <ClauseLine clause={clause} />
          </li>
        ))}
      </ul>
      <Finder
        rules={rules.filter(([id]) => !isOut(id))}
        onChoose={(id) => choose({ ablate: [...choice.ablate, id] })}
      />
    </>
  );
}

type FinderProps = {
  readonly rules: readonly (readonly [
    id: string,
    info: Catalog['protocols'][number]['ablations'][string],
  ])[];
  readonly onChoose: (id: string) => void;
};

function Finder({ rules, onChoose }: FinderProps): ReactNode {
  const [sought, setSought] = useState('');
  const found = rules.filter(([id, info]) => matches(sought, id, info));
  return (
    <details className="fold">
      <summary>Leave another rule out</summary>
      <input
        type="search"
        className="text-field rule-search"
        aria-label="Find a rule to leave out"
        placeholder="Find a rule by its words"
        value={sought}
        onChange={(event) => setSought(event.target.value)}
      />
      <p className="hint" role="status">
        {found.length} of {rules.length} rules
      </p>
      <ul className="rules rule-scroll" tabIndex={-1}>
        {found.map(([id, { missing }]) => (
          <li key={id}>
            <button type="button" className="hunt-rule" onClick={() => onChoose(id)}>
              <span>{missing}</span>
              <code>{id}</code>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
