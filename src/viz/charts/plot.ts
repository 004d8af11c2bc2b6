/** A chart of lines over one quantity, as plain geometry: what is measured, and lines of powers to hold it against. */
import { scaleLinear, scaleLog } from 'd3-scale';
import type { ScaleContinuousNumeric } from 'd3-scale';
import { line } from 'd3-shape';

export type PlotAxis = {
  readonly scale: 'log' | 'linear';
  /** Where ticks stand; left out: at round figures. */
  readonly ticks?: readonly number[];
  readonly format: (figure: number) => string;
};

export type PlotSeries = {
  readonly id: string;
  readonly label: string;
  /** By x ascending; `y` is null where nothing was measured, and Infinity where it is beyond every bound. */
  readonly points: readonly { readonly x: number; readonly y: number | null }[];
};

export type PlotInput = {
  readonly size: { readonly width: number; readonly height: number };
  readonly x: PlotAxis & { readonly domain: readonly [number, number] };
  readonly y: PlotAxis;
  readonly series: readonly PlotSeries[];
  /** Lines that grow with these powers of x, through the first series' first point where x is at least `from`. */
  readonly powers?: { readonly of: readonly number[]; readonly from: number };
};

export type PlotTick = { readonly at: number; readonly text: string };

export type PlotDot = {
  readonly x: number;
  readonly y: number;
  /** Where it was measured. */
  readonly at: number;
  /** Infinity for one that stands at the top because it is beyond. */
  readonly value: number;
};

export type PlotLine = {
  readonly id: string;
  readonly label: string;
  readonly path: string;
  readonly dots: readonly PlotDot[];
};

export type PlotLabel = { readonly id: string; readonly text: string; readonly y: number };

export type PlotScene = {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly xTicks: readonly PlotTick[];
  readonly yTicks: readonly PlotTick[];
  readonly lines: readonly PlotLine[];
  readonly powers: readonly { readonly id: string; readonly path: string }[];
  /** At the right edge, level with the ends of their lines and apart from each other. */
  readonly labels: readonly PlotLabel[];
};

const MARGIN = { left: 52, right: 104, top: 28, bottom: 36 };
/** Room between labels: their letters have 12 px. */
const LABEL_GAP = 15;

export function plotScene(input: PlotInput): PlotScene {
  const box = {
    left: MARGIN.left,
    right: Math.max(MARGIN.left + 40, input.size.width - MARGIN.right),
    top: MARGIN.top,
    bottom: input.size.height - MARGIN.bottom,
  };
  const x = scaleOf(input.x.scale).domain(input.x.domain).range([box.left, box.right]);
  const y = scaleOf(input.y.scale).domain(extentOf(input)).range([box.bottom, box.top]).nice();
  const lines = input.series.map((series) => lineOf(series, x, y));
  const powers = powersOf(input, x, y);
  return {
    ...box,
    xTicks: ticksOf(input.x, x, 8),
    yTicks: ticksOf(input.y, y, 5),
    lines,
    powers,
    labels: labelsOf([...lines.flatMap(lineLabel), ...powers.map(({ label }) => label)], box),
  };
}

type Scale = ScaleContinuousNumeric<number, number>;

const scaleOf = (kind: PlotAxis['scale']): Scale => (kind === 'log' ? scaleLog() : scaleLinear());

/** All that was measured; a chart of nothing has a scale all the same. */
function extentOf({ y, series }: PlotInput): readonly [number, number] {
  const found = series
    .flatMap(({ points }) => points.map((point) => point.y))
    .filter((value): value is number => value !== null && Number.isFinite(value))
    .filter((value) => y.scale === 'linear' || value > 0);
  const most = Math.max(...found);
  const least = Math.min(...found);
  if (found.length === 0) return [1, 10];
  if (y.scale === 'linear') return [0, most === 0 ? 1 : most];
  return most > least ? [least, most] : [least / 2, most * 2];
}

function lineOf({ id, label, points }: PlotSeries, x: Scale, y: Scale): PlotLine {
  const [, top = 1] = y.domain();
  const dots = points.flatMap(({ x: at, y: value }) =>
    value === null ? [] : [{ x: x(at), y: y(Math.min(value, top)), at, value }],
  );
  const draw = line<PlotDot>()
    .x((dot) => dot.x)
    .y((dot) => dot.y)
    .defined(({ value }) => Number.isFinite(value));
  return { id, label, path: draw(dots) ?? '', dots };
}

