import type { ReactNode } from 'react';
import { useSelection } from '../lab-context.ts';
import { useView } from '../use-view.ts';
import { InvitationCard } from './invitation.tsx';
import { Legend } from './legend.tsx';
import { StageHeader } from './stage-header.tsx';
import { startStage } from './stage-drawing.ts';

export function StagePanel(): ReactNode {
  const element = useView(startStage);
  const isFirstVisit = useSelection((selection) => selection.isFirstVisit);
  return (
    <section className="stage-panel" aria-label="Stage">
      <StageHeader />
      <div ref={element} className="stage-canvas" />
      {isFirstVisit ? <InvitationCard /> : <Legend />}
    </section>
  );
}
