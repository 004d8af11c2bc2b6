/** Messages under way, each on its own slightly bowed path. */
import type { Glyph, ProcessId } from '../../core/model/index.ts';
import { progressOf } from '../flight.ts';
import type { FlightMessage } from '../flight.ts';
import { clamp, distance, splitCurve } from '../geometry.ts';
import type { Point } from '../geometry.ts';
import type { Validity } from '../glyphs.ts';
import type { ValueBook } from '../values.ts';
import type { StageInput } from './input.ts';

export type Place = Point & { readonly radius: number };

export type MessageScene = Point & {
  readonly event: number;
  readonly glyph: Glyph;
  readonly tone: string;
  readonly validity: Validity;
  /** Where it has been and where it is going; '' where there is nothing to draw. */
  readonly behind: string;
  readonly ahead: string;
  readonly isOver: boolean;
  readonly isSelected: boolean;
  readonly size: number;
};

type MessageInput = Pick<StageInput, 'messages' | 'kinds' | 'time' | 'medianDelay' | 'selected' | 'still'> & {
  readonly places: ReadonlyMap<ProcessId, Place>;
  readonly book: ValueBook;
  readonly scale: number;
};

/** Bows to the right of the way it goes, so that the two directions of a link lie apart. */
const BOW = 0.09;
const LARGEST_BOW = 26;
/** Where a glyph that does not move stands: clear of those that come from elsewhere. */
const STILL_AT = 0.9;

export function messageScenes(input: MessageInput): readonly MessageScene[] {
  const scenes: MessageScene[] = [];
  for (const message of input.messages) {
    const scene = messageScene(message, input);
    if (scene !== null) scenes.push(scene);
  }
  return scenes;
}

function messageScene(message: FlightMessage, input: MessageInput): MessageScene | null {
  const progress = progressOf(message, input.time, input.medianDelay);
  const from = input.places.get(message.from);
  const to = input.places.get(message.to);
  if (progress === null || from === undefined || to === undefined || message.from === message.to) return null;
  const isMoving = input.still !== true || progress.isOver;
  const share = isMoving ? progress.share : STILL_AT;
  const { at, behind, ahead } = splitCurve(curveOf(from, to), share);
  const { selected } = input;
  return {
    ...at,
    event: message.event,
    glyph: input.kinds[message.kind]?.glyph ?? 'circle',
    tone: input.book.ofIndex(message.value).tone,
    validity: progress.validity,
    behind,
    ahead: progress.isOver || !isMoving ? '' : ahead,
    isOver: progress.isOver,
    isSelected: selected?.kind === 'message' && selected.event === message.event,
    size: clamp(16 * input.scale + 2, 9, 17),
  };
}

/** From rim to rim. */
export function curveOf(from: Place, to: Place): readonly [Point, Point, Point] {
  const length = Math.max(1, distance(from, to));
  const bow = Math.min(LARGEST_BOW, length * BOW);
  const bend = {
    x: (from.x + to.x) / 2 - ((to.y - from.y) / length) * bow,
    y: (from.y + to.y) / 2 + ((to.x - from.x) / length) * bow,
  };
  return [towards(from, bend, length), bend, towards(to, bend, length)];
}

/** The edge of a place, looking at a point; never past the middle of a short way. */
function towards(place: Place, point: Point, length: number): Point {
  const away = Math.max(1, distance(place, point));
  const reach = Math.min(place.radius, length * 0.4);
  return {
    x: place.x + ((point.x - place.x) / away) * reach,
    y: place.y + ((point.y - place.y) / away) * reach,
  };
}
