/** Draws what the recording says, in pieces of a few milliseconds at most: the caller goes on when it has time. */
import { clamp } from '../geometry.ts';
import { PAUSE } from '../glyphs.ts';
import { SIGN_SHAPES, drawGlyph, laneInk, shadeInk, wireInk } from './looks.ts';
import type { Look } from './looks.ts';
import { legsOf } from './parts.ts';
import type { LaneBead, Part, Sign, Wire } from './parts.ts';
import type { Ink, Pen } from './pen.ts';
import type { Scene } from './scene.ts';

/** So many lines, or glyphs, are drawn before the caller may look at the clock. */
const LINES_AT_ONCE = 150;
const GLYPHS_AT_ONCE = 100;
/** Above so many messages for each pixel of width, glyphs would hide each other: the ends are dots. */
const GLYPH_DENSITY = 1.4;
const GLYPH_MIN = 5.5;

export function* paintData(
  scene: Scene,
  parts: readonly Part[],
  pen: Pen,
  look: Look,
): Generator<void, void> {
  for (const part of parts) {
    paintLanes(scene, part, pen, look);
    yield;
    paintBars(part, pen, look);
    yield;
  }
  const { cone } = scene.input;
  for (const part of parts) yield* paintWires(scene, part, pen, look);
  if (cone !== null) shadeCone(scene, pen);
  for (const part of parts) yield* paintEnds(scene, part, pen, look);
  for (const part of parts) {
    paintSigns(scene, part.signs, pen, look);
    yield;
    paintBeads(part.beads, pen, look);
    yield;
  }
}

function paintLanes({ frame, lanes }: Scene, part: Part, pen: Pen, look: Look): void {
  const height = clamp(frame.step * 0.62, 2, 22);
  for (const { lane, x, end, phase } of part.shades) {
    const box = { x, y: frame.y(lane) - height / 2, width: Math.max(0.5, end - x), height };
    pen.rect(box, shadeInk(phase, look));
  }
  const inks = new Map<Ink, number[]>();
  const kinds = new Map<string, Ink>();
  for (const { lane, x, end, mark } of part.lines) {
    const isChosen = lanes[lane]?.isChosen === true;
    const key = `${mark} ${isChosen}`;
    const ink = kinds.get(key) ?? laneInk(mark, isChosen);
    kinds.set(key, ink);
    const y = frame.y(lane);
    const ends = inks.get(ink) ?? [];
    ends.push(x, y, end, y);
    inks.set(ink, ends);
  }
  for (const [ink, ends] of inks) pen.segments(ends, ink);
}

function paintBars({ bars }: Part, pen: Pen, look: Look): void {
  const faint = look === 'future' ? 0.35 : 1;
  for (const { bar, x, y, width, height, tone, isSent, alpha } of bars) {
    pen.rect(
      { x, y, width: Math.max(1, width - 0.5), height: Math.max(0.75, height) },
      { fill: tone, alpha: alpha * faint },
    );
    if (bar.spoiled > 0 && !isSent)
      pen.rect(
        { x, y: y - 1.5, width: Math.max(1, width - 0.5), height: 1 },
        { fill: 'text', alpha: faint },
      );
  }
}

type Batch = { readonly ink: Ink; ends: number[] };

/** Lines that look alike are drawn together. What lies outside a cone comes first, so that the cone lies on top. */
function* paintWires(scene: Scene, part: Part, pen: Pen, look: Look): Generator<void, void> {
  const batches = new Map<string, Batch>();
  const isLitPass = (wire: Wire): boolean => scene.input.cone === null || !wire.isLit;
  for (const wire of part.wires) {
    if (!isLitPass(wire)) continue;
    const batch = batchOf(batches, { scene, part, wire, look });
    batch.ends.push(...legsOf(wire));
    if (batch.ends.length < LINES_AT_ONCE * 4) continue;
    pen.segments(batch.ends, batch.ink);
    batch.ends = [];
    yield;
  }
  yield* flush(batches, pen);
}

function* flush(batches: ReadonlyMap<string, Batch>, pen: Pen): Generator<void, void> {
  for (const { ends, ink } of batches.values()) {
    if (ends.length > 0) pen.segments(ends, ink);
    yield;
  }
}

type Worn = {
  readonly scene: Scene;
  readonly part: Part;
  readonly wire: Wire;
  readonly look: Look;
};

function batchOf(batches: Map<string, Batch>, { scene, part, wire, look }: Worn): Batch {
  const { process } = scene.input;
  const isOwn = process !== null && (wire.message.from === process || wire.message.to === process);
  const key = `${wire.tone} ${wire.validity} ${wire.isLit} ${isOwn}`;
  const known = batches.get(key);
  if (known !== undefined) return known;
  const crowd = clamp(1.5 / part.density, 0.14, 1);
  const faintness = isOwn ? 1 : process !== null && part.density > 1 ? crowd * 0.5 : crowd;
  const batch = { ink: wireInk(wire, look, faintness), ends: [] };
  batches.set(key, batch);
  return batch;
}

/** The glyph of a message stands where it arrives. Of a cone, its lines come with it. */
function* paintEnds(scene: Scene, part: Part, pen: Pen, look: Look): Generator<void, void> {
  if (scene.input.cone !== null) yield* paintCone(scene, part, pen, look);
  const size = clamp(scene.frame.step * 0.5, 3, 12);
  if (part.density > GLYPH_DENSITY || size < GLYPH_MIN) yield* paintDots(part, pen, look);
  else yield* paintGlyphs(part, pen, { look, size });
  paintPauses(part, pen, size / 16);
}

