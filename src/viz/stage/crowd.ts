/** Many messages in flight, on a canvas under the drawing: as glyphs while they can be told apart, above that as points. */
import type { ValueInfo } from '../../core/model/index.ts';
import type { Point } from '../geometry.ts';
import { PAUSE } from '../glyphs.ts';
import { TONES, createPalette } from '../palette.ts';
import { createValueBook } from '../values.ts';
import type { ValueBook } from '../values.ts';
import { bundlesOf } from './bundles.ts';
import type { Bundle } from './bundles.ts';
import { placeOf } from './crowd-place.ts';
import type { CrowdInput } from './crowd-place.ts';
import { createPixels, wordOf } from './pixels.ts';
import type { Pixels } from './pixels.ts';
import { createSprites } from './sprites.ts';
import type { Sprites } from './sprites.ts';
import {
  isHeld,
  isOverAt,
  kindOf,
  receiverOf,
  seenAt,
  senderOf,
  validityAt,
  valueOf,
} from './traffic.ts';
import { density } from '../zoom.ts';

/** Up to so many, messages are elements of the drawing, with their trails. */
export const MOST_ELEMENTS = 160;
/** Up to so many, glyphs; above, points. */
const MOST_GLYPHS = 1000;

export type Crowd = {
  /** Counts what is to be seen; the rest works on those. */
  look(input: CrowdInput): number;
  draw(): void;
  clear(): void;
  /** Indices of the messages within reach of a point, the nearest first. */
  near(point: Point, reach: number): readonly number[];
  /** Whether messages are so many that each is a point. */
  hasPoints(): boolean;
  /** Of the process whose messages stand out; none where messages are drawn as glyphs. */
  bundles(): readonly Bundle[];
  /** Indices of all that are to be seen. */
  seen(): readonly number[];
  destroy(): void;
};

const NO_INDICES = new Int32Array(0);

export function createCrowd(element: HTMLElement): Crowd {
  const canvas = document.createElement('canvas');
  canvas.className = 'stage-points';
  canvas.setAttribute('aria-hidden', 'true');
  element.append(canvas);
  let indices = NO_INDICES;
  let count = 0;
  let input: CrowdInput | null = null;
  let isDirty = false;
  const kits = createKits(canvas);
  const tones = createTones();
  const show = (shown: number): void => {
    // For whoever asks how many are drawn: the canvas itself tells nobody.
    if (canvas.dataset['count'] !== String(shown)) canvas.dataset['count'] = String(shown);
  };
  return {
    look(given) {
      if (indices.length < given.traffic.length) indices = new Int32Array(given.traffic.length);
      input = given;
      count = seenAt(given.traffic, given.time, indices);
      return count;
    },
    draw() {
      const brush = canvas.getContext('2d');
      if (brush === null || input === null) return;
      isDirty = true;
      show(count);
      const drawn: Drawn = {
        ...kits(input),
        input,
        tones: tones(input.values),
        seen: indices.subarray(0, count),
      };
      if (count > MOST_GLYPHS) drawPoints(brush, drawn);
      else drawGlyphs(brush, drawn);
    },
    clear() {
      if (isDirty) canvas.getContext('2d')?.clearRect(0, 0, canvas.width, canvas.height);
      isDirty = false;
      show(0);
    },
    near: (point, reach) =>
      input === null ? [] : nearest(input, indices.subarray(0, count), { point, reach }),
    hasPoints: () => count > MOST_GLYPHS,
    bundles: () =>
      input === null || count <= MOST_GLYPHS ? [] : bundlesOf(input, indices.subarray(0, count)),
    seen: () => [...indices.subarray(0, count)],
    destroy: () => canvas.remove(),
  };
}

type Kit = {
  readonly ratio: number;
  readonly pixels: Pixels;
  readonly sprites: Sprites;
  /** For each tone: under way, over, and apart from what is selected. */
  readonly words: Uint32Array;
};

/** Made anew when the size or the theme has changed. */
function createKits(canvas: HTMLCanvasElement): (input: CrowdInput) => Kit {
  let key = '';
  let kit: Kit | null = null;
  return ({ size, glyphSize }) => {
    const ratio = density();
    const theme = document.documentElement.dataset['theme'] ?? '';
    const wanted = [size.width, size.height, ratio, theme, glyphSize].join(' ');
    if (kit !== null && key === wanted) return kit;
    key = wanted;
    canvas.width = Math.round(size.width * ratio);
    canvas.height = Math.round(size.height * ratio);
    const palette = createPalette(canvas);
    kit = {
      ratio,
      pixels: createPixels(canvas.width, canvas.height, Math.max(2, Math.round(3 * ratio))),
      sprites: createSprites(palette, glyphSize * ratio),
      words: Uint32Array.from(
        TONES.flatMap((tone) => OPACITIES.map((opacity) => wordOf(palette.tone(tone), opacity))),
      ),
    };
    return kit;
  };
}

