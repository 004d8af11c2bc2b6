/** The whole run in a strip: how much was sent when, views, violations, and the stretch that the diagram shows, to be moved. */
import type { Timeline } from '../../core/model/index.ts';
import { clamp } from '../geometry.ts';
import type { Size } from '../geometry.ts';
import { createCanvasPen } from './canvas-pen.ts';
import { createColours } from './colours.ts';
import type { Pen } from './pen.ts';
import type { Range } from './range.ts';
import { density, placeIn } from '../zoom.ts';

export type OverviewState = {
  readonly size: Size;
  readonly timeline: Pick<Timeline, 'bands' | 'violations' | 'reached'>;
  /** Messages sent in equal parts of the run. */
  readonly density: Int32Array;
  readonly range: Range;
  readonly time: number;
  readonly hidesFuture: boolean;
};

export type OverviewView = { update(state: OverviewState): void; destroy(): void };

const LEFT = 60;
const NARROW_LEFT = 40;
const RIGHT = 12;

export function createOverview(
  element: HTMLElement,
  onRange: (range: Range) => void,
): OverviewView {
  const canvas = document.createElement('canvas');
  canvas.className = 'spacetime-overview-drawing';
  element.append(canvas);
  let state: OverviewState | null = null;
  let grip: Grip | null = null;
  const aborter = new AbortController();
  const { signal } = aborter;
  const timeOf = (event: PointerEvent): number => {
    return state === null ? 0 : scaleOf(state).timeAt(placeIn(canvas, event).x);
  };
  const down = (event: PointerEvent): void => {
    if (state === null || event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    grip = gripAt(state, timeOf(event));
    if (grip.kind === 'away') {
      grip = { kind: 'whole', offset: (state.range.until - state.range.from) / 2 };
      onRange(dragged(state.range, grip, timeOf(event)));
    }
  };
  canvas.addEventListener('pointerdown', down, { signal });
  canvas.addEventListener(
    'pointermove',
    (event) => {
      if (grip !== null && state !== null) onRange(dragged(state.range, grip, timeOf(event)));
    },
    { signal },
  );
  const end = (): void => {
    grip = null;
  };
  canvas.addEventListener('pointerup', end, { signal });
  canvas.addEventListener('pointercancel', end, { signal });
  return {
    update(next) {
      state = next;
      draw(canvas, element, next);
    },
    destroy() {
      aborter.abort();
      canvas.remove();
    },
  };
}

type Grip =
  | { readonly kind: 'from' | 'until' | 'away' }
  | { readonly kind: 'whole'; readonly offset: number };

function gripAt(state: OverviewState, time: number): Grip {
  const { range } = state;
  const near = scaleOf(state).span(5);
  if (Math.abs(time - range.from) < near) return { kind: 'from' };
  if (Math.abs(time - range.until) < near) return { kind: 'until' };
  const isInside = time > range.from && time < range.until;
  return isInside ? { kind: 'whole', offset: time - range.from } : { kind: 'away' };
}

function dragged(range: Range, grip: Grip, time: number): Range {
  switch (grip.kind) {
    case 'from':
      return { from: Math.min(time, range.until - 100), until: range.until };
    case 'until':
      return { from: range.from, until: Math.max(time, range.from + 100) };
    case 'whole': {
      const from = time - grip.offset;
      return { from, until: from + range.until - range.from };
    }
    case 'away':
      return range;
  }
}

function scaleOf({ size, timeline }: OverviewState) {
  const left = size.width < 480 ? NARROW_LEFT : LEFT;
  const width = Math.max(1, size.width - left - RIGHT);
  const all = Math.max(1, timeline.reached);
  return {
    left,
    width,
    x: (time: number) => left + (clamp(time, 0, all) / all) * width,
    timeAt: (x: number) => (clamp(x - left, 0, width) / width) * all,
    span: (pixels: number) => (pixels / width) * all,
  };
}

function draw(canvas: HTMLCanvasElement, element: HTMLElement, state: OverviewState): void {
  const ratio = density();
  const { width, height } = state.size;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  paint(createCanvasPen(context, createColours(element)), state);
}

function paint(pen: Pen, state: OverviewState): void {
  const { size, timeline, density, range, time, hidesFuture } = state;
  const scale = scaleOf(state);
  const { height } = size;
  for (const [index, { from }] of timeline.bands.entries()) {
    if (index % 2 === 0) continue;
    const until = timeline.bands[index + 1]?.from ?? timeline.reached;
    const box = {
      x: scale.x(from),
      y: 2,
      width: scale.x(until) - scale.x(from),
      height: height - 4,
    };
    pen.rect(box, { fill: 'surface-2' });
  }
  const most = density.reduce((best, count) => Math.max(best, count), 1);
  const step = scale.width / Math.max(1, density.length);
  density.forEach((count, index) => {
    const tall = (count / most) * (height - 6);
    const x = scale.left + index * step;
    const isAhead = x > scale.x(time);
    if (isAhead && hidesFuture) return;
    const box = { x, y: height - 2 - tall, width: Math.max(0.75, step - 0.4), height: tall };
    pen.rect(box, { fill: 'text-3', alpha: isAhead ? 0.4 : 0.8 });
  });
  for (const { violation } of timeline.violations) {
    const x = scale.x(violation.at);
    if (violation.at > time && hidesFuture) continue;
    pen.rect({ x: x - 1, y: 0, width: 2, height }, { fill: 'verm' });
  }
  const [from, until] = [scale.x(range.from), scale.x(range.until)];
  const shown = { x: from, y: 1, width: Math.max(3, until - from), height: height - 2 };
  pen.rect(shown, { fill: 'gold-fill', alpha: 0.14 });
  pen.rect(shown, { stroke: 'gold', width: 1.5 });
  pen.segments([scale.x(time), 0, scale.x(time), height], { stroke: 'gold-tile', width: 1.5 });
}
