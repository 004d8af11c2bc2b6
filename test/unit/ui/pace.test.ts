import { describe, expect, it } from 'vitest';
import type { Timeline } from '../../../src/core/model/index.ts';
import { createWarps, paceOf } from '../../../src/ui/pace.ts';

const TIMELINE: Timeline = {
  events: 10,
  reached: 400_000,
  done: true,
  bands: [],
  decisions: [],
  phases: [],
  checkpoints: [],
  violations: [],
  quiet: [{ from: 100_000, until: 300_000 }],
  marks: [],
  interventions: [],
  proofs: [],
  values: [],
  medianDelay: 10_000,
};

const pace = paceOf(TIMELINE, createWarps()(TIMELINE));

describe('the pace of playing', () => {
  it('lets a median delay last one second at speed 1, whatever the frames', () => {
    const frames = Array.from({ length: 60 }, () => 1 / 60);
    const at = frames.reduce((time, seconds) => pace.later(time, seconds, 1), 0);
    expect(at).toBeCloseTo(10_000, 0);
    expect(pace.later(0, 1, 0.1)).toBeCloseTo(1000, 0);
    expect(pace.later(0, 0.1, 50)).toBeCloseTo(50_000, 0);
  });

  it.each([0.1, 1, 10])('plays a quiet stretch in one second at speed %d', (speed) => {
    expect(pace.later(100_000, 1, speed)).toBeCloseTo(300_000, -3);
  });

  it('never plays a quiet stretch slower than the rest', () => {
    expect(pace.later(100_000, 0.4, 50)).toBeCloseTo(300_000, -3);
  });
});
