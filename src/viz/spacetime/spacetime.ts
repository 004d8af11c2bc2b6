/** The space-time diagram on the screen: a canvas that shows finished plates and, in each frame, what is little and changes often. */
import type { EventIndex } from '../../core/model/index.ts';
import type { Point } from '../geometry.ts';
import { createCanvasPen } from './canvas-pen.ts';
import { createColours } from './colours.ts';
import type { Stop } from './cursor.ts';
import type { Frame } from './frame.ts';
import { listen } from './gestures.ts';
import type { Gestures } from './gestures.ts';
import { hitAt } from './hit.ts';
import type { Hit } from './hit.ts';
import { paintBrush, paintChosen } from './overlay.ts';
import { paintAround, paintAxis, paintBehind } from './paint-chrome.ts';
import type { Moment } from './paint-chrome.ts';
import type { Part } from './parts.ts';
import type { Pen } from './pen.ts';
import { createDarkroom, isFitting, layPlates } from './plate.ts';
import type { Darkroom } from './plate.ts';
import type { Range } from './range.ts';
import type { Scene } from './scene.ts';
import { createTip } from './tip.ts';
import { density } from '../zoom.ts';

export type SpacetimeState = {
  readonly scene: Scene;
  /** What the recorded part of the picture depends on. */
  readonly key: string;
  readonly moment: Moment;
  readonly selectedMessage: EventIndex | null;
  readonly selectedEvent: EventIndex | null;
  readonly cursor: Stop | null;
  /** The theme, so that colours are read anew when it changes. */
  readonly theme: string;
  /** Some tiles are on their way: better the last picture than one with holes. */
  readonly isWaiting: boolean;
};

export type SpacetimeOptions = Omit<Gestures, 'onHover' | 'onBrush' | 'onClick' | 'isOnHead'> & {
  readonly onPick: (hit: Exclude<Hit, { readonly kind: 'bars' }>) => void;
  readonly onPickLane: (lane: number) => void;
  readonly tell: (hit: Hit) => string;
  /** Something changed that only the drawing knows: it wants to be drawn again. */
  readonly onChange: () => void;
};

export type SpacetimeView = {
  /** True where drawing goes on in the next frame. */
  update(state: SpacetimeState): boolean;
  /** What is drawn at present, for the keyboard. */
  parts(): readonly Part[];
  destroy(): void;
};

/** Of each frame so much goes into the recorded part: the rest of it is the browser's and the page's. */
const DRAWING_MS = 7;

export function createSpacetime(element: HTMLElement, options: SpacetimeOptions): SpacetimeView {
  const canvas = document.createElement('canvas');
  canvas.className = 'spacetime-drawing';
  element.append(canvas);
  const sight: Sight = {
    state: null,
    brush: null,
    darkroom: createDarkroom(element),
    rest: { place: '', since: 0 },
  };
  const tip = createTip(element);
  const stop = listen(canvas, () => sight.state?.scene.frame ?? null, {
    ...options,
    ...handle(sight, options),
    onHover(point) {
      const frame = sight.state?.scene.frame;
      const hit = point === null ? null : hitNow(sight, point);
      canvas.style.cursor = hit === null || hit.kind === 'bars' ? '' : 'pointer';
      if (point === null || frame === undefined || point.x < frame.left) tip.hide();
      else tip.show({ point, frame, words: hit === null ? '' : options.tell(hit) });
    },
  });
  let drawer: { readonly theme: string; readonly pen: Pen } | null = null;
  return {
    update(state) {
      sight.state = state;
      const context = fit(canvas, state.scene.frame);
      if (context === null) return false;
      if (drawer?.theme !== state.theme)
        drawer = { theme: state.theme, pen: createCanvasPen(context, createColours(element)) };
      const isBusy = develop(sight, state);
      compose(sight, context, drawer.pen);
      return isBusy;
    },
    parts: () => sight.darkroom.plate()?.parts ?? [],
    destroy() {
      stop();
      tip.destroy();
      canvas.remove();
    },
  };
}

type Sight = {
  state: SpacetimeState | null;
  brush: Range | null;
  readonly darkroom: Darkroom;
  /** Where the picture stood, and since when it stands there. */
  rest: { readonly place: string; readonly since: number };
};

/** A picture that has stood for so long has come to rest. */
const REST_MS = 110;

/** While the picture moves, a plate that still fits is good enough: a new one would be old before it is finished. */
function develop(sight: Sight, { scene, key, isWaiting }: SpacetimeState): boolean {
  const { frame } = scene;
  const place = `${frame.range.from} ${frame.range.until} ${frame.scroll}`;
  const now = performance.now();
  if (sight.rest.place !== place) sight.rest = { place, since: now };
  const plate = sight.darkroom.plate();
  const isMoving = now - sight.rest.since < REST_MS;
  if (isMoving && plate !== null && plate.key !== key && isFitting(plate, frame)) return true;
  return !isWaiting && sight.darkroom.develop(scene, key, DRAWING_MS);
}

/** Only what is finished, and not hidden, can be pointed at. */
function hitNow({ state, darkroom }: Sight, point: Point): Hit | null {
  const plate = darkroom.plate();
  if (state === null || plate === null || plate.key !== state.key) return null;
  const { frame } = state.scene;
  const isHidden = state.moment.hidesFuture && point.x > frame.x(state.moment.time) + 1;
  if (isHidden || point.y > frame.bottom || point.x < frame.left) return null;
  return hitAt(plate.scene, plate.parts, point);
}

function handle(
  sight: Sight,
  options: SpacetimeOptions,
): Pick<Gestures, 'isOnHead' | 'onBrush' | 'onClick'> {
  return {
    isOnHead({ x, y }) {
      if (sight.state === null) return false;
      const { scene, moment } = sight.state;
      return y > scene.frame.bottom && Math.abs(x - scene.frame.x(moment.time)) < 24;
    },
    onBrush(range) {
      if (range === null && sight.brush === null) return;
      sight.brush = range;
      options.onChange();
    },
    onClick(point) {
      const frame = sight.state?.scene.frame;
      if (frame === undefined) return;
      const hit = hitNow(sight, point);
      if (hit !== null && hit.kind !== 'bars') options.onPick(hit);
      else if (point.x < frame.left) options.onPickLane(frame.laneAt(point.y));
      else options.onSeek(frame.timeAt(point.x));
    },
  };
}

function fit(canvas: HTMLCanvasElement, { size }: Frame): CanvasRenderingContext2D | null {
  const scale = density();
  const [width, height] = [Math.round(size.width * scale), Math.round(size.height * scale)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext('2d');
  context?.setTransform(scale, 0, 0, scale, 0, 0);
  context?.clearRect(0, 0, size.width, size.height);
  return context;
}

function compose(
  { state, brush, darkroom }: Sight,
  context: CanvasRenderingContext2D,
  pen: Pen,
): void {
  if (state === null) return;
  const { scene, moment } = state;
  const { frame } = scene;
  const plate = darkroom.plate();
  paintBehind(scene, pen);
  if (plate !== null) layPlates(context, plate, { frame, moment });
  pen.clip({ x: frame.left - 8, y: 0, width: frame.size.width, height: frame.bottom });
  paintChosen({ ...state, parts: plate?.parts ?? [] }, pen);
  pen.unclip();
  paintAround(scene, pen, moment);
  paintAxis(scene, pen, moment);
  if (brush !== null) paintBrush(frame, brush, pen);
}
