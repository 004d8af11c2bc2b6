import { useState } from 'react';
import type { ReactNode } from 'react';
import { articleFor } from '../../core/base/english.ts';
import { sidesOf } from '../../core/base/reach.ts';
import type { Partition, Scenario } from '../../core/model/index.ts';
import { placeOf } from '../../store/playback.ts';
import {
  GROUPS_MAX,
  cutNetwork,
  groupsOf,
  mendNetwork,
  retimePartition,
} from '../../store/partitions.ts';
import { Icon } from '../controls/icon.tsx';
import { Stepper } from '../controls/stepper.tsx';
import { useLab, usePlayback, useSelection, useTerms } from '../lab-context.ts';

/** Who cannot reach whom: every replica gets a group, and the network is cut between them. */
export function PartitionField({ scenario }: { scenario: Scenario }): ReactNode {
  const { partitions } = scenario.network;
  return (
    <div className="partitions" role="group" aria-label="Partitions">
      {partitions.map((partition, index) => (
        <Present key={index} partition={partition} index={index} n={scenario.replicas} />
      ))}
      <NewPartition key={scenario.replicas} n={scenario.replicas} />
    </div>
  );
}

type PresentProps = { readonly partition: Partition; readonly index: number; readonly n: number };

const LATEST_MS = 2_000_000;

function Present({ partition, index, n }: PresentProps): ReactNode {
  const lab = useLab();
  const { at, until, groups } = partition;
  const from = Math.round(at / 1000);
  const to = Math.round(until / 1000);
  const retime = (begin: number, end: number): void =>
    void retimePartition(lab, index, { at: begin * 1000, until: end * 1000 });
  return (
    <div className="partition">
      <p>
        {groupTexts(groups, n).join(' | ')}
        <button
          type="button"
          className="button button-icon"
          aria-label={`Remove partition ${index + 1}`}
          onClick={() => void mendNetwork(lab, index)}
        >
          <Icon name="cross" />
        </button>
      </p>
      <div className="row">
        <span className="row-name">from, ms</span>
        <Stepper
          label={`Begin of partition ${index + 1} in ms`}
          value={from}
          min={0}
          max={to - 1}
          onChange={(value) => retime(value, to)}
        />
      </div>
      <div className="row">
        <span className="row-name">until, ms</span>
        <Stepper
          label={`End of partition ${index + 1} in ms`}
          value={to}
          min={from + 1}
          max={LATEST_MS}
          onChange={(value) => retime(from, value)}
        />
      </div>
    </div>
  );
}

const NAMES_TOLD = 5;

function groupTexts(groups: Partition['groups'], n: number): readonly string[] {
  return sidesOf([groups], n).map((group) => {
    const told = group.slice(0, NAMES_TOLD).map((id) => `R${id}`);
    const more = group.length - told.length;
    return `${told.join(' ')}${more > 0 ? ` +${more}` : ''}`;
  });
}

const LETTERS = ['A', 'B', 'C', 'D'] as const;
const USUAL_MS = 400;

function NewPartition({ n }: { n: number }): ReactNode {
  const lab = useLab();
  const [groupOf, setGroupOf] = useState<readonly number[]>(() =>
    Array.from({ length: n }, () => 0),
  );
  const [lasts, setLasts] = useState(USUAL_MS);
  const applies = useApplies();
  const { member } = useTerms();
  const groups = groupsOf(groupOf);
  const move = (replica: number): void =>
    setGroupOf(groupOf.map((group, id) => (id === replica ? (group + 1) % GROUPS_MAX : group)));
  const halve = (): void => setGroupOf(groupOf.map((_, id) => (id < n / 2 ? 0 : 1)));
  const cut = (): void => {
    // What the stage shows of this microsecond has happened: the cut is the next thing.
    const at = applies === 'start' ? 0 : placeOf(lab.playback.getState()).at + 1;
    void cutNetwork(lab, { at, until: at + lasts * 1000, groups }, applies);
    setGroupOf(groupOf.map(() => 0));
  };
  return (
    <details className="new-partition">
      <summary>Cut the network</summary>
      <p className="hint">
        Press {articleFor(member)} {member} to put it into the next group. Groups cannot reach each
        other.
      </p>
      <ul className="group-chips" aria-label="Groups">
        {groupOf.map((group, id) => (
          <li key={id}>
            <button
              type="button"
              className={`group-${group}`}
              aria-label={`R${id} is in group ${LETTERS[group] ?? ''}`}
              onClick={() => move(id)}
            >
              R{id} <b>{LETTERS[group]}</b>
            </button>
          </li>
        ))}
      </ul>
      <div className="row">
        <span className="row-name">lasts, ms</span>
        <Stepper label="Length in ms" value={lasts} min={1} max={LATEST_MS} onChange={setLasts} />
      </div>
      <div className="row">
        <button type="button" className="button button-line" onClick={halve}>
          Two halves
        </button>
        <button
          type="button"
          className="button button-line"
          disabled={groups.length < 2}
          onClick={cut}
        >
          Cut {applies === 'start' ? 'from the start' : 'from now'}
        </button>
      </div>
    </details>
  );
}

/** As for the roster: from the start at the beginning, from now later, unless somebody chose. */
function useApplies(): 'start' | 'now' {
  const chosen = useSelection((selection) => selection.applies);
  const isAtStart = usePlayback((playback) => playback.at === 0);
  return chosen ?? (isAtStart ? 'start' : 'now');
}