/** Where a hand held a message stands a sign: its line alone would look like a long way. */
function paintPauses({ wires }: Part, pen: Pen, scale: number): void {
  for (const { held } of wires) {
    const [at] = held;
    if (at === undefined) continue;
    pen.shape(PAUSE_DISC, { ...at, scale }, { fill: 'ground', stroke: 'text-2', width: 1 });
    pen.shape(PAUSE.bars, { ...at, scale }, { stroke: 'text', width: 2 });
  }
}

const PAUSE_DISC = `M${PAUSE.radius} 0A${PAUSE.radius} ${PAUSE.radius} 0 1 1 ${-PAUSE.radius} 0A${PAUSE.radius} ${PAUSE.radius} 0 1 1 ${PAUSE.radius} 0Z`;

function* paintCone(scene: Scene, part: Part, pen: Pen, look: Look): Generator<void, void> {
  const batches = new Map<string, Batch>();
  for (const wire of part.wires) {
    if (!wire.isLit) continue;
    const batch = batchOf(batches, { scene, part: { ...part, density: 0 }, wire, look });
    batch.ends.push(...legsOf(wire));
  }
  yield* flush(batches, pen);
}

type Sized = { readonly look: Look; readonly size: number };

function* paintGlyphs(part: Part, pen: Pen, { look, size }: Sized): Generator<void, void> {
  let drawn = 0;
  for (const wire of part.wires) {
    const at = { ...wire.to, scale: size / 16 };
    drawGlyph(pen, look === 'past' ? wire : { ...wire, validity: 'due' }, at);
    drawn += 1;
    if (drawn % GLYPHS_AT_ONCE === 0) yield;
  }
}

function* paintDots(part: Part, pen: Pen, look: Look): Generator<void, void> {
  const dots = new Map<string, number[]>();
  for (const { tone, to, isLit } of part.wires) {
    const key = isLit ? tone : `${tone} unlit`;
    const list = dots.get(key) ?? [];
    list.push(to.x, to.y);
    dots.set(key, list);
  }
  const size = part.density > 6 ? 1.5 : 2.5;
  for (const [key, points] of dots) {
    const [tone = 'v-n', isUnlit] = key.split(' ');
    const alpha = isUnlit === undefined ? (look === 'past' ? 1 : 0.4) : 0.12;
    for (let at = 0; at < points.length; at += LINES_AT_ONCE * 4) {
      pen.dots(points.slice(at, at + LINES_AT_ONCE * 4), size, { fill: tone, alpha });
      yield;
    }
  }
}

/** Of each lane, what is later than its last event in the past, or earlier than its first in the future, is dimmed. */
function shadeCone({ input, frame, lanes }: Scene, pen: Pen): void {
  const { cone } = input;
  if (cone === null) return;
  for (const { id, index } of lanes) {
    const time = cone.times[id] ?? -1;
    const bound = time === -1 ? null : frame.x(time);
    const isPast = cone.direction === 'past';
    const from = isPast ? (bound ?? frame.left - frame.size.width) : -frame.size.width;
    const until = isPast || bound === null ? 2 * frame.size.width : bound;
    const box = {
      x: from,
      y: frame.y(index) - frame.step / 2,
      width: Math.max(0, until - from),
      height: frame.step,
    };
    pen.rect(box, { fill: 'ground', alpha: 0.72 });
  }
}

const SIGN_STEP_MIN = 9;

function paintSigns({ frame }: Scene, signs: readonly Sign[], pen: Pen, look: Look): void {
  const scale = clamp(frame.step / 26, 0.45, 0.9);
  const alpha = look === 'future' ? 0.45 : 1;
  for (const { x, y, row, isLit } of signs) {
    const shape = SIGN_SHAPES[row.sign];
    if (shape === undefined) continue;
    if (frame.step < SIGN_STEP_MIN) pen.dots([x, y], 2, { fill: 'text-2', alpha });
    else pen.shape(shape.path, { x, y, scale }, { ...shape.ink, alpha: isLit ? alpha : 0.2 });
  }
}

function paintBeads(beads: readonly LaneBead[], pen: Pen, look: Look): void {
  for (const { x, y, size, tone, label, isLit } of beads) {
    const box = { x: x - size / 2, y: y - size / 2, width: size, height: size };
    const isNeutral = tone === 'v-n';
    const alpha = isLit ? 1 : 0.2;
    if (look === 'future') {
      const stroke = isNeutral ? 'stone' : tone;
      pen.rect(box, { fill: 'ground', stroke, width: 1, dash: [2, 2], alpha });
    } else if (isNeutral) {
      pen.rect(box, { fill: 'surface-2', stroke: 'text-2', width: 1, alpha });
    } else pen.rect(box, { fill: tone, stroke: 'ground', width: 1.5, alpha });
    if (label === '') continue;
    const fill = look === 'future' ? (isNeutral ? 'text-3' : tone) : isNeutral ? 'text' : 'v-ink';
    pen.text(
      label,
      { x, y: y + size * 0.25 },
      {
        size: size * (label.length > 2 ? 0.52 : 0.7),
        fill,
        weight: isNeutral ? 600 : 700,
        anchor: 'middle',
        alpha,
      },
    );
  }
}
