/** What one tile adds to the picture: places and looks, without any drawing. A pure function of the tile and the frame. */
import { HAND } from '../../core/model/index.ts';
import type {
  Cone,
  Glyph,
  LanePhase,
  LaneSign,
  MarkKind,
  MessageInfo,
  Micros,
  ProcessId,
  Tile,
} from '../../core/model/index.ts';
import { LOST_AT, finalValidity, flightTime, isLost } from '../flight.ts';
import { between, clamp } from '../geometry.ts';
import type { Point } from '../geometry.ts';
import type { Validity } from '../glyphs.ts';
import type { DrawingTerms } from '../terms.ts';
import type { ValueBook } from '../values.ts';
import type { Frame } from './frame.ts';
import { TILE_PIXELS, spanOf } from './range.ts';
import { barsOf, messageAt, messageCount, once, rowsOf, startsOf } from './tiles.ts';
import type { Bar, LaneRow, TileMessage } from './tiles.ts';

export type Wire = {
  readonly message: TileMessage;
  readonly tone: string;
  readonly validity: Validity;
  readonly glyph: Glyph;
  readonly from: Point;
  readonly to: Point;
  /** Where a hand held it, and where it went on, if it did; empty: nowhere. */
  readonly held: readonly Point[];
  /** False where a causal cone is shown and the message lies outside. */
  readonly isLit: boolean;
};

export type Stretch = {
  readonly lane: number;
  readonly x: number;
  readonly end: number;
};

export type LaneBead = Point & {
  readonly row: LaneRow;
  readonly lane: number;
  readonly label: string;
  readonly tone: string;
  readonly size: number;
  readonly isLit: boolean;
};

/** A small mark on a lane: a timer that ran out, a view entered, a checkpoint. */
export type Sign = Point & {
  readonly row: LaneRow;
  readonly lane: number;
  readonly isLit: boolean;
};

export type BarBox = Point & {
  readonly bar: Bar;
  readonly width: number;
  readonly height: number;
  readonly tone: string;
  readonly from: Micros;
  readonly until: Micros;
  readonly alpha: number;
  /** Below the lane. */
  readonly isSent: boolean;
};

export type Part = {
  readonly tile: Tile;
  readonly wires: readonly Wire[];
  readonly shades: readonly (Stretch & { readonly phase: Exclude<LanePhase, 'idle'> })[];
  readonly lines: readonly (Stretch & { readonly mark: MarkKind })[];
  readonly beads: readonly LaneBead[];
  readonly signs: readonly Sign[];
  readonly bars: readonly BarBox[];
  /** Wires for each pixel of width: how faint each has to be. */
  readonly density: number;
};

export type PartInput = {
  readonly frame: Frame;
  readonly laneOf: ReadonlyMap<ProcessId, number>;
  readonly kinds: readonly MessageInfo[];
  readonly book: ValueBook;
  readonly terms: DrawingTerms;
  readonly medianDelay: Micros;
  readonly reached: Micros;
  readonly cone: Cone | null;
  /** The most messages that a bar of the picture stands for. */
  readonly fullBar: number;
};

/**
 * `hasBefore`: the tile before is drawn message by message, so that what it sent is drawn there. Made in pieces, because a tile may
 * hold thousands of messages.
 */
export function* partOf(tile: Tile, hasBefore: boolean, input: PartInput): Generator<void, Part> {
  const wires = yield* wiresOf(tile, hasBefore, input);
  const stretches = stretchesOf(tile, input);
  yield;
  const marks = marksOf(tile, input);
  yield;
  const bars = boxesOf(tile, input);
  yield;
  const pixels = input.frame.x(tile.until) - input.frame.x(tile.from);
  const density = wires.length / Math.max(1, Math.min(pixels, 2 * TILE_PIXELS));
  return { tile, wires, ...stretches, ...marks, bars, density };
}

const MESSAGES_AT_ONCE = 500;

function* wiresOf(
  tile: Tile,
  hasBefore: boolean,
  input: PartInput,
): Generator<void, readonly Wire[]> {
  const wires: Wire[] = [];
  const { range } = input.frame;
  // What starts within a margin on either side is drawn as well, so that moving the picture a little shows no gap.
  const margin = spanOf(range) / 2;
  for (let index = 0; index < messageCount(tile); index += 1) {
    if (index % MESSAGES_AT_ONCE === MESSAGES_AT_ONCE - 1) yield;
    const message = messageAt(tile, index);
    if (hasBefore && message.sentAt < tile.from) continue;
    const until = hasStopped(message)
      ? message.touchedAt
      : message.sentAt + flightTime(message, input.medianDelay);
    if (message.sentAt > range.until + margin || until < range.from - margin) continue;
    const wire = wireOf(message, until, input);
    if (wire !== null) wires.push(wire);
  }
  return wires;
}

