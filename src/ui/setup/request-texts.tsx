import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { articleFor } from '../../core/base/english.ts';
import type { Injection, Scenario } from '../../core/model/index.ts';
import { editInjection } from '../../store/acts.ts';
import { familiesFor, freeRequest, requestsIn } from '../../store/agents.ts';
import { Choose } from '../controls/choose.tsx';
import { Icon } from '../controls/icon.tsx';
import { Stepper } from '../controls/stepper.tsx';
import { useLab, useTerms, useProtocol } from '../lab-context.ts';
import { luringText } from './choices.ts';

/** The texts that ride in requests, each with its request and the families that it works on. */
export function RequestTexts({ scenario }: { scenario: Scenario }): ReactNode {
  const lab = useLab();
  const terms = useTerms();
  const name = `${articleFor(terms.request)} ${terms.request}`;
  const free = freeRequest(scenario);
  const add = (request: number): void => {
    const text = { request, text: luringText(terms), families: null };
    void editInjection(lab, scenario.injections.length, text);
  };
  return (
    <>
      {scenario.injections.length === 0 && (
        <p className="hint">
          No {terms.request} carries a text. One that does is read by every agent.
        </p>
      )}
      <ul className="request-texts">
        {scenario.injections.map((injection, position) => (
          <li key={position}>
            <RequestText injection={injection} position={position} scenario={scenario} />
          </li>
        ))}
      </ul>
      <button
        type="button"
        className="button button-line"
        disabled={free === null}
        onClick={() => {
          if (free !== null) add(free);
        }}
      >
        Add a text to {name}
      </button>
      <GrammarHelp />
    </>
  );
}

type Props = {
  readonly injection: Injection;
  readonly position: number;
  readonly scenario: Scenario;
};

function RequestText({ injection, position, scenario }: Props): ReactNode {
  const lab = useLab();
  const { request: what } = useTerms();
  const { request, text } = injection;
  const [draft, setDraft] = useState(text);
  useEffect(() => setDraft(text), [text]);
  const change = (part: Partial<Injection> | null): void => {
    void editInjection(lab, position, part === null ? null : { ...injection, ...part });
  };
  const commit = (): void => {
    if (draft === text) return;
    // An empty text is no text: it would be refused.
    if (draft === '') setDraft(text);
    else change({ text: draft });
  };
  return (
    <>
      <div className="row">
        <span className="row-name">In {what}</span>
        <RequestStepper injection={injection} scenario={scenario} onChange={change} />
        <button
          type="button"
          className="button button-icon"
          aria-label={`Remove the text of ${what} ${request}`}
          onClick={() => change(null)}
        >
          <Icon name="cross" size={12} />
        </button>
      </div>
      <textarea
        aria-label={`Text in ${what} ${request}`}
        dir="auto"
        rows={2}
        maxLength={1000}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
      />
      <Susceptible injection={injection} scenario={scenario} onChange={change} />
    </>
  );
}

type Field = Omit<Props, 'position'> & { readonly onChange: (part: Partial<Injection>) => void };

/** A request carries one text: the stepper goes past those that are taken. */
function RequestStepper({ injection: { request }, scenario, onChange }: Field): ReactNode {
  const what = useTerms().request;
  const max = requestsIn(scenario);
  const isTaken = (number: number): boolean =>
    number !== request && scenario.injections.some((other) => other.request === number);
  const choose = (wanted: number): void => {
    const way = wanted < request ? -1 : 1;
    let number = wanted;
    while (isTaken(number)) number += way;
    if (number >= 1 && number <= max) onChange({ request: number });
  };
  return (
    <Stepper label={`${what} with a text`} value={request} min={1} max={max} onChange={choose} />
  );
}

const ALL = '*';

function Susceptible({ injection, scenario, onChange }: Field): ReactNode {
  const what = useTerms().request;
  const { request, families } = injection;
  const several = families !== null && families.length > 1 ? families.join(', ') : null;
  const single = familiesFor(scenario).map((family) => ({ value: family, text: `${family} only` }));
  return (
    <div className="row">
      <span className="row-name">Works on</span>
      <Choose
        label={`Families that the text of ${what} ${request} works on`}
        value={families === null ? ALL : families.join(', ')}
        options={[
          { value: ALL, text: 'every agent' },
          ...single,
          ...(several === null ? [] : [{ value: several, text: several }]),
        ]}
        onChange={(value) => {
          if (value !== several) onChange({ families: value === ALL ? null : [value] });
        }}
      />
    </div>
  );
}

type Grammar = readonly (readonly [words: string, meaning: string])[];

const OF_REPLICAS: Grammar = [
  ['reply RETREAT', 'what it answers clients'],
  ['vote RETREAT', 'which of the orders that it has seen it votes for'],
  ['stay silent', 'it sends nothing any more'],
  ['carry this', 'it adds the text to its own proposals, where all agents read it'],
  ['from 300 ms on', 'not before that time'],
  ['only when you are primary', 'not as a backup'],
];

const OF_GENERALS: Grammar = [
  ['vote RETREAT', 'the order that it gives and passes on, whatever it heard'],
  ['reply RETREAT', 'what it reports to headquarters'],
  ['stay silent', 'it sends nothing any more'],
  ['carry this', 'it puts the text beside its own orders, where others read it'],
  ['from 300 ms on', 'not before that time'],
  ['only as commander', 'not as a lieutenant'],
];

/** Where nobody has a protocol of a paper. */
const OF_AGENTS: Grammar = [
  ['reply RETREAT', 'what it answers the client'],
  ['vote RETREAT', 'what it tells the others, where they tell each other anything'],
  ['stay silent', 'it sends nothing any more'],
  ['carry this', 'it puts the text beside its votes, where others read it'],
  ['from 300 ms on', 'not before that time'],
];

const GRAMMARS: Readonly<Record<string, Grammar>> = { pbft: OF_REPLICAS, generals: OF_GENERALS };

/** What an agent can be told; the rest of a text is only read. */
function GrammarHelp(): ReactNode {
  const grammar = GRAMMARS[useProtocol()?.id ?? ''] ?? OF_AGENTS;
  return (
    <details className="fold">
      <summary>What an agent obeys</summary>
      <dl className="grammar">
        {grammar.map(([words, meaning]) => (
          <div key={words}>
            <dt>{words}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p className="hint">
        Values of several words stand in quotation marks. A condition holds for its sentence; “not”,
        “don’t” or “never” before an instruction takes it back.
      </p>
    </details>
  );
}
