// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ProcessView, Timeline, Window } from '../../../src/core/model/index.ts';
import { LOST_AT } from '../../../src/viz/flight.ts';
import { createNamer } from '../../../src/viz/names.ts';
import { laneHistories } from '../../../src/viz/spacetime/lanes.ts';
import { spacetimePicture, wireAt } from '../../../src/viz/spacetime/picture.ts';
import type { Picture, PictureInput } from '../../../src/viz/spacetime/picture.ts';
import { createSpacetime } from '../../../src/viz/spacetime/spacetime.ts';
import type { SpacetimeView } from '../../../src/viz/spacetime/spacetime.ts';
import { KINDS, VALUES, client, message, replica, slot } from './builders.ts';

type States = Pick<Window, 'base' | 'changes' | 'from'>;

function change(at: number, process: ProcessView): Window['changes'][number] {
  return { moment: { events: at, at }, process };
}

const executed = {
  ledger: [
    { seq: 1, digest: 'd1' },
    { seq: 2, digest: 'd2' },
    { seq: 3, digest: 'aa' },
  ],
  ledgerLength: 3,
};

const states: States = {
  from: { events: 0, at: 0 },
  base: [replica(0), replica(1), client(2)],
  changes: [
    change(10_000, replica(0, { slots: [slot()] })),
    change(20_000, replica(0, { slots: [slot({ phase: 'prepared' })] })),
    change(30_000, replica(0, { slots: [slot({ phase: 'executed' })], ...executed })),
    change(40_000, replica(1, {}, { kind: 'crashed' })),
  ],
};

const violation = {
  monitor: 'agreement',
  at: 35_000,
  replicas: [1],
  detail: 'Two values.',
  evidence: [],
  certificates: [],
  culprits: [],
};

const timeline: PictureInput['timeline'] = {
  bands: [
    { from: 0, view: 0, primary: 0 },
    { from: 50_000, view: 1, primary: 1 },
  ],
  violations: [{ moment: { events: 9, at: 35_000 }, violation }],
  values: VALUES,
  medianDelay: 10_000,
  reached: 100_000,
} satisfies Partial<Timeline>;

function picture(part: Partial<PictureInput> = {}): Picture {
  return spacetimePicture({
    lanes: laneHistories(states, null),
    messages: [message({ sentAt: 10_000, endsAt: 20_000 })],
    kinds: KINDS,
    timeline,
    range: { from: 0, until: 100_000 },
    size: { width: 660, height: 200 },
    nameOf: createNamer({ n: 2, clients: 1 }),
    ...part,
  });
}

describe('the lanes', () => {
  const lanes = laneHistories(states, null);

  test('clients come first, then replicas', () => {
    expect(lanes.map(({ id }) => id)).toEqual([2, 0, 1]);
  });

  test('each knows its own phases, entries and marks', () => {
    expect(lanes[1]?.phases).toEqual([
      { at: 0, phase: null },
      { at: 10_000, phase: 'pre-prepared' },
      { at: 20_000, phase: 'prepared' },
      { at: 30_000, phase: null },
    ]);
    expect(lanes[1]?.executed).toEqual([{ at: 30_000, seq: 3, digest: 'aa' }]);
    expect(lanes[2]?.marks.map(({ kind }) => kind)).toEqual(['loyal', 'crashed']);
  });

  test('a chosen sequence number hides the phases of all others', () => {
    expect(laneHistories(states, 7)[1]?.phases).toEqual([{ at: 0, phase: null }]);
  });
});

