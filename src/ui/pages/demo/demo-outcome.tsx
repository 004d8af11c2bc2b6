import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { goOn, rewind } from '../../../store/demo/room.ts';
import type { DemoRoom } from '../../../store/demo/room.ts';
import type { DemoStep } from '../../../store/demo/steps.ts';
import { tell } from '../../../store/demo/told.ts';
import type { Told } from '../../../store/demo/told.ts';
import type { Lab } from '../../../store/lab.ts';
import { openPresetInLab } from '../../../store/open-in-lab.ts';
import { Icon } from '../../controls/icon.tsx';
import { useHistory, useRecording } from '../../lab-context.ts';
import { useProcesses } from '../../use-frame.ts';

type Props = {
  readonly room: DemoRoom;
  readonly lab: Lab;
  readonly step: DemoStep;
  readonly index: number;
  readonly takeFocus: (button: HTMLButtonElement | null) => void;
};

/** What came of it, as the run's own report has it. */
export function DemoOutcome({ room, lab, step, index, takeFocus }: Props): ReactNode {
  const told = useTold();
  const answer = useStore(room.state, ({ answers }) => answers[index]);
  if (told === null) return <p className="demo-facts">Writing the report …</p>;
  const right = step.proves[told.verdict];
  return (
    <section className="demo-outcome" aria-label="What came of it">
      <div className="demo-outcome" aria-live="polite">
        <p className={`demo-verdict ${told.verdict}`} data-testid="verdict">
          {told.headline}
        </p>
        <ul className="demo-facts">
          {told.facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
        {answer !== undefined && right !== undefined && (
          <p className="demo-guess">
            You expected “{step.answers[answer]}”.{' '}
            {answer === right ? 'So it went.' : 'It went otherwise.'}
          </p>
        )}
        {told.verdict === step.lesson.of && <p className="demo-lesson">{step.lesson.text}</p>}
      </div>
      <div className="demo-actions">
        <button
          ref={takeFocus}
          type="button"
          className="button button-gold"
          onClick={() => goOn(room)}
        >
          Go on <Icon name="forth" />
        </button>
        <button type="button" className="button button-line" onClick={() => rewind(room.stage)}>
          See it again
        </button>
        <button
          type="button"
          className="button button-line"
          onClick={() => void openPresetInLab(lab, step.preset)}
        >
          Open in the Lab
        </button>
      </div>
      <Figures />
    </section>
  );
}

function useTold(): Told | null {
  const report = useRecording((recording) => recording.report);
  const values = useRecording((recording) => recording.timeline?.values ?? null);
  const scenario = useHistory((history) => history.present?.scenario ?? null);
  const processes = useProcesses();
  return useMemo(
    () => (report && values && scenario ? tell({ scenario, report, values, processes }) : null),
    [report, values, scenario, processes],
  );
}

/** Where it comes from: a run that anybody can repeat. */
function Figures(): ReactNode {
  const report = useRecording((recording) => recording.report);
  if (report === null) return null;
  const { requests, messages, seed, trace } = report;
  return (
    <p className="demo-figures">
      A real run: {messages.sent} messages, {requests.completed} of {requests.issued} questions
      answered, seed {seed}, hash {trace.hash.slice(0, 8)}.
    </p>
  );
}