function wireOf(message: TileMessage, until: number, input: PartInput): Wire | null {
  const { frame, laneOf, book, kinds, cone } = input;
  const from = laneOf.get(message.from);
  const to = laneOf.get(message.to);
  if (from === undefined || to === undefined || from === to) return null;
  const start = { x: frame.x(message.sentAt), y: frame.y(from) };
  const end = { x: frame.x(until), y: frame.y(to) };
  return {
    message,
    tone: book.ofIndex(message.value).tone,
    validity: finalValidity(message),
    glyph: kinds[message.kind]?.glyph ?? 'circle',
    from: start,
    to: endOf(message, start, end),
    held: heldAt(message, frame, { start, end }),
    isLit: cone === null || isInCone(cone, message),
  };
}

/** Where it was held and where it went on, within its line. */
export function heldAt(
  { touches, touchedAt, touchedShare, resumedAt }: TileMessage,
  frame: Frame,
  { start, end }: { readonly start: Point; readonly end: Point },
): readonly Point[] {
  if ((touches & HAND.held) === 0) return [];
  const { y } = between(start, end, touchedShare / 1000);
  const from = { x: frame.x(touchedAt), y };
  return resumedAt < 0 ? [from] : [from, { x: frame.x(resumedAt), y }];
}

/** Its line, from bend to bend, as x and y of both ends of each leg. */
export function legsOf({ from, held, to }: Pick<Wire, 'from' | 'held' | 'to'>): readonly number[] {
  if (held.length < 2) return [from.x, from.y, to.x, to.y];
  const points = [from, ...held, to];
  return points
    .slice(1)
    .flatMap((point, index) => [points[index]?.x ?? 0, points[index]?.y ?? 0, point.x, point.y]);
}

/** By hand: its line ends where it was held or dropped. */
function hasStopped({ fate, touchedAt }: TileMessage): boolean {
  return (fate === 'held' || fate === 'dropped') && touchedAt >= 0;
}

function endOf(message: TileMessage, start: Point, end: Point): Point {
  if (hasStopped(message))
    return { x: end.x, y: between(start, end, message.touchedShare / 1000).y };
  return isLost(message) ? between(start, end, LOST_AT) : end;
}

/** A message belongs to the past of an event if its arrival does, to its future if its sending does. The selected one always does. */
export function isInCone(cone: Cone, message: TileMessage): boolean {
  if (message.event === cone.event || message.endEvent === cone.event) return true;
  if (cone.direction === 'future') {
    const first = cone.bounds[message.from] ?? -1;
    return first !== -1 && message.event >= first;
  }
  const hasArrived = message.endEvent !== -1 && CAME.has(message.fate);
  return hasArrived && message.endEvent <= (cone.bounds[message.to] ?? -1);
}

const CAME: ReadonlySet<string> = new Set(['delivered', 'rejected', 'ignored']);

function isRowLit(cone: Cone | null, { event, process }: LaneRow): boolean {
  if (cone === null || event === cone.event) return true;
  const bound = cone.bounds[process] ?? -1;
  if (bound === -1) return false;
  return cone.direction === 'past' ? event <= bound : event >= bound;
}

type Open = { at: Micros; phase: LanePhase; markAt: Micros; mark: MarkKind };

/** Phases and marks, each from one change to the next, within the tile. */
function stretchesOf(tile: Tile, input: PartInput): Pick<Part, 'shades' | 'lines'> {
  const { frame, laneOf, reached } = input;
  const shades: Part['shades'][number][] = [];
  const lines: Part['lines'][number][] = [];
  const end = Math.min(tile.until, reached);
  const shade = (process: ProcessId, { at, phase, mark }: Open, until: Micros): void => {
    const lane = laneOf.get(process);
    // Who is down is in no phase: its lane has a gap.
    if (lane === undefined || phase === 'idle' || mark === 'crashed' || until <= at) return;
    shades.push({ lane, x: frame.x(at), end: frame.x(until), phase });
  };
  const line = (process: ProcessId, { markAt, mark }: Open, until: Micros): void => {
    const lane = laneOf.get(process);
    if (lane === undefined || until <= markAt) return;
    lines.push({ lane, x: frame.x(markAt), end: frame.x(until), mark });
  };
  const open = new Map<ProcessId, Open>();
  for (const { process, phase, mark } of startsOf(tile))
    open.set(process, { at: tile.from, phase, markAt: tile.from, mark });
  for (const { process, sign, at, number } of rowsOf(tile)) {
    const state = open.get(process);
    if (state === undefined) continue;
    if (sign === 'phase') {
      shade(process, state, at);
      state.at = at;
      state.phase = PHASES[number] ?? 'idle';
    } else if (sign === 'mark') {
      line(process, state, at);
      shade(process, state, at);
      state.at = at;
      state.markAt = at;
      state.mark = MARKS[number] ?? 'loyal';
    }
  }
  for (const [process, state] of open) {
    shade(process, state, end);
    line(process, state, end);
  }
  return { shades, lines };
}

