import { lazy } from 'react';
import type { ReactNode } from 'react';
import { useHistory, useSelection } from '../lab-context.ts';
import { BranchList } from './branch-list.tsx';
import { DeedList } from './deed-list.tsx';

const CompareView = lazy(async () => ({
  default: (await import('./compare-view.tsx')).CompareView,
}));

/** Every version of the run that there is, what was done to the open one, and two of them side by side. */
export function BranchesPanel(): ReactNode {
  const compared = useSelection((selection) => selection.compared);
  const other = useHistory(({ versions, present }) =>
    versions.find(({ id }) => id === compared && id !== present?.id),
  );
  if (other) return <CompareView other={other} />;
  return (
    <div className="panel-body branches">
      <section aria-labelledby="branches-title">
        <h2 id="branches-title">Branches</h2>
        <BranchList />
      </section>
      <section aria-labelledby="deeds-title">
        <h2 id="deeds-title">Done to this run</h2>
        <DeedList />
      </section>
    </div>
  );
}
