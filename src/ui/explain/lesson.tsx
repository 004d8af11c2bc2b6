import type { ReactNode } from 'react';
import type { AblationCase, Preset } from '../../core/model/index.ts';
import { isOver } from '../../store/ending.ts';
import {
  useCatalog,
  useHistory,
  useLab,
  usePlayback,
  useRecording,
  useSelection,
} from '../lab-context.ts';

/** A preset's lesson: what to watch, a question before the run, and the explanation after it. */
export function LessonSection(): ReactNode {
  const catalog = useCatalog();
  const name = useHistory((history) => history.present?.preset ?? '');
  const isUntouched = useHistory((history) => history.present?.label === '');
  const title = useHistory((history) => history.present?.scenario.title ?? '');
  const preset = catalog?.presets.find((each) => each.name === name);
  const shown = catalog?.ablationCases.find(({ scenario }) => scenario['title'] === title);
  if (shown) return <CaseLesson shown={shown} />;
  if (!preset || !isUntouched) return null;
  return (
    <section className="section" aria-labelledby="lesson-title">
      <h2 id="lesson-title">{preset.title}</h2>
      <p className="voice">{preset.watch}</p>
      <Question preset={preset} />
    </section>
  );
}

/** An attack on a protocol without one of its rules. With the rule kept again it is still the same lesson. */
function CaseLesson({ shown }: { shown: AblationCase }): ReactNode {
  const isOver = useIsOver();
  return (
    <section className="section" aria-labelledby="lesson-title">
      <h2 id="lesson-title">{shown.title}</h2>
      <div className="voice">
        <p>{shown.watch}</p>
        {isOver && <p>{shown.explanation}</p>}
      </div>
      {!isOver && <p className="hint">Play the run to its end to see why.</p>}
    </section>
  );
}

function Question({ preset }: { preset: Preset }): ReactNode {
  const lab = useLab();
  const answer = useSelection((selection) => selection.answer);
  const isOver = useIsOver();
  const hasBegun = usePlayback(({ at }) => at > 0);
  const chosen = answer === null ? undefined : preset.question.answers[answer];
  return (
    <fieldset className="question">
      <legend>{preset.question.ask}</legend>
      {preset.question.answers.map(({ text }, index) => (
        <label key={text}>
          <input
            type="radio"
            name="prediction"
            checked={answer === index}
            onChange={() => lab.selection.setState({ answer: index })}
          />
          {text}
        </label>
      ))}
      {isOver ? (
        <div className="voice">
          {chosen && <p>{chosen.isRight ? 'You were right.' : 'It went otherwise.'}</p>}
          <p>{preset.explanation}</p>
        </div>
      ) : (
        <p className="hint">
          {chosen !== undefined
            ? 'Play the run to its end to see.'
            : hasBegun
              ? 'Choose an answer, then play the run to its end.'
              : 'Choose before you play.'}
        </p>
      )}
    </fieldset>
  );
}

function useIsOver(): boolean {
  const timeline = useRecording((recording) => recording.timeline);
  const at = usePlayback((playback) => playback.at);
  return isOver(timeline, at);
}
