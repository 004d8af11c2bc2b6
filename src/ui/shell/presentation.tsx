import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { nextMoment } from '../../store/commands/next-moment.ts';
import { stopPresenting } from '../../store/commands/present.ts';
import { previousMoment } from '../../store/commands/previous-moment.ts';
import { switchTheme } from '../../store/commands/switch-theme.ts';
import { play } from '../../store/commands/play.ts';
import type { Lab } from '../../store/lab.ts';
import { reachedMoments, tellingMoments } from '../../store/moments.ts';
import type { MomentKind } from '../../store/moments.ts';
import { CommandButton } from '../controls/button.tsx';
import { SentenceText } from '../explain/sentence.tsx';
import { useLab, usePlayback, useRecording } from '../lab-context.ts';
import { milliseconds } from '../time.ts';

/** Under the stage, for an audience: where the run stands, and what happened, in letters that the last row can read. */
export function Presentation(): ReactNode {
  const lab = useLab();
  useMomentKeys(lab);
  const isAwake = useAwake();
  const explanation = useRecording((recording) => recording.explained?.explanation ?? null);
  return (
    <section className="presentation" aria-label="Presentation" data-awake={isAwake}>
      <Kicker />
      {explanation && (
        <div className="presentation-words">
          <p className="presentation-headline">
            <SentenceText sentence={explanation.headline} />
          </p>
          <p className="presentation-detail">
            <SentenceText sentence={explanation.happened[0] ?? explanation.whyNot[0] ?? []} />
          </p>
        </div>
      )}
      <Controls />
    </section>
  );
}

const KICKERS: Readonly<Record<MomentKind, string>> = {
  start: 'The beginning',
  phase: 'A step further',
  decision: 'Decided',
  view: 'A new view',
  violation: 'A promise is broken',
  fault: 'A fault begins or ends',
  change: 'Somebody intervenes',
  checkpoint: 'A checkpoint',
  proof: 'A proof of guilt',
  end: 'The end',
};

/** Which moment of how many, and of what kind. */
function Kicker(): ReactNode {
  const timeline = useRecording((recording) => recording.timeline);
  const at = usePlayback((playback) => Math.floor(playback.at));
  const events = usePlayback((playback) => playback.events);
  const moments = useMemo(() => (timeline ? tellingMoments(timeline) : []), [timeline]);
  const reached = reachedMoments(moments, { at, events });
  const here = moments[reached - 1];
  return (
    <p className="presentation-kicker">
      {here && <b>{here.place.at === at ? KICKERS[here.kind] : 'Under way'}</b>}
      <span>
        {reached} of {moments.length}
      </span>
      <span>{milliseconds(at)}</span>
    </p>
  );
}

function Controls(): ReactNode {
  const isPlaying = usePlayback((playback) => playback.isPlaying);
  return (
    <div className="presentation-controls">
      <CommandButton command={previousMoment} icon="stepBack" label="Previous moment" />
      <CommandButton
        command={play}
        icon={isPlaying ? 'pause' : 'play'}
        label={isPlaying ? 'Pause' : 'Play'}
      />
      <CommandButton command={nextMoment} icon="stepForward" label="Next moment" />
      <CommandButton command={switchTheme} icon="theme" />
      <CommandButton command={stopPresenting} icon="cross" />
    </div>
  );
}

/** A clicker has the keys of a page of text. They come first, wherever the focus stands. */
function useMomentKeys(lab: Lab): void {
  useEffect(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const commands = [nextMoment, previousMoment];
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.altKey || event.ctrlKey || event.metaKey || isInDialog(event.target)) return;
      const command = commands.find(({ shortcuts }) => shortcuts.includes(event.key));
      if (!command) return;
      event.preventDefault();
      event.stopPropagation();
      void command.run(lab);
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [lab]);
}

const isInDialog = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('dialog') !== null;

/** Controls stay for so long after the pointer has come to rest. */
const AWAKE_MS = 2_500;

/** Whether somebody has just moved the pointer. */
function useAwake(): boolean {
  const [isAwake, setAwake] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onMove = (): void => {
      setAwake(true);
      clearTimeout(timer);
      timer = setTimeout(() => setAwake(false), AWAKE_MS);
    };
    window.addEventListener('pointermove', onMove);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pointermove', onMove);
    };
  }, []);
  return isAwake;
}
