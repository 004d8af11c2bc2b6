import type { ReactNode } from 'react';
import { goToStart } from '../../store/commands/go-to-start.ts';
import { nextDecision } from '../../store/commands/next-decision.ts';
import { nextPhase } from '../../store/commands/next-phase.ts';
import { nextViolation } from '../../store/commands/next-violation.ts';
import { play } from '../../store/commands/play.ts';
import { stepBack } from '../../store/commands/step-back.ts';
import { stepForward } from '../../store/commands/step-forward.ts';
import { CommandButton } from '../controls/button.tsx';
import { Icon } from '../controls/icon.tsx';
import { useLab, usePlayback, useRecording } from '../lab-context.ts';
import { ScrubberPanel } from './scrubber-panel.tsx';
import { SpeedControl } from './speed.tsx';
import { Clock } from './clock.tsx';

export function Transport(): ReactNode {
  const hasViolation = useRecording(
    (recording) => (recording.timeline?.violations.length ?? 0) > 0,
  );
  return (
    <section className="transport" aria-label="Playback">
      <div className="transport-buttons">
        <CommandButton command={goToStart} icon="start" />
        <CommandButton command={stepBack} icon="stepBack" />
        <PlayButton />
        <CommandButton command={stepForward} icon="stepForward" />
        <CommandButton command={nextPhase} icon="phase" />
        <CommandButton command={nextDecision} icon="decision" />
        <CommandButton command={nextViolation} icon="violation" isEnabled={hasViolation} />
      </div>
      <SpeedControl />
      <ScrubberPanel />
      <Clock />
    </section>
  );
}

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
