import type { ReactNode } from 'react';
import { useReplicas } from '../use-frame.ts';
import { Applies } from './applies.tsx';
import { RosterGrid } from './roster-grid.tsx';
import { RosterRow } from './roster-row.tsx';

/** Above this many replicas a row for each would bury the rest of the rail. */
const ROWS_MAX = 7;

export function RosterSection(): ReactNode {
  const replicas = useReplicas();
  const faulty = replicas.filter((replica) => replica.mark.kind !== 'loyal').length;
  return (
    <section className="section" id="setup-roster" aria-labelledby="roster-title">
      <h2 id="roster-title">
        Roster{' '}
        <span className="end">
          {replicas.length - faulty} loyal, {faulty} faulty
        </span>
      </h2>
      <Applies />
      {replicas.length <= ROWS_MAX ? (
        <ul className="roster">
          {replicas.map((replica) => (
            <RosterRow key={replica.id} {...replica} />
          ))}
        </ul>
      ) : (
        <RosterGrid replicas={replicas} />
      )}
    </section>
  );
}
