import type { ReactNode } from 'react';
import type { RelayView, ReplicaView } from '../../core/model/index.ts';
import { useRecording } from '../lab-context.ts';
import { useNamer, ValueTile } from './sentence.tsx';

/** What a general has obeyed, and who said what to it about the present order. */
export function GeneralFacts({
  replica,
  agent,
}: {
  replica: ReplicaView;
  agent: ReactNode;
}): ReactNode {
  const values = useRecording((recording) => recording.timeline?.values ?? []);
  const { ledger, ledgerLength, relays = [], slots } = replica;
  const seq = slots[0]?.seq;
  return (
    <>
      <dl className="facts">
        {agent}
        <dt>Obeyed</dt>
        <dd className="ledger">
          {ledgerLength === 0 && 'nothing yet'}
          {ledger.map(({ seq: number, digest }) => (
            <span key={number}>
              {number} <ValueTile value={values.find((value) => value.digest === digest)} />
            </span>
          ))}
        </dd>
      </dl>
      {relays.length > 0 && (
        <table className="relays">
          <caption>Who said what about order {seq}</caption>
          <thead>
            <tr>
              <th scope="col">Round</th>
              <th scope="col">Way</th>
              <th scope="col">Order</th>
            </tr>
          </thead>
          <tbody>
            {relays.map((relay) => (
              <RelayRow key={relay.path.join(' ')} relay={relay} />
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function RelayRow({ relay: { path, digest } }: { relay: RelayView }): ReactNode {
  const nameOf = useNamer();
  const value = useRecording(
    (recording) => recording.timeline?.values.find((each) => each.digest === digest) ?? null,
  );
  return (
    <tr>
      <td>{path.length}</td>
      <td style={{ paddingInlineStart: `${path.length * 0.5}rem` }}>
        {path.map(nameOf).join(' → ')}
      </td>
      <td>
        <ValueTile value={value ?? undefined} />
      </td>
    </tr>
  );
}
