// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest';
import type { Timeline } from '../../../src/core/model/index.ts';
import { createNamer } from '../../../src/viz/names.ts';
import { scrubberScene, timeAtPoint } from '../../../src/viz/scrubber/scene.ts';
import type { ScrubberScene } from '../../../src/viz/scrubber/scene.ts';
import { createScrubber } from '../../../src/viz/scrubber/scrubber.ts';
import { createWarp } from '../../../src/viz/scrubber/warp.ts';
import { VALUES } from './builders.ts';

const quiet = [{ from: 100_000, until: 200_000 }];
const moment = (at: number): { events: number; at: number } => ({ events: at, at });

const timeline: Timeline = {
  events: 900,
  reached: 300_000,
  done: true,
  bands: [
    { from: 0, view: 0, primary: 0 },
    { from: 210_000, view: 1, primary: 1 },
  ],
  decisions: [
    { moment: moment(30_000), seq: 1, value: 2, replica: 1 },
    { moment: moment(30_100), seq: 2, value: 3, replica: 1 },
    { moment: moment(250_000), seq: 3, value: 0, replica: 1 },
    { moment: moment(250_100), seq: 3, value: 1, replica: 2 },
  ],
  phases: [],
  checkpoints: [],
  violations: [
    {
      moment: moment(250_100),
      violation: {
        monitor: 'agreement',
        at: 250_100,
        replicas: [1, 2],
        detail: 'Two values.',
        evidence: [],
        certificates: [],
        culprits: [],
      },
    },
  ],
  quiet,
  marks: [{ moment: moment(90_000), replica: 0, kind: 'crashed' }],
  interventions: [],
  proofs: [],
  values: VALUES,
  medianDelay: 10_000,
};

const warp = createWarp({ quiet, end: 300_000, medianDelay: 10_000 });

function scene(time: number, hideFuture = false): ScrubberScene {
  const nameOf = createNamer({ n: 4, clients: 1 });
  return scrubberScene({
    timeline,
    warp,
    time,
    size: { width: 600, height: 48 },
    nameOf,
    titleOf: (monitor) => `Monitor ${monitor}`,
    hideFuture,
  });
}

describe('the scrubber', () => {
  test('shows views, the change, the flag and the quiet stretch where they belong', () => {
    const { bands, ticks, flags, quiet: hatched, left, right } = scene(0);
    expect(bands.map(({ label }) => label)).toEqual(['View 0, primary R0', 'View 1, primary R1']);
    expect(ticks.map(({ title }) => title)).toEqual(['R0 is crashed']);
    expect(flags[0]?.title).toBe('Monitor agreement is broken: Two values.');
    expect(hatched[0]?.x).toBeGreaterThan(ticks[0]?.x ?? 0);
    // One second of twenty-one.
    expect(hatched[0]?.width).toBeCloseTo((right - left) / 21, 0);
  });

  test('keeps contested decisions even where beads lie too close', () => {
    expect(scene(0).beads.map(({ letter }) => letter)).toEqual(['', 'A', 'B']);
  });

  test('tells what has been reached from what lies ahead, and hides that on demand', () => {
    expect(scene(40_000).beads.map(({ isPast }) => isPast)).toEqual([true, false, false]);
    const hidden = scene(40_000, true);
    expect(hidden.beads).toHaveLength(1);
    expect([hidden.flags, hidden.ticks, hidden.quiet]).toEqual([[], [], []]);
    expect(hidden.bands).toHaveLength(1);
  });

  test('a point of the track is a time again', () => {
    const shown = scene(250_000);
    expect(timeAtPoint(shown, shown.head)).toBeGreaterThan(249_000);
    expect(timeAtPoint(shown, shown.head)).toBeLessThan(251_000);
    expect(timeAtPoint(shown, -50)).toBe(0);
    expect(timeAtPoint(shown, 9_999)).toBe(300_000);
  });

  test('seeks where it is pressed, and follows the pointer until it is let go', () => {
    const element = document.createElement('div');
    document.body.replaceChildren(element);
    const onSeek = vi.fn();
    const view = createScrubber(element, { onSeek });
    view.update(scene(0));
    const svg = element.querySelector('svg');
    if (svg === null) throw new Error('the scrubber has no drawing');
    let held = false;
    svg.setPointerCapture = () => {
      held = true;
    };
    svg.hasPointerCapture = () => held;
    svg.dispatchEvent(new PointerEvent('pointermove', { pointerId: 1 }));
    expect(onSeek).not.toHaveBeenCalled();
    svg.dispatchEvent(new PointerEvent('pointerdown', { button: 0, pointerId: 1 }));
    svg.dispatchEvent(new PointerEvent('pointermove', { pointerId: 1 }));
    expect(onSeek).toHaveBeenCalledTimes(2);
    view.destroy();
    expect(element.childElementCount).toBe(0);
  });
});

describe('what a person put on the scrubber', () => {
  const nameOf = createNamer({ n: 4, clients: 1 });
  const put = (more: object): ScrubberScene =>
    scrubberScene({
      ...{ timeline, warp, time: 50_000, nameOf, titleOf: String, hideFuture: false },
      size: { width: 600, height: 48 },
      ...more,
    });

  test('a stretch to repeat stands where its ends are, bookmarks where their time is', () => {
    const { loop, bookmarks, head } = put({
      loop: { from: 20_000, until: 50_000 },
      bookmarks: [{ at: 20_000, name: 'here' }],
    });
    expect(loop?.until).toBe(head);
    expect(bookmarks).toEqual([{ x: loop?.from, isPast: true, title: 'Bookmark: here' }]);
    expect(put({}).loop).toBeNull();
  });

  test('a partition has a mark where it begins and where it ends, hidden like all of the future', () => {
    const partitions = [{ at: 40_000, until: 80_000 }];
    const titles = (scene: ScrubberScene): readonly string[] =>
      scene.ticks.map(({ title }) => title);
    expect(titles(put({ partitions }))).toEqual(
      expect.arrayContaining(['The network splits', 'The network is whole again']),
    );
    expect(titles(put({ partitions, hideFuture: true }))).toEqual(['The network splits']);
  });

  test('an end of the stretch is dragged, and the playhead stays', () => {
    const element = document.createElement('div');
    const onSeek = vi.fn();
    const onLoop = vi.fn();
    const view = createScrubber(element, { onSeek, onLoop });
    view.update(put({ loop: { from: 20_000, until: 50_000 } }));
    const svg = element.querySelector('svg');
    if (!svg) throw new Error('no drawing');
    svg.setPointerCapture = () => {};
    const press = new PointerEvent('pointerdown', { button: 0, bubbles: true, clientX: 30 });
    element.querySelector('[data-loop-end="until"] rect')?.dispatchEvent(press);
    expect(onLoop).toHaveBeenCalledWith('until', expect.any(Number));
    expect(onSeek).not.toHaveBeenCalled();
    view.destroy();
  });
});