const PHASES: readonly LanePhase[] = [
  'idle',
  'pre-prepared',
  'prepared',
  'committed',
  'changing view',
];
const MARKS: readonly MarkKind[] = ['loyal', 'crashed', 'lying', 'colluding', 'prompt-injected'];

const SIGNS: ReadonlySet<LaneSign> = new Set<LaneSign>([
  'timer',
  'view-change',
  'view-entered',
  'stable',
  'installed',
  'accepted',
  'turned',
  'proof',
  'crash',
  'recover',
]);

function marksOf(tile: Tile, input: PartInput): Pick<Part, 'beads' | 'signs'> {
  const { frame, laneOf, book, cone } = input;
  const beads: LaneBead[] = [];
  const signs: Sign[] = [];
  const size = clamp(frame.step * 0.72, 4, 16);
  for (const row of rowsOf(tile)) {
    const lane = laneOf.get(row.process);
    if (lane === undefined) continue;
    const place = { row, lane, x: frame.x(row.at), y: frame.y(lane), isLit: isRowLit(cone, row) };
    if (row.sign === 'executed') {
      const { letter, tone } = book.ofIndex(row.value);
      const name = letter === '' ? String(row.number) : letter;
      beads.push({ ...place, label: size >= 12 ? name : '', tone, size });
    } else if (SIGNS.has(row.sign)) signs.push(place);
  }
  return { beads, signs };
}

/** Lanes closer than this have no room for bars: the more arrived, the stronger the colour. */
const BAR_STEP_MIN = 10;

/** Arrivals stand above the lane and what was sent hangs below it; values that compete are stacked. */
function boxesOf(tile: Tile, input: PartInput): readonly BarBox[] {
  if (tile.bars === null) return [];
  const { frame, laneOf } = input;
  const boxes: BarBox[] = [];
  const bucket = (tile.until - tile.from) / BUCKETS;
  const width = frame.x(tile.from + bucket) - frame.x(tile.from);
  const stacked = new Map<string, number>();
  const ordered = [...barsOf(tile)].sort((a, b) => a.value - b.value);
  for (const bar of ordered) {
    const lane = laneOf.get(bar.process);
    if (lane === undefined) continue;
    const from = tile.from + bar.bucket * bucket;
    const { tone } = input.book.ofIndex(bar.value);
    const base = { bar, width, tone, x: frame.x(from), from, until: from + bucket };
    for (const isSent of [false, true]) {
      const count = isSent ? bar.sent : bar.arrived;
      const key = `${bar.bucket} ${bar.process} ${isSent}`;
      const below = stacked.get(key) ?? 0;
      const shape = shapeOf({ lane, count, below, isSent }, input);
      if (shape === null) continue;
      stacked.set(key, below + shape.height);
      boxes.push({ ...base, ...shape, isSent });
    }
  }
  return boxes;
}

type Column = {
  readonly lane: number;
  readonly count: number;
  readonly below: number;
  readonly isSent: boolean;
};

function shapeOf(
  { lane, count, below, isSent }: Column,
  { frame, fullBar }: PartInput,
): Pick<BarBox, 'y' | 'height' | 'alpha'> | null {
  if (count === 0) return null;
  const share = Math.min(1, count / Math.max(1, fullBar));
  const middle = frame.y(lane);
  if (frame.step < BAR_STEP_MIN) {
    const height = frame.step * 0.9;
    return isSent ? null : { y: middle - height / 2, height, alpha: 0.18 + 0.8 * Math.sqrt(share) };
  }
  const height = share * frame.step * 0.46;
  const y = isSent ? middle + below : middle - below - height;
  return { y, height, alpha: isSent ? 0.4 : 0.75 };
}

/** Equal parts of a tile in which messages are counted. */
export const BUCKETS = 128;

/** The most messages of one lane in one bucket; 1 where nothing is counted. */
export const fullestOf = once((tile) => {
  let most = 1;
  const sums = new Map<string, { arrived: number; sent: number }>();
  for (const { bucket, process, arrived, sent } of barsOf(tile)) {
    const key = `${bucket} ${process}`;
    const sum = sums.get(key) ?? { arrived: 0, sent: 0 };
    sum.arrived += arrived;
    sum.sent += sent;
    sums.set(key, sum);
    most = Math.max(most, sum.arrived, sum.sent);
  }
  return most;
});
