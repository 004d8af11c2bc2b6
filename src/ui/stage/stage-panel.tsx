import type { ReactNode } from 'react';
import { useSelection } from '../lab-context.ts';
import { useView } from '../use-view.ts';
import { InvitationCard } from './invitation.tsx';
import { Legend } from './legend.tsx';
import { MessageChoice } from './message-choice.tsx';
import { ProcessLoad } from './process-load.tsx';
import { ProcessTip } from './process-tip.tsx';
import { StageHeader } from './stage-header.tsx';
import { StageSummary } from './stage-summary.tsx';
import { startStage } from './stage-drawing.ts';

export function StagePanel(): ReactNode {
  const element = useView(startStage);
  const isFirstVisit = useSelection((selection) => selection.isFirstVisit);
  return (
    <section className="stage-panel" aria-label="Stage">
      <StageHeader />
      <StageSummary />
      <div ref={element} className="stage-canvas" />
      <ProcessLoad />
      <MessageChoice />
      <ProcessTip />
      {isFirstVisit ? <InvitationCard /> : <Legend />}
    </section>
  );
}
