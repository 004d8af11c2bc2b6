import { describe, expect, test } from 'vitest';
import { HAND } from '../../../src/core/model/index.ts';
import type { Cone } from '../../../src/core/model/index.ts';
import { LOST_AT } from '../../../src/viz/flight.ts';
import { hitAt } from '../../../src/viz/spacetime/hit.ts';
import { isInCone } from '../../../src/viz/spacetime/parts.ts';
import type { Part } from '../../../src/viz/spacetime/parts.ts';
import { markAt, partsOf, spacetimeScene } from '../../../src/viz/spacetime/scene.ts';
import type { Scene, SpacetimeInput } from '../../../src/viz/spacetime/scene.ts';
import { input, sent, tile } from './tiles.ts';

function scene(part: Partial<SpacetimeInput> = {}): Scene {
  return spacetimeScene(input(part));
}

function partIn(part: Partial<SpacetimeInput> = {}): Part & { readonly scene: Scene } {
  const made = scene(part);
  const [first] = partsOf(made);
  if (first === undefined) throw new Error('the scene has a tile');
  return { ...first, scene: made };
}

const VIOLATION = {
  moment: { events: 9, at: 35_000 },
  violation: {
    monitor: 'agreement',
    at: 35_000,
    replicas: [1],
    detail: 'Two values.',
    evidence: [],
    certificates: [],
    culprits: [],
  },
};

function withViolations(...violations: (typeof VIOLATION)[]): Partial<SpacetimeInput> {
  return { timeline: { ...input().timeline, violations } };
}

describe('messages', () => {
  test('go from their sender at its time to their receiver at its time', () => {
    const { wires, scene: made } = partIn();
    const { frame } = made;
    expect(made.lanes.map(({ name }) => name)).toEqual(['C1', 'R0', 'R1']);
    expect(wires[0]?.from).toEqual({ x: frame.x(10_000), y: frame.y(1) });
    expect(wires[0]?.to).toEqual({ x: frame.x(20_000), y: frame.y(2) });
  });

  test('that are lost end on their way', () => {
    const lost = sent({ sentAt: 10_000, endsAt: 10_000, fate: 'lost' });
    const { wires, scene: made } = partIn({ tiles: [tile({ messages: [lost] })] });
    expect(wires[0]?.validity).toBe('dropped');
    expect(wires[0]?.to.x).toBeCloseTo(made.frame.x(10_000 + LOST_AT * 10_000), 5);
  });

  test('that a hand held stand still on their way, under a sign of their own', () => {
    const held = { touches: HAND.held, touchedAt: 14_000, touchedShare: 400 };
    const released = sent({ sentAt: 10_000, endsAt: 50_000, ...held, resumedAt: 40_000 });
    const { wires, scene: made } = partIn({ tiles: [tile({ messages: [released] })] });
    const { frame } = made;
    const y = frame.y(1) + 0.4 * (frame.y(2) - frame.y(1));
    expect(wires[0]?.held).toEqual([
      { x: frame.x(14_000), y },
      { x: frame.x(40_000), y },
    ]);
    const level = { x: frame.x(30_000), y };
    expect(hitAt(made, partsOf(made), level)?.kind).toBe('message');
    const free = sent({ sentAt: 10_000, endsAt: 50_000 });
    expect(partIn({ tiles: [tile({ messages: [free] })] }).wires[0]?.held).toEqual([]);
  });

  test('of two tiles are drawn once', () => {
    const across = sent({ sentAt: 45_000, endsAt: 55_000 });
    const tiles = [
      tile({ until: 50_000, messages: [across] }),
      tile({ from: 50_000, messages: [across] }),
    ];
    const wires = partsOf(scene({ tiles })).flatMap((part) => part.wires);
    expect(wires).toHaveLength(1);
    const counted = [tile({ until: 50_000, bars: [] }), tile({ from: 50_000, messages: [across] })];
    expect(partsOf(scene({ tiles: counted })).flatMap((part) => part.wires)).toHaveLength(1);
  });

  test('that are counted stand on their lane, arrivals above it and sent ones below', () => {
    const bar = { bucket: 64, process: 1, value: -1, sent: 3, arrived: 6, spoiled: 0 };
    const { bars, scene: made } = partIn({ tiles: [tile({ bars: [bar] })] });
    const lane = made.frame.y(2);
    const [up, down] = bars;
    expect(up?.x).toBeCloseTo(made.frame.x(50_000), 5);
    expect((up?.y ?? 0) + (up?.height ?? 0)).toBeCloseTo(lane, 5);
    expect(down?.y).toBeCloseTo(lane, 5);
    expect(up?.height).toBeCloseTo(2 * (down?.height ?? 0), 5);
    expect(up?.height).toBeLessThan(made.frame.step / 2);
  });
});

