import type { ReactNode } from 'react';
import type { Scenario } from '../../core/model/index.ts';
import { boundsOf } from '../../store/council.ts';
import type { Bound, Bounds } from '../../store/council.ts';
import { AtMost } from '../controls/at-most.tsx';
import { Icon } from '../controls/icon.tsx';
import { useMarks } from '../use-frame.ts';

/** Promised and seated are two different things, so they stand in two columns and never share a tick. */
export function BoundsTable({ scenario }: { scenario: Scenario }): ReactNode {
  const marks = useMarks();
  const bounds = boundsOf(scenario, marks);
  return (
    <>
      <Table bounds={bounds} />
      <p className="hint">
        x is the number of faults: f in the first column, those on the roster in the second. Safety
        counts only those that may lie.
      </p>
    </>
  );
}

function Table({ bounds }: { bounds: Bounds }): ReactNode {
  return (
    <table className="bounds">
      <thead>
        <tr>
          <td />
          <th scope="col">
            Promised <span className="soft">f = {bounds.f}</span>
          </th>
          <th scope="col">
            Seated <span className="soft">{seatedText(bounds)}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">
            Live{' '}
            <span className="soft">
              q <AtMost /> n − x
            </span>
          </th>
          <LiveCell bounds={bounds} bound={bounds.promised.live} />
          <LiveCell bounds={bounds} bound={bounds.seated.live} />
        </tr>
        <tr>
          <th scope="row">
            Safe <span className="soft">2q − n &gt; x</span>
          </th>
          <SafeCell bounds={bounds} bound={bounds.promised.safe} />
          <SafeCell bounds={bounds} bound={bounds.seated.safe} />
        </tr>
      </tbody>
    </table>
  );
}

function seatedText({ seated }: Bounds): string {
  const { count } = seated.live;
  return count === 1 ? '1 fault' : `${count} faults`;
}

function LiveCell({ bounds, bound }: { bounds: Bounds; bound: Bound }): ReactNode {
  return (
    <td className={bound.isHeld ? 'held' : 'broken'}>
      {bounds.q} <AtMost /> {bounds.n} − {bound.count}
      <Verdict isHeld={bound.isHeld} />
    </td>
  );
}

function SafeCell({ bounds, bound }: { bounds: Bounds; bound: Bound }): ReactNode {
  return (
    <td className={bound.isHeld ? 'held' : 'broken'}>
      {2 * bounds.q - bounds.n} &gt; {bound.count}
      <Verdict isHeld={bound.isHeld} />
    </td>
  );
}

function Verdict({ isHeld }: { isHeld: boolean }): ReactNode {
  return (
    <span className="verdict">
      <Icon name={isHeld ? 'check' : 'cross'} size={14} />
      <span className="visually-hidden">{isHeld ? 'yes' : 'no'}</span>
    </span>
  );
}
