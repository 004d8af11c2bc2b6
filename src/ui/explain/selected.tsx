import type { ReactNode } from 'react';
import type { ProcessView } from '../../core/model/index.ts';
import { FamilyBadge } from '../controls/family-badge.tsx';
import { ObeyedWords } from '../controls/obeyed-words.tsx';
import { UserText } from '../controls/user-text.tsx';
import { agentBadges, agentWords } from '../../viz/families.ts';
import { useHistory, useLab, useTerms, useRecording, useSelection } from '../lab-context.ts';
import { KIND_TEXTS } from '../setup/choices.ts';
import { Term } from '../controls/term.tsx';
import { useProcesses } from '../use-frame.ts';
import { useWords } from '../use-words.ts';
import { GeneralFacts } from './general-facts.tsx';
import { MessageFacts } from './message-facts.tsx';
import { useNamer, ValueTile } from './sentence.tsx';

/** What is selected on the stage or in the diagram: one process's own state, or one message. */
export function SelectedSection(): ReactNode {
  const process = useSelection((selection) => selection.process);
  const message = useSelection((selection) => selection.message);
  const found = useProcesses().find(({ id }) => id === process);
  if (found) return <ProcessFacts process={found} />;
  return message === null ? null : <MessageFacts event={message} />;
}

function ProcessFacts({ process }: { process: ProcessView }): ReactNode {
  const nameOf = useNamer();
  const title = process.role === 'replica' ? KIND_TEXTS[process.mark.kind].toLowerCase() : 'client';
  return (
    <section className="section" aria-labelledby="selected-title">
      <h2 id="selected-title">
        {nameOf(process.id)} <span className="end">{title}</span>
      </h2>
      {process.role === 'replica' ? (
        <>
          <MemberFacts process={process} />
          <MenuButton id={process.id} />
        </>
      ) : (
        <ClientFacts process={process} />
      )}
    </section>
  );
}

/** What can be done to it stands in one menu, here and on the stage. */
function MenuButton({ id }: { id: number }): ReactNode {
  const lab = useLab();
  return (
    <button
      type="button"
      className="button button-line"
      aria-haspopup="dialog"
      onClick={() => lab.selection.setState({ menu: id })}
    >
      What to do with R{id}…
    </button>
  );
}

/** A general is told by what it was told; a replica by its view and its memory. */
function MemberFacts({
  process,
}: {
  process: Extract<ProcessView, { role: 'replica' }>;
}): ReactNode {
  const isGeneral = process.replica.relays !== undefined;
  return isGeneral ? (
    <GeneralFacts replica={process.replica} agent={<AgentFacts process={process} />} />
  ) : (
    <ReplicaFacts process={process} />
  );
}

function ReplicaFacts({
  process,
}: {
  process: Extract<ProcessView, { role: 'replica' }>;
}): ReactNode {
  const values = useRecording((recording) => recording.timeline?.values ?? []);
  const reword = useWords();
  const { hasViews } = useTerms();
  const { view, active, ledger, ledgerLength, memory, waiting } = process.replica;
  return (
    <dl className="facts">
      <AgentFacts process={process} />
      {hasViews && (
        <>
          <dt>
            <Term id="view">{reword('View')}</Term>
          </dt>
          <dd>{active ? view : `asks for ${view}`}</dd>
        </>
      )}
      <dt>Waiting</dt>
      <dd>{reword(waiting === 1 ? '1 request' : `${waiting} requests`)}</dd>
      <dt>
        <Term id="execute">{reword('Executed')}</Term>
      </dt>
      <dd className="ledger">
        {ledgerLength === 0 && 'nothing yet'}
        {ledger.map(({ seq, digest }) => (
          <span key={seq}>
            {seq} <ValueTile value={values.find((value) => value.digest === digest)} />
          </span>
        ))}
      </dd>
      <dt>Memory</dt>
      <dd>
        {memory.length === 0 && 'empty'}
        {memory.map(([key, value]) => (
          <span key={key} className="memory-entry">
            <UserText>{key}</UserText> ={' '}
            <b>
              <UserText>{value}</UserText>
            </b>
          </span>
        ))}
      </dd>
    </dl>
  );
}

/** What the laboratory knows of it as an agent, where that is more than nothing. */
function AgentFacts({
  process: { id, mark },
}: {
  process: Extract<ProcessView, { role: 'replica' }>;
}): ReactNode {
  const scenario = useHistory((history) => history.present?.scenario ?? null);
  const badge = scenario ? agentBadges(scenario.agents).get(id) : undefined;
  return (
    <>
      {badge && (
        <>
          <dt>Agent</dt>
          <dd>
            <FamilyBadge badge={badge} /> {agentWords(badge)}
          </dd>
        </>
      )}
      {mark.turned && (
        <>
          <dt>Turned</dt>
          <dd>
            <ObeyedWords mark={mark} />
          </dd>
        </>
      )}
    </>
  );
}

function ClientFacts({
  process,
}: {
  process: Extract<ProcessView, { role: 'client' }>;
}): ReactNode {
  const nameOf = useNamer();
  const words = useTerms().replies;
  const reword = useWords();
  const { operation, replies, needed, completed, left, accepted } = process.client;
  return (
    <dl className="facts">
      <dt>Asks for</dt>
      <dd>{operation === '' ? 'nothing now' : <UserText>{operation}</UserText>}</dd>
      <dt>{words === 'reports' ? 'Reports' : reword('Replies')}</dt>
      <dd>
        {words === 'reports'
          ? `${replies.length} of ${needed}`
          : `${replies.length} of ${needed} equal ones needed`}
        {replies.map(({ replica, result }) => (
          <span key={replica} className="memory-entry">
            {nameOf(replica)}:{' '}
            <b>
              <UserText>{result}</UserText>
            </b>
          </span>
        ))}
      </dd>
      <dt>Completed</dt>
      <dd>
        {completed}, {left} to come
      </dd>
      {accepted !== '' && (
        <>
          <dt>Last result</dt>
          <dd>
            <UserText>{accepted}</UserText>
          </dd>
        </>
      )}
    </dl>
  );
}
