/** Draws on a canvas. Paths are kept, because the same ten shapes are drawn thousands of times. */
import type { Box, Point } from '../geometry.ts';
import type { Colours } from './colours.ts';
import type { Ink, Lettering, Pen } from './pen.ts';

export function createCanvasPen(context: CanvasRenderingContext2D, colour: Colours): Pen {
  return new CanvasPen(context, colour);
}

class CanvasPen implements Pen {
  readonly #context: CanvasRenderingContext2D;
  readonly #colour: Colours;
  readonly #paths = new Map<string, Path2D>();
  readonly #hatches = new Map<string, CanvasPattern | string>();

  constructor(context: CanvasRenderingContext2D, colour: Colours) {
    this.#context = context;
    this.#colour = colour;
  }

  rect({ x, y, width, height }: Box, ink: Ink): void {
    this.#prepare(ink);
    if (ink.fill !== undefined) this.#context.fillRect(x, y, width, height);
    if (ink.stroke !== undefined) this.#context.strokeRect(x, y, width, height);
  }

  segments(ends: readonly number[], ink: Ink): void {
    const context = this.#context;
    this.#prepare(ink);
    context.beginPath();
    for (let at = 0; at + 3 < ends.length; at += 4) {
      context.moveTo(ends[at] ?? 0, ends[at + 1] ?? 0);
      context.lineTo(ends[at + 2] ?? 0, ends[at + 3] ?? 0);
    }
    context.stroke();
  }

  dots(points: readonly number[], size: number, ink: Ink): void {
    this.#prepare(ink);
    for (let at = 0; at + 1 < points.length; at += 2) {
      const [x, y] = [points[at] ?? 0, points[at + 1] ?? 0];
      this.#context.fillRect(x - size / 2, y - size / 2, size, size);
    }
  }

  shape(path: string, { x, y, scale }: Point & { readonly scale: number }, ink: Ink): void {
    const context = this.#context;
    this.#prepare(ink);
    const shape = this.#pathOf(path);
    context.translate(x, y);
    context.scale(scale, scale);
    if (ink.fill !== undefined) context.fill(shape);
    if (ink.stroke !== undefined) context.stroke(shape);
    context.scale(1 / scale, 1 / scale);
    context.translate(-x, -y);
  }

  text(words: string, at: Point, lettering: Lettering): void {
    write(this.#context, this.#colour, { words, at, lettering });
  }

  clip({ x, y, width, height }: Box): void {
    this.#context.save();
    this.#context.beginPath();
    this.#context.rect(x, y, width, height);
    this.#context.clip();
  }

  unclip(): void {
    this.#context.restore();
  }

  #prepare(ink: Ink): void {
    const context = this.#context;
    context.globalAlpha = ink.alpha ?? 1;
    if (ink.fill !== undefined)
      context.fillStyle = ink.isHatched === true ? this.#hatchOf(ink.fill) : this.#colour(ink.fill);
    if (ink.stroke === undefined) return;
    context.strokeStyle = this.#colour(ink.stroke);
    context.lineWidth = ink.width ?? 1;
    context.setLineDash([...(ink.dash ?? [])]);
  }

  #pathOf(path: string): Path2D {
    const known = this.#paths.get(path) ?? new Path2D(path);
    this.#paths.set(path, known);
    return known;
  }

  #hatchOf(token: string): CanvasPattern | string {
    const known = this.#hatches.get(token) ?? makeHatch(this.#context, this.#colour, token);
    this.#hatches.set(token, known);
    return known;
  }
}

type Writing = { readonly words: string; readonly at: Point; readonly lettering: Lettering };

function write(
  context: CanvasRenderingContext2D,
  colour: Colours,
  { words, at, lettering }: Writing,
): void {
  const { size, fill, weight = 400, anchor = 'start', halo, alpha = 1 } = lettering;
  context.globalAlpha = alpha;
  context.font = `${weight} ${size}px ${colour('sans')}`;
  context.textAlign = anchor === 'middle' ? 'center' : anchor;
  context.textBaseline = 'alphabetic';
  if (halo !== undefined) {
    context.strokeStyle = colour(halo);
    context.lineWidth = 3;
    context.lineJoin = 'round';
    context.setLineDash([]);
    context.strokeText(words, at.x, at.y);
  }
  context.fillStyle = colour(fill);
  context.fillText(words, at.x, at.y);
}

const HATCH = 3.4;

function makeHatch(
  context: CanvasRenderingContext2D,
  colour: Colours,
  token: string,
): CanvasPattern | string {
  const scale = 4;
  const sample = document.createElement('canvas');
  sample.width = sample.height = Math.round(HATCH * scale);
  const ink = sample.getContext('2d');
  if (ink === null) return colour(token);
  ink.fillStyle = colour('ground');
  ink.fillRect(0, 0, sample.width, sample.height);
  ink.fillStyle = colour(token);
  ink.fillRect(0, 0, 1.5 * scale, sample.height);
  const pattern = context.createPattern(sample, 'repeat');
  pattern?.setTransform(new DOMMatrix().rotate(45).scale(1 / scale));
  return pattern ?? colour(token);
}
