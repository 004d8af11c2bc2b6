import { describe, expect, it } from 'vitest';
import {
  advanced,
  INITIAL_PLAYBACK,
  nextSpeed,
  sliderOf,
  speedOf,
} from '../../../src/store/playback.ts';
import { TIMELINE } from './scenes.ts';

describe('speed', () => {
  it('is logarithmic from a tenth to fifty', () => {
    expect(speedOf(0)).toBe(0.1);
    expect(speedOf(1)).toBe(50);
    for (const speed of [0.1, 0.5, 1, 2, 10, 50])
      expect(speedOf(sliderOf(speed))).toBeCloseTo(speed, 1);
  });

  it('goes up and down in round numbers and stops at the ends', () => {
    expect([
      nextSpeed(1, 'up'),
      nextSpeed(1.3, 'down'),
      nextSpeed(50, 'up'),
      nextSpeed(0.1, 'down'),
    ]).toEqual([2, 1, 50, 0.1]);
  });
});

describe('playing', () => {
  const pace = {
    later: (at: number, seconds: number, speed: number) => at + seconds * speed * 1000,
    earlier: (at: number, seconds: number, speed: number) => at - seconds * speed * 1000,
  };
  const tick = { timeline: TIMELINE, pace, seconds: 0.5 };
  const playing = { ...INITIAL_PLAYBACK, isPlaying: true };

  it('moves by the speed', () => {
    expect(advanced({ ...playing, speed: 2 }, tick).at).toBe(1000);
    expect(advanced({ ...playing, isHeld: true }, tick).at).toBe(0);
    expect(advanced(INITIAL_PLAYBACK, tick).at).toBe(0);
  });

  it('pauses at a violation, right behind its event, and only once', () => {
    const before = { ...playing, at: 3900 };
    const paused = advanced(before, tick);
    expect(paused).toMatchObject({ at: 4000, events: 40, isPlaying: false });
    const again = advanced({ ...before, announced: paused.announced }, tick);
    expect(again).toMatchObject({ at: 4400, isPlaying: true });
    expect(advanced({ ...paused, isPlaying: true }, tick)).toMatchObject({
      at: 4500,
      isPlaying: true,
    });
  });

  it('stops at the end of a run but waits at the end of what is recorded', () => {
    const late = { ...playing, at: 9900, announced: ['agreement@4000'] };
    expect(advanced(late, tick)).toMatchObject({ at: 10_000, isPlaying: false });
    const growing = { ...tick, timeline: { ...TIMELINE, done: false } };
    expect(advanced(late, growing)).toMatchObject({ at: 10_000, isPlaying: true });
  });
});
