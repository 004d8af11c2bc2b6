import { lazy } from 'react';
import type { ReactNode } from 'react';
import { Later } from '../shell/later.tsx';
import { hasSelected } from '../../store/sheet.ts';
import { useSelection } from '../lab-context.ts';
import { EvidenceSection } from './evidence.tsx';
import { LessonSection } from './lesson.tsx';
import { MonitorsSection } from './monitors.tsx';
import { ProofSection } from './proof.tsx';
import { SelectedSection } from './selected.tsx';
import { WhySection } from './why.tsx';

/** Loaded when something is selected for the first time. */
const Causes = lazy(async () => ({ default: (await import('./causes.tsx')).CausesSection }));

const MessageCount = lazy(async () => ({
  default: (await import('./message-count.tsx')).MessageCountSection,
}));

/** One rail where there is room for it; on small screens each part is a sheet of its own. */
export function ExplainRail(): ReactNode {
  const isSelected = useSelection(hasSelected);
  return (
    <aside className="rail explain" aria-label="Explanation">
      <div className="explain-part" data-part="why">
        <WhySection />
      </div>
      <div className="explain-part" data-part="selected">
        <SelectedSection />
        <Later>{isSelected && <Causes />}</Later>
      </div>
      <div className="explain-part" data-part="why">
        <LessonSection />
        <Later>
          <MessageCount />
        </Later>
      </div>
      <div className="explain-part" data-part="proof">
        <MonitorsSection />
        <EvidenceSection />
        <ProofSection />
      </div>
    </aside>
  );
}
