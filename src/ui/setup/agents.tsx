import { useState } from 'react';
import type { ReactNode } from 'react';
import { articleFor } from '../../core/base/english.ts';
import type { Guard, ProcessId, Scenario } from '../../core/model/index.ts';
import { editAgents } from '../../store/acts.ts';
import { agentOf, familiesFor } from '../../store/agents.ts';
import { agentBadges } from '../../viz/families.ts';
import { Choose } from '../controls/choose.tsx';
import { FamilyBadge } from '../controls/family-badge.tsx';
import { Stepper } from '../controls/stepper.tsx';
import { useHistory, useLab, useTerms } from '../lab-context.ts';
import { FamilyField } from './family-field.tsx';
import { RequestTexts } from './request-texts.tsx';

/** Above this many replicas a row for each would bury the rest of the rail. */
const ROWS_MAX = 7;

/** The replicas as agents: which model each is, whether it is guarded, and which texts ride in requests. */
export function AgentsSection(): ReactNode {
  const scenario = useHistory((history) => history.present?.scenario ?? null);
  const { request } = useTerms();
  if (!scenario) return null;
  const isUsed = scenario.agents.length + scenario.injections.length > 0;
  return (
    <section className="section" id="setup-agents" aria-labelledby="agents-title">
      <h2 id="agents-title">
        Agents <span className="end">from the start</span>
      </h2>
      <details open={isUsed} className="fold">
        <summary>Families and guards</summary>
        <Families scenario={scenario} />
      </details>
      <details open={isUsed} className="fold">
        <summary>Texts in {request}s</summary>
        <RequestTexts scenario={scenario} />
      </details>
    </section>
  );
}

function Families({ scenario }: { scenario: Scenario }): ReactNode {
  const everybody = Array.from({ length: scenario.replicas }, (_, id) => id);
  const badges = agentBadges(scenario.agents);
  const { request, hasQuorums, tolerance } = useTerms();
  return (
    <>
      <p className="hint">
        Copies of one model obey the same texts. An agent in quarantine reads what rides in{' '}
        {articleFor(request)} {request} only after it has{' '}
        {hasQuorums || tolerance === '' ? 'answered' : 'obeyed'} it.
      </p>
      <Several scenario={scenario} />
      {everybody.length <= ROWS_MAX && (
        <ul className="agents">
          {everybody.map((id) => (
            <li key={id} className="agent-line">
              <span className="agent-name">
                R{id} <FamilyBadge badge={badges.get(id)} />
              </span>
              <AgentFields name={`R${id}`} replicas={[id]} scenario={scenario} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** The first so many at once: all of them make a monoculture. */
function Several({ scenario }: { scenario: Scenario }): ReactNode {
  const [count, setCount] = useState<number | null>(null);
  const { member } = useTerms();
  const many = Math.min(count ?? scenario.replicas, scenario.replicas);
  return (
    <>
      <div className="row">
        <span className="row-name">The first</span>
        <Stepper
          label={`${member}s to make agents of one kind`}
          value={many}
          min={1}
          max={scenario.replicas}
          onChange={setCount}
        />
      </div>
      <div className="agent-line">
        <span className="agent-name">are</span>
        <AgentFields
          name={`the first ${many}`}
          replicas={Array.from({ length: many }, (_, id) => id)}
          scenario={scenario}
        />
      </div>
    </>
  );
}

/** Stands in a chooser for replicas that differ. */
const MIXED = '*';

const GUARDS: readonly { readonly value: Guard; readonly text: string }[] = [
  { value: 'none', text: 'no guard' },
  { value: 'quarantine', text: 'quarantine' },
];

type Props = {
  readonly name: string;
  readonly replicas: readonly ProcessId[];
  readonly scenario: Scenario;
};

function AgentFields({ name, replicas, scenario }: Props): ReactNode {
  const lab = useLab();
  const kinds = replicas.map((id) => agentOf(scenario, id));
  const guard = only(kinds.map((kind) => kind.guard));
  return (
    <>
      <FamilyField
        name={name}
        family={only(kinds.map((kind) => kind.family))}
        families={familiesFor(scenario)}
        onChoose={(family) => editAgents(lab, replicas, { family })}
      />
      <Choose
        label={`Guard of ${name}`}
        value={guard ?? MIXED}
        options={[...GUARDS, ...(guard === null ? [{ value: MIXED, text: 'mixed' }] : [])]}
        onChange={(value) => {
          const chosen = GUARDS.find((each) => each.value === value);
          if (chosen) void editAgents(lab, replicas, { guard: chosen.value });
        }}
      />
    </>
  );
}

/** The value that all have, or null. */
function only<V>(values: readonly V[]): V | null {
  return new Set(values).size === 1 ? (values[0] ?? null) : null;
}