describe('the picture', () => {
  test('a message goes from its sender at its time to its receiver at its time', () => {
    const { wires, frame } = picture();
    expect(wires[0]?.from).toEqual({ x: frame.x(10_000), y: frame.y(1) });
    expect(wires[0]?.to).toEqual({ x: frame.x(20_000), y: frame.y(2) });
  });

  test('a lost one ends on its way, in a cross', () => {
    const lost = message({ sentAt: 10_000, endsAt: 10_000, fate: 'lost' });
    const { wires, frame } = picture({ messages: [lost] });
    expect(wires[0]?.validity).toBe('dropped');
    expect(wires[0]?.to.x).toBeCloseTo(frame.x(10_000 + LOST_AT * 10_000), 0);
  });

  test('messages outside the range are left out', () => {
    expect(picture({ range: { from: 30_000, until: 60_000 } }).wires).toEqual([]);
  });

  test('executed entries and violations stand on their lanes', () => {
    const { beads, flags, frame } = picture();
    expect(beads.map(({ label, tone }) => [label, tone])).toEqual([['A', 'v-A']]);
    expect(beads[0]?.y).toBe(frame.y(1));
    expect(flags[0]).toMatchObject({ text: 'agreement', y: frame.y(2) });
  });

  test('the text of a flag at the end of the diagram stands left of it', () => {
    const [violation] = timeline.violations;
    if (!violation) throw new Error('the timeline of this test has a violation');
    const { range } = picture();
    const late = [{ ...violation, violation: { ...violation.violation, at: range.until } }];
    const { flags } = picture({ timeline: { ...timeline, violations: late } });
    expect(flags.map(({ isLast }) => isLast)).toEqual([true]);
    expect(picture().flags.map(({ isLast }) => isLast)).toEqual([false]);
  });

  test('flags that would cover each other become one', () => {
    const twice = [
      ...timeline.violations,
      { moment: { events: 9, at: 35_100 }, violation: { ...violation, monitor: 'order' } },
    ];
    expect(
      picture({ timeline: { ...timeline, violations: twice } }).flags.map(({ text }) => text),
    ).toEqual(['agreement, order']);
  });

  test.each([320, 660, 1400])('at %i pixels all lies inside and views span all lanes', (width) => {
    const { lanes, bands, ticks, frame } = picture({ size: { width, height: 200 } });
    expect(
      lanes.every(({ pieces }) => pieces.every(({ x, end }) => x >= frame.left && end <= width)),
    ).toBe(true);
    expect(bands.map((band) => Math.round(band.x + band.width)).at(-1)).toBe(
      Math.round(frame.right),
    );
    expect(ticks.length).toBeGreaterThanOrEqual(2);
    expect(ticks.every(({ labelX }) => labelX > 0 && labelX < width)).toBe(true);
  });

  test('lanes that lie too close share names', () => {
    const many = Array.from({ length: 100 }, (_, id) => replica(id));
    const lanes = laneHistories({ from: { events: 0, at: 0 }, base: many, changes: [] }, null);
    const named = picture({ lanes }).lanes.filter(({ name }) => name !== '');
    expect(named.length).toBeGreaterThan(3);
    for (const [index, { y }] of named.entries()) {
      expect(y - (named[index - 1]?.y ?? -20)).toBeGreaterThanOrEqual(13);
    }
  });

  test('the nearest message within reach is found', () => {
    const shown = picture();
    const wire = shown.wires[0];
    const middle = {
      x: ((wire?.from.x ?? 0) + (wire?.to.x ?? 0)) / 2,
      y: ((wire?.from.y ?? 0) + (wire?.to.y ?? 0)) / 2,
    };
    expect(wireAt(shown, middle, 5)?.event).toBe(1);
    expect(wireAt(shown, { x: middle.x + 40, y: middle.y }, 5)).toBeNull();
  });
});

describe('the diagram', () => {
  const element = document.createElement('div');
  const calls = { onSeek: vi.fn(), onSelectMessage: vi.fn() };
  let view: SpacetimeView;
  beforeEach(() => {
    document.body.replaceChildren(element);
    view = createSpacetime(element, calls);
  });
  afterEach(() => view.destroy());

  const scene = (part: object = {}): Parameters<SpacetimeView['update']>[0] => ({
    picture: picture(),
    time: 32_000,
    hideFuture: false,
    selectedMessage: null,
    ...part,
  });

  test('moving the playhead moves its line and leaves the picture alone', () => {
    const shown = picture();
    view.update(scene({ picture: shown, time: 10_000 }));
    const wire = element.querySelector('.is-past .wire');
    const before = element.querySelector('.head-line-path')?.getAttribute('d');
    view.update(scene({ picture: shown, time: 60_000 }));
    expect(element.querySelector('.is-past .wire')).toBe(wire);
    expect(element.querySelector('.head-line-path')?.getAttribute('d')).not.toBe(before);
    expect(element.querySelector('.head-tag')?.textContent).toBe('60 ms');
  });

  test('what lies ahead is marked so, and can be hidden', () => {
    view.update(scene({ hideFuture: true }));
    expect(element.querySelector('.lane-flag')?.classList.contains('is-ahead')).toBe(true);
    expect(element.querySelector('.lane-bead')?.classList.contains('is-ahead')).toBe(false);
    expect(element.querySelector('svg')?.classList.contains('hides-future')).toBe(true);
  });

  test('says in words what it shows, and marks the chosen message', () => {
    view.update(scene({ selectedMessage: 1 }));
    expect(element.querySelector('svg')?.getAttribute('aria-label')).toBe(
      'Space-time diagram from 0 ms to 100 ms: 1 messages between 3 processes. Playhead at 32 ms.',
    );
    expect(element.querySelectorAll('.chosen-wire')).toHaveLength(1);
  });

  test('a click on a message selects it, elsewhere it seeks, and what is hidden cannot be hit', () => {
    const svg = element.querySelector('svg');
    if (svg === null) throw new Error('the diagram has no drawing');
    svg.getBoundingClientRect = () => new DOMRect(0, 0, 660, 200);
    svg.setPointerCapture = () => undefined;
    const shown = picture();
    const { from, to } = shown.wires[0] ?? { from: { x: 0, y: 0 }, to: { x: 0, y: 0 } };
    const press = (): void => {
      const place = { clientX: (from.x + to.x) / 2, clientY: (from.y + to.y) / 2 };
      svg.dispatchEvent(new PointerEvent('pointerdown', { button: 0, ...place }));
    };
    view.update(scene({ picture: shown }));
    press();
    expect(calls.onSelectMessage).toHaveBeenCalledExactlyOnceWith(1);
    view.update(scene({ picture: shown, time: 5_000, hideFuture: true }));
    press();
    expect(calls.onSelectMessage).toHaveBeenCalledTimes(1);
    expect(calls.onSeek.mock.calls[0]?.[0]).toBeGreaterThan(14_000);
    expect(calls.onSeek.mock.calls[0]?.[0]).toBeLessThan(16_000);
  });
});