function lineLabel({ id, label, dots }: PlotLine): readonly PlotLabel[] {
  const last = dots.findLast(({ value }) => Number.isFinite(value));
  return last === undefined ? [] : [{ id, text: label, y: last.y }];
}

type PowerLine = PlotScene['powers'][number] & { readonly label: PlotLabel };

function powersOf(
  { x: axis, series, powers }: PlotInput,
  x: Scale,
  y: Scale,
): readonly PowerLine[] {
  const start = series[0]?.points.find((point) => point.x >= (powers?.from ?? 0));
  if (powers === undefined || start === undefined || start.y === null) return [];
  const { x: from, y: value } = start;
  const [bottom = 1, top = 1] = y.domain();
  // Where several end at one edge, the steepest of those that rise stands above the rest.
  const steepestFirst = powers.of.toSorted((one, other) => other - one);
  return steepestFirst.map((power) => {
    // It leaves the chart where it crosses an edge: there it ends.
    const edge = power > 0 ? top : bottom;
    const until = Math.min(axis.domain[1], from * (edge / value) ** (1 / power));
    const end = { x: x(until), y: y(value * (until / from) ** power) };
    const id = `power-${power}`;
    const path = `M${rounded(x(from))},${rounded(y(value))}L${rounded(end.x)},${rounded(end.y)}`;
    return { id, path, label: { id, text: powerName(power), y: end.y } };
  });
}

function powerName(power: number): string {
  const names: Readonly<Record<string, string>> = { '-1': '1/n', '1': 'n', '2': 'n²' };
  return `as ${names[power] ?? `n^${power}`}`;
}

function ticksOf(axis: PlotAxis, scale: Scale, count: number): readonly PlotTick[] {
  const [least = 0, most = 0] = scale.domain();
  const wanted = axis.ticks ?? (axis.scale === 'log' ? decades(least, most) : scale.ticks(count));
  return wanted
    .filter((figure) => figure >= least && figure <= most)
    .map((figure) => ({ at: scale(figure), text: axis.format(figure) }));
}

/** Powers of ten; with twos and fives where those are few. */
function decades(least: number, most: number): readonly number[] {
  const first = Math.floor(Math.log10(least));
  const last = Math.ceil(Math.log10(most));
  const steps = last - first > 2 ? [1] : [1, 2, 5];
  return Array.from({ length: last - first + 1 }, (_, decade) => 10 ** (first + decade)).flatMap(
    (ten) => steps.map((step) => step * ten),
  );
}

/** From the top down, each no nearer to the one above than a line of letters. */
function labelsOf(
  labels: readonly PlotLabel[],
  { top, bottom }: { readonly top: number; readonly bottom: number },
): readonly PlotLabel[] {
  const placed: PlotLabel[] = [];
  const ordered = labels.toSorted((one, other) => Math.round(one.y) - Math.round(other.y));
  ordered.forEach((label, index) => {
    const above = placed.at(-1)?.y ?? top - LABEL_GAP;
    // Those that are still to come need room, too.
    const lowest = bottom - LABEL_GAP * (ordered.length - 1 - index);
    placed.push({
      ...label,
      y: Math.round(Math.min(lowest, Math.max(label.y, above + LABEL_GAP))),
    });
  });
  return placed;
}

const rounded = (length: number): number => Math.round(length * 10) / 10;

/** 12, 1,230, 122,000: three digits are what a sentence needs of what is not counted. */
export function roundFigure(figure: number): string {
  return Number(figure.toPrecision(3)).toLocaleString('en');
}

/** 497, 121,794, 35.25: what was counted, as it was. */
export function exactFigure(figure: number): string {
  return figure.toLocaleString('en', { maximumFractionDigits: 3 });
}

/** 12, 1,230, 122 k: figures of an axis. */
export function shortFigure(figure: number): string {
  if (figure >= 1_000_000) return `${Number((figure / 1_000_000).toPrecision(3))} M`;
  if (figure >= 10_000) return `${Number((figure / 1_000).toPrecision(3))} k`;
  return roundFigure(figure);
}
