/**
 * The recorded part of the picture, drawn once on a canvas that nobody sees and then shown as often as needed. Drawing takes as
 * many frames as it takes; meanwhile the last finished plate is shown, moved and stretched to where its times and lanes lie now.
 */
import { clamp } from '../geometry.ts';
import type { Box } from '../geometry.ts';
import { createCanvasPen } from './canvas-pen.ts';
import { createColours } from './colours.ts';
import type { Frame } from './frame.ts';
import type { Moment } from './paint-chrome.ts';
import { paintData } from './paint-data.ts';
import type { Part } from './parts.ts';
import { spanOf } from './range.ts';
import { partsInPieces } from './scene.ts';
import type { Scene } from './scene.ts';
import type { Look } from './looks.ts';
import { density } from '../zoom.ts';

/** Beyond the edges so much is drawn as well, so that moving the picture shows no gap at once. */
const MARGIN_SHARE = 0.25;
const MARGIN_Y = 100;
/** With more messages the future is the past's picture, fainter: dotted lines by the thousand cost too much, and show nothing. */
const OUTLINES_MAX = 1_500;

type Sheet = Readonly<Record<Look, HTMLCanvasElement>>;

export type Plate = {
  readonly key: string;
  readonly scene: Scene;
  readonly parts: readonly Part[];
  readonly sheet: Sheet;
  readonly hasFuture: boolean;
};

type Job = { readonly key: string; readonly work: Generator<void, Plate> };

export type Darkroom = {
  /** The last finished plate. */
  plate(): Plate | null;
  /** Goes on for so many milliseconds; true while there is more to do. `key` says what is wanted. */
  develop(scene: Scene, key: string, milliseconds: number): boolean;
};

export function createDarkroom(element: Element): Darkroom {
  const sheets: [Sheet, Sheet] = [newSheet(), newSheet()];
  let front: Plate | null = null;
  let job: Job | null = null;
  const begin = (scene: Scene, key: string): Job => {
    const sheet = front?.sheet === sheets[0] ? sheets[1] : sheets[0];
    return { key, work: expose(element, { scene, key, sheet }) };
  };
  return {
    plate: () => front,
    develop(scene, key, milliseconds) {
      if (job === null && front?.key === key) return false;
      const until = performance.now() + milliseconds;
      job ??= begin(scene, key);
      do {
        const step = job.work.next();
        if (step.done !== true) continue;
        front = step.value;
        job = front.key === key ? null : begin(scene, key);
      } while (job !== null && performance.now() < until);
      return job !== null;
    },
  };
}

function newSheet(): Sheet {
  return { past: document.createElement('canvas'), future: document.createElement('canvas') };
}

type Exposure = { readonly scene: Scene; readonly key: string; readonly sheet: Sheet };

function* expose(element: Element, { scene, key, sheet }: Exposure): Generator<void, Plate> {
  const parts = yield* partsInPieces(scene);
  const wires = parts.reduce((sum, part) => sum + part.wires.length, 0);
  const hasFuture = wires <= OUTLINES_MAX;
  const looks: readonly Look[] = hasFuture ? ['past', 'future'] : ['past'];
  for (const look of looks) {
    const context = prepare(sheet[look], scene.frame);
    if (context === null) continue;
    const pen = createCanvasPen(context, createColours(element));
    const pieces = paintData(scene, parts, pen, look);
    while (pieces.next().done !== true) {
      settle(context);
      yield;
    }
  }
  return { key, scene, parts, sheet, hasFuture };
}

/** Browsers put drawing off until somebody looks. Looking after each piece keeps the pieces from being drawn all in one frame. */
function settle(context: CanvasRenderingContext2D): void {
  context.getImageData(0, 0, 1, 1);
}

/** What of the drawing a sheet holds: the lanes, and a margin on all sides. */
function sheetBox({ left, right, top, bottom }: Frame) {
  const margin = (right - left) * MARGIN_SHARE;
  const width = right - left + 2 * margin;
  return { x: left - margin, y: top - MARGIN_Y, width, height: bottom - top + 2 * MARGIN_Y };
}

function prepare(canvas: HTMLCanvasElement, frame: Frame): CanvasRenderingContext2D | null {
  const scale = density();
  const box = sheetBox(frame);
  canvas.width = Math.ceil(box.width * scale);
  canvas.height = Math.ceil(box.height * scale);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context?.setTransform(scale, 0, 0, scale, -box.x * scale, -box.y * scale);
  return context;
}

/** How much a plate may be stretched while the picture moves. */
const STRETCH_MAX = 1.6;

/** Whether a plate still shows all that a frame does, sharply enough for a picture in motion. */
export function isFitting({ scene }: Plate, frame: Frame): boolean {
  const { range } = scene.frame;
  const stretch = spanOf(range) / spanOf(frame.range);
  const margin = spanOf(range) * MARGIN_SHARE;
  return (
    stretch < STRETCH_MAX &&
    stretch > 1 / STRETCH_MAX &&
    frame.range.from >= range.from - margin &&
    frame.range.until <= range.until + margin &&
    Math.abs(frame.scroll - scene.frame.scroll) < MARGIN_Y &&
    frame.step === scene.frame.step &&
    frame.size.width === scene.frame.size.width &&
    frame.size.height === scene.frame.size.height
  );
}

type Now = { readonly frame: Frame; readonly moment: Moment };

/** The past left of the playhead, and right of it, unless it is hidden, what is known ahead. */
export function layPlates(
  context: CanvasRenderingContext2D,
  plate: Plate,
  { frame, moment }: Now,
): void {
  const { left, right, top, bottom } = frame;
  const head = clamp(frame.x(moment.time), left, right);
  const isBefore = moment.time < frame.range.from;
  const height = bottom - top;
  // What stands at the edge is not cut in two.
  const start = left - 6;
  if (!isBefore) {
    const box = { x: start, y: top, width: head - start + (head >= right ? 6 : 0.5), height };
    lay(context, box, () => layPlate(context, plate, frame, 'past'));
  }
  if (moment.hidesFuture || head >= right) return;
  const from = isBefore ? start : head;
  lay(context, { x: from, y: top, width: right + 6 - from, height }, () =>
    layPlate(context, plate, frame, 'future'),
  );
}

function lay(context: CanvasRenderingContext2D, box: Box, draw: () => void): void {
  context.save();
  context.beginPath();
  context.rect(box.x, box.y, box.width, box.height);
  context.clip();
  draw();
  context.restore();
}

/** Puts a finished plate where its times and lanes lie now. */
function layPlate(
  context: CanvasRenderingContext2D,
  { scene, sheet, hasFuture }: Plate,
  frame: Frame,
  look: Look,
): void {
  const box = sheetBox(scene.frame);
  const before = scene.frame;
  const span = (one: Frame): number => (one.right - one.left) / (one.range.until - one.range.from);
  const wider = span(frame) / span(before);
  const taller = frame.step / before.step;
  const x = frame.x(before.range.from) + (box.x - before.left) * wider;
  const y = frame.y(0) + (box.y - before.y(0)) * taller;
  context.globalAlpha = look === 'future' && !hasFuture ? 0.4 : 1;
  const canvas = look === 'future' && hasFuture ? sheet.future : sheet.past;
  context.drawImage(canvas, x, y, box.width * wider, box.height * taller);
  context.globalAlpha = 1;
}
