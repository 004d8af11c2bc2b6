import { lazy } from 'react';
import type { ReactNode } from 'react';
import { Later } from '../shell/later.tsx';
import { goToStart } from '../../store/commands/go-to-start.ts';
import { nextDecision } from '../../store/commands/next-decision.ts';
import { nextPhase } from '../../store/commands/next-phase.ts';
import { nextViolation } from '../../store/commands/next-violation.ts';
import { play } from '../../store/commands/play.ts';
import { showTime } from '../../store/commands/show-time.ts';
import { stepBack } from '../../store/commands/step-back.ts';
import { stepForward } from '../../store/commands/step-forward.ts';
import { CommandButton } from '../controls/button.tsx';
import { Icon } from '../controls/icon.tsx';
import { useLab, usePlayback, useRecording, useSelection } from '../lab-context.ts';
import { ScrubberPanel } from './scrubber-panel.tsx';
import { SpeedControl } from './speed.tsx';
import { Clock } from './clock.tsx';

/** On small screens the menu of all that moves the playhead stands for these. */
const ROOMY = 'button button-icon roomy';

export function Transport(): ReactNode {
  // While the future is hidden the button must not tell whether there is something to find.
  const hides = usePlayback((playback) => playback.hidesFuture);
  const hasViolation = useRecording(
    (recording) => (recording.timeline?.violations.length ?? 0) > 0,
  );
  const isOpen = useSelection((selection) => selection.isTimeMenuOpen);
  return (
    <section className="transport" aria-label="Playback">
      <div className="transport-buttons">
        <CommandButton command={goToStart} icon="start" className={ROOMY} />
        <CommandButton command={stepBack} icon="stepBack" />
        <PlayButton />
        <CommandButton command={stepForward} icon="stepForward" />
        <CommandButton command={nextPhase} icon="phase" />
        <CommandButton command={nextDecision} icon="decision" className={ROOMY} />
        <CommandButton
          command={nextViolation}
          icon="violation"
          className={ROOMY}
          isEnabled={hides || hasViolation}
        />
        <CommandButton command={showTime} icon="more" id="time-menu-button" isExpanded={isOpen} />
      </div>
      <SpeedControl />
      <ScrubberPanel />
      <Clock />
      {isOpen && (
        <Later>
          <TimeMenu />
        </Later>
      )}
    </section>
  );
}

const TimeMenu = lazy(async () => {
  const { TimeMenu: Menu } = await import('./time-menu.tsx');
  return { default: Menu };
});

function PlayButton(): ReactNode {
  const lab = useLab();
  const isPlaying = usePlayback((playback) => playback.isPlaying);
  const isReady = useRecording((recording) => recording.timeline !== null);
  const label = isPlaying ? 'Pause' : 'Play';
  return (
    <button
      type="button"
      className="play"
      aria-label={label}
      title={`${label} (Space)`}
      disabled={!isReady}
      onClick={() => void play.run(lab)}
    >
      <Icon name={isPlaying ? 'pause' : 'play'} size={18} />
    </button>
  );
}
