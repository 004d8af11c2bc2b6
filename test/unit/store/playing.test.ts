import { describe, expect, it } from 'vitest';
import type { Timeline } from '../../../src/core/model/index.ts';
import { phaseJump, viewJump } from '../../../src/store/jumps.ts';
import {
  advanced,
  INITIAL_PLAYBACK,
  loopWith,
  toggled,
  withLoopEnd,
} from '../../../src/store/playback.ts';
import type { Playback } from '../../../src/store/state.ts';

const TIMELINE: Timeline = {
  events: 100,
  reached: 10_000,
  done: true,
  bands: [
    { from: 0, view: 0, primary: 0 },
    { from: 3_000, view: 1, primary: 1 },
    { from: 6_000, view: 2, primary: 2 },
  ],
  decisions: [],
  phases: [
    { moment: { events: 10, at: 1_000 }, seq: 1, phase: 'pre-prepared', replica: 0 },
    { moment: { events: 20, at: 2_000 }, seq: 1, phase: 'prepared', replica: 0 },
    { moment: { events: 30, at: 3_000 }, seq: 2, phase: 'pre-prepared', replica: 0 },
  ],
  checkpoints: [],
  violations: [],
  quiet: [],
  marks: [],
  interventions: [],
  proofs: [],
  values: [],
  medianDelay: 1_000,
};

const pace = {
  later: (at: number, seconds: number, speed: number) => at + seconds * speed * 1_000,
  earlier: (at: number, seconds: number, speed: number) => at - seconds * speed * 1_000,
};
const tick = { timeline: TIMELINE, pace, seconds: 0.5 };
const playing: Playback = { ...INITIAL_PLAYBACK, isPlaying: true };
const back: Playback = { ...playing, direction: 'back', at: 5_000 };

describe('playing backwards', () => {
  it('goes at the same pace as forwards', () => {
    expect(advanced(back, tick).at).toBe(4_500);
    expect(advanced({ ...back, speed: 4 }, tick).at).toBe(3_000);
  });

  it('stops at the start of the run', () => {
    expect(advanced({ ...back, at: 300 }, tick)).toMatchObject({ at: 0, isPlaying: false });
  });

  it('is begun, turned round and paused', () => {
    const begun = toggled({ ...INITIAL_PLAYBACK, at: 5_000 }, 'back', TIMELINE);
    expect(begun).toMatchObject({ isPlaying: true, direction: 'back', at: 5_000 });
    expect(toggled(begun, 'forward', TIMELINE)).toMatchObject({
      isPlaying: true,
      direction: 'forward',
    });
    expect(toggled(begun, 'back', TIMELINE).isPlaying).toBe(false);
  });

  it('begins at the end where the playhead stands at the start', () => {
    expect(toggled(INITIAL_PLAYBACK, 'back', TIMELINE)).toMatchObject({ at: 10_000 });
  });
});

describe('repeating a stretch', () => {
  const loop = { from: 2_000, until: 4_000 };

  it('begins again at A after B, as often as one likes', () => {
    const nearEnd = { ...playing, loop, at: 3_800 };
    const atEnd = advanced(nearEnd, tick);
    expect(atEnd).toMatchObject({ at: 4_000, isPlaying: true });
    expect(advanced(atEnd, tick)).toMatchObject({ at: 2_500, isPlaying: true });
  });

  it('goes on at B after A when played backwards', () => {
    const atStart = advanced({ ...back, loop, at: 2_200 }, tick);
    expect(atStart).toMatchObject({ at: 2_000, isPlaying: true });
    expect(advanced(atStart, tick).at).toBe(3_500);
  });

  it('takes a playhead that stands outside to where it begins', () => {
    expect(advanced({ ...playing, loop, at: 9_000 }, tick).at).toBe(2_500);
    expect(advanced({ ...playing, loop, at: 0 }, tick).at).toBe(2_500);
  });

  it('keeps to the run where that ends before B, and is left out where it ends before A', () => {
    const short = { ...tick, timeline: { ...TIMELINE, reached: 3_000 } };
    const atEnd = advanced({ ...playing, loop, at: 2_900 }, short);
    expect(atEnd).toMatchObject({ at: 3_000, isPlaying: true });
    expect(advanced(atEnd, short).at).toBe(2_500);
    const shorter = { ...tick, timeline: { ...TIMELINE, reached: 1_000 } };
    expect(advanced({ ...playing, loop, at: 900 }, shorter)).toMatchObject({
      at: 1_000,
      isPlaying: false,
    });
  });

  it('is set at the playhead, keeps the other end where that fits, and is never empty', () => {
    const at = { ...INITIAL_PLAYBACK, at: 3_000.7 };
    expect(loopWith(at, 'from', 10_000)).toEqual({ from: 3_000, until: 10_000 });
    expect(loopWith(at, 'until', 10_000)).toEqual({ from: 0, until: 3_000 });
    expect(loopWith({ ...at, loop }, 'from', 10_000)).toEqual({ from: 3_000, until: 4_000 });
    expect(loopWith({ ...at, loop }, 'until', 10_000)).toEqual({ from: 2_000, until: 3_000 });
    expect(loopWith({ ...at, at: 5_000, loop }, 'from', 10_000)).toEqual({
      from: 5_000,
      until: 10_000,
    });
    expect(loopWith({ ...INITIAL_PLAYBACK, at: 10 }, 'until', 10_000)).toBeNull();
  });

  it('is dragged by its ends and never turns inside out', () => {
    const held = { ...INITIAL_PLAYBACK, loop };
    expect(withLoopEnd(held, 'from', 3_000).loop).toEqual({ from: 3_000, until: 4_000 });
    expect(withLoopEnd(held, 'from', 9_000).loop?.from).toBeLessThan(4_000);
    expect(withLoopEnd(held, 'until', 0).loop?.until).toBeGreaterThan(2_000);
  });
});

describe('jumps back', () => {
  const at = (events: number): { events: number; at: number } => ({ events, at: events * 100 });

  it('lead to the milestone before, never to the one the playhead stands at', () => {
    const present = phaseJump(TIMELINE, at(20), { seq: null, direction: 'back' });
    expect(present).toEqual({ events: 10, at: 1_000 });
    expect(phaseJump(TIMELINE, at(10), { seq: null, direction: 'back' })).toBeNull();
    expect(phaseJump(TIMELINE, { at: 3_500, events: null }, { seq: 1, direction: 'back' })).toEqual(
      {
        events: 20,
        at: 2_000,
      },
    );
  });

  it('lead from view to view, both ways', () => {
    const here = { at: 3_500, events: null };
    expect(viewJump(TIMELINE, here, 'forward')?.at).toBe(6_000);
    expect(viewJump(TIMELINE, here, 'back')?.at).toBe(3_000);
    expect(viewJump(TIMELINE, { at: 3_000, events: null }, 'back')?.at).toBe(0);
    expect(viewJump(TIMELINE, { at: 0, events: null }, 'back')).toBeNull();
  });
});