describe('lanes', () => {
  test('each have the phases of their own replica', () => {
    const rows = [
      { event: 5, at: 10_000, process: 0, sign: 'phase', number: 1 },
      { event: 6, at: 20_000, process: 0, sign: 'phase', number: 2 },
      { event: 7, at: 30_000, process: 0, sign: 'phase', number: 0 },
      { event: 8, at: 40_000, process: 1, sign: 'phase', number: 4 },
    ] as const;
    const { shades, scene: made } = partIn({
      tiles: [tile({ rows, phases: { 1: 'committed' } })],
    });
    const { frame } = made;
    expect(shades.map(({ lane, phase, x, end }) => [lane, phase, x, end])).toEqual([
      [1, 'pre-prepared', frame.x(10_000), frame.x(20_000)],
      [1, 'prepared', frame.x(20_000), frame.x(30_000)],
      [2, 'committed', frame.x(0), frame.x(40_000)],
      [2, 'changing view', frame.x(40_000), frame.x(100_000)],
    ]);
  });

  test('change with the mark, and end where the recording does', () => {
    const rows = [{ event: 5, at: 40_000, process: 1, sign: 'mark', number: 1 }] as const;
    const timeline = { ...input().timeline, reached: 80_000 };
    const { lines, scene: made } = partIn({ tiles: [tile({ rows })], timeline });
    const { frame } = made;
    expect(lines.filter(({ lane }) => lane === 2)).toEqual([
      { lane: 2, x: frame.x(0), end: frame.x(40_000), mark: 'loyal' },
      { lane: 2, x: frame.x(40_000), end: frame.x(80_000), mark: 'crashed' },
    ]);
  });

  test('that lie too close share names, and the chosen one has its own', () => {
    const processes = Array.from({ length: 100 }, (_, id) => id);
    const { lanes, frame } = scene({ processes, n: 100, process: 38 });
    const named = lanes.filter(({ isNamed }) => isNamed);
    expect(named.length).toBeGreaterThan(5);
    expect(named.map(({ id }) => id)).toContain(38);
    for (const [index, { index: lane }] of named.entries()) {
      const before = named[index - 1];
      if (before === undefined) continue;
      expect((lane - before.index) * frame.step).toBeGreaterThanOrEqual(13);
    }
  });

  test('that do not fit can be scrolled, as far as the last one and no further', () => {
    const processes = Array.from({ length: 100 }, (_, id) => id);
    const { frame } = scene({ processes, n: 100, room: 'roomy', scroll: 1e9 });
    expect(frame.step).toBeGreaterThanOrEqual(20);
    expect(frame.y(99) + frame.step / 2).toBeCloseTo(frame.bottom, 5);
    expect(frame.laneAt(frame.y(42))).toBe(42);
  });

  test('know the mark of their replica at the playhead', () => {
    const marks = [
      { moment: { events: 1, at: 10 }, replica: 1, kind: 'crashed' },
      { moment: { events: 2, at: 20 }, replica: 1, kind: 'loyal' },
    ];
    expect([5, 10, 19, 20].map((at) => markAt({ marks }, 1, at))).toEqual([
      'loyal',
      'crashed',
      'crashed',
      'loyal',
    ]);
  });
});