/** The place of each value's tone in the list; of what supports no value, the last. */
function createTones(): (values: readonly ValueInfo[]) => Uint8Array {
  let last: { readonly values: readonly ValueInfo[]; readonly tones: Uint8Array } | null = null;
  return (values) => {
    if (last?.values !== values)
      last = { values, tones: tonesOf(createValueBook(values), values.length) };
    return last.tones;
  };
}

const NEUTRAL = TONES.length - 1;

function tonesOf(book: ValueBook, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => {
    const tone = TONES.findIndex((each) => each === book.ofIndex(index).tone);
    return tone === -1 ? NEUTRAL : tone;
  });
}

const OPACITIES = [0.9, 0.4, 0.16] as const;
const OVER = 1;
const APART = 2;

type Drawn = Kit & {
  readonly input: CrowdInput;
  readonly tones: Uint8Array;
  readonly seen: Int32Array;
};

function isApart({ traffic, process }: CrowdInput, index: number): boolean {
  if (process === null) return false;
  return senderOf(traffic, index) !== process && receiverOf(traffic, index) !== process;
}

function drawPoints(
  brush: CanvasRenderingContext2D,
  { input, seen, ratio, pixels, words, tones }: Drawn,
): void {
  const { traffic, time } = input;
  const at = { x: 0, y: 0 };
  pixels.clear();
  for (const index of seen) {
    if (!placeOf(input, index, at)) continue;
    const state = isApart(input, index) ? APART : isOverAt(traffic, index, time) ? OVER : 0;
    const tone = tones[valueOf(traffic, index)] ?? NEUTRAL;
    pixels.dot(at.x * ratio, at.y * ratio, words[tone * OPACITIES.length + state] ?? 0);
  }
  pixels.show(brush);
}

function drawGlyphs(
  brush: CanvasRenderingContext2D,
  { input, seen, ratio, sprites, tones }: Drawn,
): void {
  const { traffic, time, kinds } = input;
  const at = { x: 0, y: 0 };
  brush.clearRect(0, 0, brush.canvas.width, brush.canvas.height);
  for (const index of seen) {
    if (!placeOf(input, index, at)) continue;
    const sprite = sprites.of(
      kinds[kindOf(traffic, index)]?.glyph ?? 'circle',
      TONES[tones[valueOf(traffic, index)] ?? NEUTRAL] ?? 'v-n',
      validityAt(traffic, index, time),
    );
    brush.globalAlpha = isApart(input, index) ? 0.2 : 1;
    brush.drawImage(
      sprite,
      Math.round(at.x * ratio - sprite.width / 2),
      Math.round(at.y * ratio - sprite.height / 2),
    );
    if (isHeld(traffic, index, time)) drawPause(brush, input, { x: at.x * ratio, y: at.y * ratio });
  }
  brush.globalAlpha = 1;
}

function drawPause(brush: CanvasRenderingContext2D, { glyphSize }: CrowdInput, at: Point): void {
  const scale = (glyphSize / 16) * density();
  const palette = createPalette(brush.canvas);
  brush.save();
  brush.translate(at.x + PAUSE.x * scale, at.y + PAUSE.y * scale);
  brush.scale(scale, scale);
  brush.beginPath();
  brush.arc(0, 0, PAUSE.radius, 0, 2 * Math.PI);
  brush.fillStyle = palette.ground;
  brush.fill();
  brush.strokeStyle = palette.text;
  brush.stroke();
  brush.lineWidth = 2;
  brush.stroke(new Path2D(PAUSE.bars));
  brush.restore();
}

type Reach = { readonly point: Point; readonly reach: number };

function nearest(input: CrowdInput, seen: Int32Array, { point, reach }: Reach): readonly number[] {
  const at = { x: 0, y: 0 };
  const found: { readonly index: number; readonly away: number }[] = [];
  for (const index of seen) {
    if (!placeOf(input, index, at)) continue;
    const away = Math.hypot(at.x - point.x, at.y - point.y);
    if (away <= reach) found.push({ index, away });
  }
  return found.sort((a, b) => a.away - b.away || a.index - b.index).map(({ index }) => index);
}
