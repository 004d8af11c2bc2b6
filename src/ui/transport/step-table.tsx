import type { ReactNode } from 'react';
import type { Command } from '../../store/commands/command.ts';
import { nextDecision } from '../../store/commands/next-decision.ts';
import { nextPhase } from '../../store/commands/next-phase.ts';
import { nextView } from '../../store/commands/next-view.ts';
import { nextViolation } from '../../store/commands/next-violation.ts';
import { previousDecision } from '../../store/commands/previous-decision.ts';
import { previousPhase } from '../../store/commands/previous-phase.ts';
import { previousView } from '../../store/commands/previous-view.ts';
import { previousViolation } from '../../store/commands/previous-violation.ts';
import { stepBack } from '../../store/commands/step-back.ts';
import { stepForward } from '../../store/commands/step-forward.ts';
import { CommandButton } from '../controls/button.tsx';
import type { IconName } from '../controls/icon.tsx';
import { useTerms } from '../lab-context.ts';
import { useWords } from '../use-words.ts';

type Row = {
  readonly name: string;
  readonly back: Command;
  readonly backIcon: IconName;
  readonly forward: Command;
  readonly forwardIcon: IconName;
};

const EVENT: Row = {
  name: 'Event',
  back: stepBack,
  backIcon: 'stepBack',
  forward: stepForward,
  forwardIcon: 'stepForward',
};
const PHASE: Row = {
  name: 'Phase',
  back: previousPhase,
  backIcon: 'phaseBack',
  forward: nextPhase,
  forwardIcon: 'phase',
};
const DECISION: Row = {
  name: 'Decision',
  back: previousDecision,
  backIcon: 'decisionBack',
  forward: nextDecision,
  forwardIcon: 'decision',
};
const VIEW: Row = {
  name: 'View',
  back: previousView,
  backIcon: 'viewBack',
  forward: nextView,
  forwardIcon: 'view',
};
const VIOLATION: Row = {
  name: 'Violation',
  back: previousViolation,
  backIcon: 'violationBack',
  forward: nextViolation,
  forwardIcon: 'violation',
};

/** One row for each kind of step, one column for each direction. */
export function StepTable(): ReactNode {
  const { hasViews } = useTerms();
  const reword = useWords();
  const rows = hasViews
    ? [EVENT, PHASE, DECISION, VIEW, VIOLATION]
    : [EVENT, PHASE, DECISION, VIOLATION];
  return (
    <section aria-labelledby="steps-title">
      <h3 id="steps-title">Step by</h3>
      <div className="step-table">
        {rows.map((row) => (
          <div key={row.name} className="step-row">
            <CommandButton command={row.back} icon={row.backIcon} />
            <span>{reword(row.name)}</span>
            <CommandButton command={row.forward} icon={row.forwardIcon} />
          </div>
        ))}
      </div>
    </section>
  );
}