describe('signs', () => {
  test('executed entries are beads, other events small marks', () => {
    const rows = [
      { event: 5, at: 10_000, process: 0, sign: 'executed', number: 3, value: 0 },
      { event: 6, at: 20_000, process: 0, sign: 'timer' },
      { event: 7, at: 30_000, process: 0, sign: 'prepared', number: 3 },
    ] as const;
    const { beads, signs, scene: made } = partIn({ tiles: [tile({ rows })] });
    expect(beads.map(({ label, tone, y }) => [label, tone, y])).toEqual([
      ['A', 'v-A', made.frame.y(1)],
    ]);
    expect(signs.map(({ row }) => row.event)).toEqual([6]);
  });

  test('violations are flagged at their lane and time; those that would cover each other share a flag', () => {
    const { flags, frame } = scene(withViolations(VIOLATION));
    expect(flags).toMatchObject([{ text: 'Monitor agreement', lane: 2, x: frame.x(35_000) }]);
    const order = {
      ...VIOLATION,
      violation: { ...VIOLATION.violation, monitor: 'order', at: 35_100 },
    };
    expect(scene(withViolations(VIOLATION, order)).flags.map(({ text }) => text)).toEqual([
      'Monitor agreement, Monitor order',
    ]);
  });

  test('the text of a flag at the end of the diagram stands left of it', () => {
    const late = { ...VIOLATION, violation: { ...VIOLATION.violation, at: 100_000 } };
    expect(scene(withViolations(late)).flags.map(({ isLast }) => isLast)).toEqual([true]);
    expect(scene(withViolations(VIOLATION)).flags.map(({ isLast }) => isLast)).toEqual([false]);
  });

  test('a partition says who cannot reach whom', () => {
    const partitions = [{ from: 20_000, until: 60_000, groups: [[0], [1]] }];
    const { walls, frame } = scene({ tiles: [tile({ partitions })] });
    expect(walls).toMatchObject([
      { x: frame.x(20_000), end: frame.x(60_000), label: 'Partition: R0 | R1' },
    ]);
    expect(walls[0]?.groups).toEqual([
      { lane: 1, group: 0 },
      { lane: 2, group: 1 },
    ]);
  });
});

describe('the causal cone', () => {
  const cone = (part: Partial<Cone>): Cone => ({
    event: 20,
    direction: 'past',
    bounds: Int32Array.from([10, 20, -1]),
    times: Int32Array.from([10, 20, -1]),
    messages: 3,
    ...part,
  });

  test('lights what arrived in the past, not what was only sent in it', () => {
    const past = cone({});
    expect(isInCone(past, sent({ event: 8, endEvent: 15, from: 0, to: 1 }))).toBe(true);
    expect(isInCone(past, sent({ event: 8, endEvent: 25, from: 0, to: 1 }))).toBe(false);
    expect(isInCone(past, sent({ event: 8, endEvent: -1, fate: 'in flight', to: 1 }))).toBe(false);
    expect(isInCone(past, sent({ event: 8, endEvent: 9, fate: 'lost', from: 0, to: 1 }))).toBe(
      false,
    );
    expect(isInCone(past, sent({ event: 8, endEvent: 9, from: 0, to: 2 }))).toBe(false);
  });

  test('of the future lights what was sent in it', () => {
    const future = cone({ direction: 'future' });
    expect(isInCone(future, sent({ event: 12, from: 0 }))).toBe(true);
    expect(isInCone(future, sent({ event: 9, from: 0 }))).toBe(false);
    expect(isInCone(future, sent({ event: 900, from: 2 }))).toBe(false);
  });

  test('dims the rest of the picture', () => {
    const messages = [
      sent({ event: 8, endEvent: 15, sentAt: 8_000, endsAt: 15_000 }),
      sent({ event: 9, endEvent: 35, sentAt: 9_000, endsAt: 35_000 }),
    ];
    const { wires } = partIn({ tiles: [tile({ messages })], cone: cone({}) });
    expect(wires.map(({ isLit }) => isLit)).toEqual([true, false]);
  });
});

test.each([320, 660, 1400, 3600])('at %i pixels all lies inside', (width) => {
  const { lines, scene: made } = partIn({ size: { width, height: 200 } });
  const { frame, bands, ticks } = made;
  expect(lines.every(({ x, end }) => x >= frame.left - 1e-6 && end <= width)).toBe(true);
  expect(bands.map((band) => Math.round(band.x + band.width)).at(-1)).toBe(Math.round(frame.right));
  expect(ticks.length).toBeGreaterThanOrEqual(2);
  expect(ticks.every(({ labelX }) => labelX > 0 && labelX < width)).toBe(true);
});
