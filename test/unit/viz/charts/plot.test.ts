import { describe, expect, it } from 'vitest';
import { plotScene, shortFigure } from '../../../../src/viz/charts/plot.ts';
import type { PlotInput, PlotSeries } from '../../../../src/viz/charts/plot.ts';

const format = String;

function chartOf(series: readonly PlotSeries[], change: Partial<PlotInput> = {}): PlotInput {
  return {
    size: { width: 500, height: 300 },
    x: { scale: 'log', domain: [1, 100], format },
    y: { scale: 'log', format },
    series,
    ...change,
  };
}

const pointsOf = (of: (x: number) => number | null): PlotSeries['points'] =>
  [1, 10, 100].map((x) => ({ x, y: of(x) }));

const SQUARE: PlotSeries = { id: 'a', label: 'measured', points: pointsOf((x) => 2 * x * x) };

describe('a chart on log axes', () => {
  it('draws a power as a straight line, and one that grows alike lies on it', () => {
    const { lines, powers } = plotScene(chartOf([SQUARE], { powers: { of: [2], from: 1 } }));
    const [low, middle, high] = lines[0]?.dots ?? [];
    if (!low || !middle || !high) throw new Error('three points are measured');
    expect(middle.x - low.x).toBeCloseTo(high.x - middle.x);
    expect(low.y - middle.y).toBeCloseTo(middle.y - high.y);
    const ends = /^M(.+),(.+)L(.+),(.+)$/
      .exec(powers[0]?.path ?? '')
      ?.slice(1)
      .map(Number);
    expect(ends?.[0]).toBeCloseTo(low.x, 0);
    expect(ends?.[1]).toBeCloseTo(low.y, 0);
    expect(ends?.[3]).toBeCloseTo(high.y, 0);
  });

  it('ends a line of a power where it leaves the chart', () => {
    const flat = { ...SQUARE, points: pointsOf((x) => 10 + x / 10) };
    const scene = plotScene(chartOf([flat], { powers: { of: [2, -1], from: 1 } }));
    for (const { path } of scene.powers) {
      const y = Number(/,([\d.]+)$/.exec(path)?.[1]);
      expect(y).toBeGreaterThanOrEqual(scene.top - 0.1);
      expect(y).toBeLessThanOrEqual(scene.bottom + 0.1);
    }
  });

  it('has a tick at each decade, and only within', () => {
    const { xTicks, left, right } = plotScene(chartOf([SQUARE]));
    expect(xTicks.map(({ text }) => text)).toEqual(['1', '2', '5', '10', '20', '50', '100']);
    expect(xTicks[0]?.at).toBe(left);
    expect(xTicks.at(-1)?.at).toBe(right);
  });
});

describe('what was measured', () => {
  it('is left out where it was not, without a gap being drawn over', () => {
    const series = { ...SQUARE, points: pointsOf((x) => (x === 10 ? null : x)) };
    expect(plotScene(chartOf([series])).lines[0]?.dots.map(({ at }) => at)).toEqual([1, 100]);
  });

  it('stands at the top where it is beyond every bound, and no line leads there', () => {
    const series = { ...SQUARE, points: pointsOf((x) => (x === 1 ? Infinity : x)) };
    const { lines, top } = plotScene(chartOf([series]));
    expect(lines[0]?.dots[0]).toMatchObject({ y: top, value: Infinity });
    expect(lines[0]?.path.match(/[ML]/g)).toEqual(['M', 'L']);
  });

  it('may be nothing yet', () => {
    const { lines, yTicks } = plotScene(
      chartOf([{ ...SQUARE, points: [] }], { powers: { of: [1], from: 4 } }),
    );
    expect(lines[0]?.path).toBe('');
    expect(yTicks.length).toBeGreaterThan(0);
  });

  it('begins at zero on an even scale, also where all of it is zero', () => {
    const zero = { ...SQUARE, points: pointsOf(() => 0) };
    const { lines, bottom } = plotScene(chartOf([zero], { y: { scale: 'linear', format } }));
    expect(lines[0]?.dots.every(({ y }) => y === bottom)).toBe(true);
  });
});

describe('the labels', () => {
  it('of powers that leave at the same edge stand in the order of their steepness', () => {
    // As while it is being measured: of a hundred places on the axis there are two.
    const series = { ...SQUARE, points: [4, 7].map((x) => ({ x, y: 2 * x * x })) };
    const { labels } = plotScene(chartOf([series], { powers: { of: [1, 2], from: 4 } }));
    const [steep, flat] = ['as n²', 'as n'].map((text) =>
      labels.find((each) => each.text === text),
    );
    expect(steep?.y).toBeLessThan(flat?.y ?? 0);
  });

  it('stand beside the ends of their lines, and never on each other', () => {
    const many = ['a', 'b', 'c', 'd'].map((id) => ({ ...SQUARE, id, label: id }));
    const { labels, top, bottom } = plotScene(chartOf(many));
    const places = labels.map(({ y }) => y);
    places
      .slice(1)
      .forEach((y, index) => expect(y - (places[index] ?? 0)).toBeGreaterThanOrEqual(15));
    expect(Math.min(...places)).toBeGreaterThanOrEqual(top);
    expect(Math.max(...places)).toBeLessThanOrEqual(bottom);
  });
});

it('short figures are those that a person reads', () => {
  expect([7, 497, 8129, 12_345, 1_970_058, 0.5].map(shortFigure)).toEqual([
    '7',
    '497',
    '8,130',
    '12.3 k',
    '1.97 M',
    '0.5',
  ]);
});
