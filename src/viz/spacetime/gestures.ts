/** What hands do to a diagram: drag to move it, wheel and pinch to zoom around the pointer, brush a stretch of time, click. */
import type { Point } from '../geometry.ts';
import type { Frame } from './frame.ts';
import type { Range } from './range.ts';
import { placeIn } from '../zoom.ts';

export type Gestures = {
  readonly onZoom: (factor: number, at: number) => void;
  /** By so much simulated time, and so many pixels of lanes. */
  readonly onMove: (time: number, lanes: number) => void;
  /** While brushing, and null when it is given up. */
  readonly onBrush: (range: Range | null) => void;
  readonly onRange: (range: Range) => void;
  readonly onReset: () => void;
  readonly onClick: (point: Point) => void;
  readonly onHover: (point: Point | null) => void;
  /** The playhead's tag is dragged. */
  readonly onSeek: (time: number) => void;
  readonly isOnHead: (point: Point) => boolean;
};

type Drag = {
  readonly kind: 'press' | 'move' | 'brush' | 'head';
  readonly start: Point;
  readonly last: Point;
};

/** Less movement than this is a click. */
const SLACK = 4;
const WHEEL = 0.0016;
const PINCH_WHEEL = 0.01;
const LINE_PIXELS = 16;

export function listen(
  element: HTMLElement,
  frameNow: () => Frame | null,
  gestures: Gestures,
): () => void {
  const hands = new Hands(element, frameNow, gestures);
  const aborter = new AbortController();
  const { signal } = aborter;
  element.addEventListener('pointerdown', (event) => hands.down(event), { signal });
  element.addEventListener('pointermove', (event) => hands.move(event), { signal });
  element.addEventListener('pointerup', (event) => hands.up(event), { signal });
  element.addEventListener('pointercancel', (event) => hands.cancel(event), { signal });
  element.addEventListener('pointerleave', () => gestures.onHover(null), { signal });
  element.addEventListener('dblclick', () => gestures.onReset(), { signal });
  element.addEventListener('wheel', (event) => hands.wheel(event), { signal, passive: false });
  return () => aborter.abort();
}

class Hands {
  readonly #element: HTMLElement;
  readonly #frameNow: () => Frame | null;
  readonly #gestures: Gestures;
  readonly #fingers = new Map<number, Point>();
  #drag: Drag | null = null;

  constructor(element: HTMLElement, frameNow: () => Frame | null, gestures: Gestures) {
    this.#element = element;
    this.#frameNow = frameNow;
    this.#gestures = gestures;
  }

  down(event: PointerEvent): void {
    const frame = this.#frameNow();
    if (event.button !== 0 || frame === null) return;
    const point = this.#pointOf(event);
    this.#element.setPointerCapture(event.pointerId);
    this.#fingers.set(event.pointerId, point);
    this.#gestures.onHover(null);
    if (this.#fingers.size > 1) this.#giveUp();
    else this.#drag = { kind: this.#kindOf(point, event, frame), start: point, last: point };
  }

  #kindOf(point: Point, event: PointerEvent, { bottom }: Frame): Drag['kind'] {
    if (this.#gestures.isOnHead(point)) return 'head';
    return point.y > bottom || event.shiftKey ? 'brush' : 'press';
  }

  move(event: PointerEvent): void {
    const frame = this.#frameNow();
    if (frame === null) return;
    const point = this.#pointOf(event);
    const before = this.#fingers.get(event.pointerId);
    if (before === undefined) {
      this.#gestures.onHover(point);
      return;
    }
    const others = [...this.#fingers].filter(([id]) => id !== event.pointerId);
    this.#fingers.set(event.pointerId, point);
    const other = others[0]?.[1];
    if (other !== undefined) this.#pinch({ before, point, other }, frame);
    else if (this.#drag !== null) this.#pull(this.#drag, point, frame);
  }

  #pinch(
    { before, point, other }: Readonly<Record<'before' | 'point' | 'other', Point>>,
    frame: Frame,
  ): void {
    const was = Math.max(20, Math.abs(before.x - other.x));
    const is = Math.max(20, Math.abs(point.x - other.x));
    this.#gestures.onZoom(was / is, frame.timeAt((point.x + other.x) / 2));
    this.#moveBy(frame, (point.x - before.x) / 2, (point.y - before.y) / 2);
  }

  #pull(drag: Drag, point: Point, frame: Frame): void {
    const isStill =
      Math.abs(point.x - drag.start.x) < SLACK && Math.abs(point.y - drag.start.y) < SLACK;
    if (drag.kind === 'press' && isStill) return;
    const kind = drag.kind === 'press' ? 'move' : drag.kind;
    this.#drag = { kind, start: drag.start, last: point };
    if (kind === 'move') this.#moveBy(frame, point.x - drag.last.x, point.y - drag.last.y);
    else if (kind === 'head') this.#gestures.onSeek(frame.timeAt(point.x));
    else this.#gestures.onBrush(brushed(frame, drag.start, point));
  }

  #moveBy(frame: Frame, x: number, y: number): void {
    const perPixel = (frame.range.until - frame.range.from) / (frame.right - frame.left);
    this.#gestures.onMove(-x * perPixel, -y);
  }

  up(event: PointerEvent): void {
    const frame = this.#frameNow();
    const drag = this.#drag;
    const isOne = this.#fingers.size === 1;
    this.#fingers.delete(event.pointerId);
    this.#drag = null;
    this.#gestures.onBrush(null);
    if (frame === null || drag === null || !isOne) return;
    const isWide = Math.abs(drag.last.x - drag.start.x) >= SLACK;
    if (drag.kind === 'brush' && isWide)
      this.#gestures.onRange(brushed(frame, drag.start, drag.last));
    else if (drag.kind === 'press' || drag.kind === 'brush') this.#gestures.onClick(drag.start);
  }

  cancel(event: PointerEvent): void {
    this.#fingers.delete(event.pointerId);
    this.#giveUp();
  }

  #giveUp(): void {
    this.#drag = null;
    this.#gestures.onBrush(null);
  }

  /** Up and down zooms, sideways or with Shift moves; beside the lanes' names it scrolls the lanes. */
  wheel(event: WheelEvent): void {
    const frame = this.#frameNow();
    if (frame === null) return;
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PIXELS : 1;
    const [x, y] = [event.deltaX * unit, event.deltaY * unit];
    const point = this.#pointOf(event);
    if (point.x < frame.left && frame.scrollMax > 0) this.#gestures.onMove(0, y);
    else if (event.shiftKey || Math.abs(x) > Math.abs(y))
      this.#moveBy(frame, -(Math.abs(x) > Math.abs(y) ? x : y), 0);
    else {
      const speed = event.ctrlKey ? PINCH_WHEEL : WHEEL;
      this.#gestures.onZoom(Math.exp(y * speed), frame.timeAt(point.x));
    }
  }

  #pointOf(event: MouseEvent): Point {
    return placeIn(this.#element, event);
  }
}

function brushed(frame: Frame, start: Point, end: Point): Range {
  const [from, until] = [frame.timeAt(start.x), frame.timeAt(end.x)];
  return from < until ? { from, until } : { from: until, until: from };
}
