import { useState } from 'react';
import type { ReactNode } from 'react';
import { leftOut } from '../../core/base/left-out.ts';
import type { AblationCase, AblationInfo, Scenario } from '../../core/model/index.ts';
import { editRule } from '../../store/acts.ts';
import { useCatalog, useHistory, useLab, useProtocol } from '../lab-context.ts';

type Rule = readonly [id: string, info: AblationInfo];

/** The rules of the protocol that can be left out, each with an attack that then works. */
export function RulesSection(): ReactNode {
  const scenario = useHistory((history) => history.present?.scenario ?? null);
  const rules = Object.entries(useProtocol()?.ablations ?? {});
  if (!scenario) return null;
  const isOut = ([id]: Rule): boolean => leftOut(scenario).includes(id);
  return (
    <section className="section" id="setup-rules" aria-labelledby="rules-title">
      <h2 id="rules-title">
        Rules <span className="end">from the start</span>
      </h2>
      {rules.some(isOut) && <p className="broken-label">The protocol is broken on purpose:</p>}
      <RuleList rules={rules.filter(isOut)} scenario={scenario} />
      <details className="fold">
        <summary>Leave a rule out</summary>
        <Finder rules={rules.filter((rule) => !isOut(rule))} scenario={scenario} />
      </details>
    </section>
  );
}

/** Every word must occur in the id or in the sentence. */
function Finder({ rules, scenario }: { rules: readonly Rule[]; scenario: Scenario }): ReactNode {
  const [sought, setSought] = useState('');
  const words = sought.toLowerCase().split(/\s+/);
  const found = rules.filter(([id, { missing }]) =>
    words.every((word) => `${id} ${missing}`.toLowerCase().includes(word)),
  );
  return (
    <>
      <input
        type="search"
        className="text-field rule-search"
        aria-label="Find a rule"
        placeholder="Find a rule by its words"
        value={sought}
        onChange={(event) => setSought(event.target.value)}
      />
      <p className="hint" role="status">
        {found.length === rules.length
          ? `${rules.length} rules`
          : `${found.length} of ${rules.length} rules`}
      </p>
      <div className="rule-scroll">
        <RuleList rules={found} scenario={scenario} />
      </div>
    </>
  );
}

function RuleList({ rules, scenario }: { rules: readonly Rule[]; scenario: Scenario }): ReactNode {
  if (rules.length === 0) return null;
  return (
    <ul className="rules">
      {rules.map(([id, { missing }]) => (
        <RuleLine key={id} id={id} missing={missing} scenario={scenario} />
      ))}
    </ul>
  );
}

type LineProps = { id: string; missing: string; scenario: Scenario };

function RuleLine({ id, missing, scenario }: LineProps): ReactNode {
  const lab = useLab();
  const isOut = leftOut(scenario).includes(id);
  const shown = useCatalog()?.ablationCases.find((each) => each.rule === id);
  return (
    <li>
      <label className="rule">
        <input
          type="checkbox"
          checked={isOut}
          aria-describedby={`rule-${id}`}
          onChange={() => void editRule(lab, id, isOut ? 'keep' : 'leave out')}
        />
        <span>{missing}</span>
      </label>
      <p className="rule-attack">
        <code id={`rule-${id}`}>{id}</code>
        {shown && <Attack shown={shown} isOpen={scenario.title === shown.scenario['title']} />}
      </p>
    </li>
  );
}

/** Opens the case. The explanation beside the stage tells what to watch then, and why. */
function Attack({ shown, isOpen }: { shown: AblationCase; isOpen: boolean }): ReactNode {
  const lab = useLab();
  const { name, rule, together } = shown;
  if (isOpen) return <span className="hint">keep it, and the attack fails</span>;
  return (
    <button
      type="button"
      className="button"
      onClick={() => void lab.opening.begin({ from: 'preset', name }, '')}
    >
      Show an attack<span className="visually-hidden"> that works without {rule}</span>
      {together.length > 0 && ` (and without ${together.join(' and ')})`}
    </button>
  );
}
