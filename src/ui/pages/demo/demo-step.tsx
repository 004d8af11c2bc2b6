import { useEffect, useMemo, useRef } from 'react';
import type { ReactNode, RefObject } from 'react';
import { useStore } from 'zustand';
import { showEnd } from '../../../store/demo/room.ts';
import type { DemoRoom } from '../../../store/demo/room.ts';
import { DEMO_STEPS } from '../../../store/demo/steps.ts';
import type { DemoStep } from '../../../store/demo/steps.ts';
import { isOver } from '../../../store/ending.ts';
import type { Lab } from '../../../store/lab.ts';
import { toggled } from '../../../store/playback.ts';
import { Icon } from '../../controls/icon.tsx';
import { useHistory, usePlayback, useRecording } from '../../lab-context.ts';
import { NoticeBar } from '../../shell/notice.tsx';
import { Legend } from '../../stage/legend.tsx';
import { startBriefStage } from '../../stage/stage-drawing.ts';
import { usePlaybackLoop } from '../../use-playback-loop.ts';
import { useView } from '../../use-view.ts';
import { DemoOutcome } from './demo-outcome.tsx';

type Props = {
  readonly room: DemoRoom;
  /** The person's own. */
  readonly lab: Lab;
  readonly index: number;
};

/** One idea: what is asked, the run on the stage beside it, and what came of it. */
export function DemoStepView({ room, lab, index }: Props): ReactNode {
  usePlaybackLoop();
  const step = DEMO_STEPS[index];
  const title = useFocusOnChange(index);
  const { takeFocus, ...turn } = useTurnFocus();
  const isThere = useHistory(({ present }) => present?.preset === step?.preset);
  const timeline = useRecording((recording) => recording.timeline);
  const at = usePlayback((playback) => Math.floor(playback.at));
  if (step === undefined) return null;
  return (
    <article className="demo-step">
      <section className="demo-words">
        <div className="demo-intro">
          <h1 ref={title} tabIndex={-1}>
            {step.title}
          </h1>
          <p className="demo-before">{step.before}</p>
          <NoticeBar />
        </div>
        <div className="demo-turn" {...turn}>
          {isThere && isOver(timeline, at) ? (
            <DemoOutcome key={index} {...{ room, lab, step, index, takeFocus }} />
          ) : (
            <Expectation key={index} {...{ room, step, index, isThere, takeFocus }} />
          )}
        </div>
      </section>
      <DemoStage />
    </article>
  );
}

/** Who reads with a screen reader hears what the screen has become. */
function useFocusOnChange(index: number): RefObject<HTMLHeadingElement | null> {
  const title = useRef<HTMLHeadingElement>(null);
  const last = useRef(index);
  useEffect(() => {
    if (last.current !== index) title.current?.focus();
    last.current = index;
  }, [index]);
  return title;
}

type TurnFocus = {
  readonly onFocus: () => void;
  readonly onBlur: () => void;
  readonly takeFocus: (button: HTMLButtonElement | null) => void;
};

/** Where the button that has the focus goes with all that stands beside it, the one that takes its place has it. */
function useTurnFocus(): TurnFocus {
  const isWithin = useRef(false);
  return useMemo(
    () => ({
      onFocus: () => {
        isWithin.current = true;
      },
      onBlur: () => {
        isWithin.current = false;
      },
      takeFocus: (button) => {
        // By then the page may have handed it to a region around it.
        if (isWithin.current && document.activeElement?.contains(button) === true) button?.focus();
      },
    }),
    [],
  );
}

function DemoStage(): ReactNode {
  const element = useView(startBriefStage);
  return (
    <section className="demo-stage" aria-label="Stage">
      <div ref={element} className="stage-canvas" />
      <Legend isBrief />
    </section>
  );
}

type Asked = Omit<Props, 'lab'> &
  Pick<TurnFocus, 'takeFocus'> & { readonly step: DemoStep; readonly isThere: boolean };

/** Before the end: what one expects, and the run. */
function Expectation({ room, step, index, isThere, takeFocus }: Asked): ReactNode {
  const answer = useStore(room.state, ({ answers }) => answers[index]);
  return (
    <>
      <fieldset className="demo-question">
        <legend>{step.ask}</legend>
        {step.answers.map((text, position) => (
          <label key={text}>
            <input
              type="radio"
              name="expected"
              checked={answer === position}
              onChange={() => room.answer(position)}
            />
            {text}
          </label>
        ))}
      </fieldset>
      <div className="demo-actions">
        <PlayButton room={room} isThere={isThere} takeFocus={takeFocus} />
        <button
          type="button"
          className="button button-line"
          disabled={!isThere}
          onClick={() => showEnd(room.stage)}
        >
          Show how it ends
        </button>
      </div>
    </>
  );
}

function PlayButton({
  room,
  isThere,
  takeFocus,
}: Pick<Asked, 'room' | 'isThere' | 'takeFocus'>): ReactNode {
  const isPlaying = usePlayback((playback) => playback.isPlaying);
  const timeline = useRecording((recording) => recording.timeline);
  const play = (): void => {
    if (timeline)
      room.stage.playback.setState((playback) => toggled(playback, 'forward', timeline));
  };
  return (
    <button
      ref={takeFocus}
      type="button"
      className="button button-gold"
      disabled={!isThere || timeline === null}
      onClick={play}
    >
      <Icon name={isPlaying ? 'pause' : 'play'} />
      {isPlaying ? 'Pause' : 'Run and see'}
    </button>
  );
}
