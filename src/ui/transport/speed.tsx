import type { ReactNode } from 'react';
import { sliderOf, speedOf } from '../../store/playback.ts';
import { useLab, usePlayback } from '../lab-context.ts';

/** From a tenth to fifty times, on a logarithmic scale. At 1 a median message delay lasts a second. */
export function SpeedControl(): ReactNode {
  const lab = useLab();
  const speed = usePlayback((playback) => playback.speed);
  const text = `${speed}×`;
  return (
    <label
      className="speed"
      title="Speed ([ and ]). At 1× a median message delay lasts one second."
    >
      <span className="visually-hidden">Speed</span>
      <input
        type="range"
        min={0}
        max={1}
        step={0.01}
        value={sliderOf(speed)}
        aria-valuetext={`${speed} times`}
        onChange={(event) => lab.playback.setState({ speed: speedOf(Number(event.target.value)) })}
      />
      <output>{text}</output>
    </label>
  );
}
