/** Messages under way, each on its own slightly bowed path. */
import type { Glyph, ProcessId } from '../../core/model/index.ts';
import { progressOf } from '../flight.ts';
import type { FlightMessage, Progress } from '../flight.ts';
import { clamp, distance, pointOnCurve, splitCurve } from '../geometry.ts';
import type { Curve, Point } from '../geometry.ts';
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

type MessageInput = Pick<
  StageInput,
  'messages' | 'kinds' | 'time' | 'medianDelay' | 'selected' | 'still'
> & {
  readonly places: ReadonlyMap<ProcessId, Place>;
  readonly book: ValueBook;
  readonly scale: number;
};

/** Bows to the right of the way it goes, so that the two directions of a link lie apart. */
const BOW = 0.09;
const LARGEST_BOW = 26;
/** Where a glyph that does not move stands: clear of those that come from elsewhere. */
const STILL_AT = 0.9;

/** Above so many, trails cost more than a frame has time for, and hide each other. */
const MOST_TRAILS = 160;

type Flight = {
  readonly message: FlightMessage;
  readonly progress: Progress;
  readonly from: Place;
  readonly to: Place;
};

export function messageScenes(input: MessageInput): readonly MessageScene[] {
  const flights: Flight[] = [];
  for (const message of input.messages) {
    const flight = flightOf(message, input);
    if (flight !== null) flights.push(flight);
  }
  const haveTrails = flights.length <= MOST_TRAILS;
  return flights.map((flight) => messageScene(flight, input, haveTrails));
}

function flightOf(
  message: FlightMessage,
  { places, time, medianDelay }: MessageInput,
): Flight | null {
  if (message.sentAt > time || message.from === message.to) return null;
  const progress = progressOf(message, time, medianDelay);
  const from = places.get(message.from);
  const to = places.get(message.to);
  if (progress === null || from === undefined || to === undefined) return null;
  return { message, progress, from, to };
}

function messageScene(flight: Flight, input: MessageInput, haveTrails: boolean): MessageScene {
  const { message, progress, from, to } = flight;
  const isSelected = isChosen(message, input);
  const isMoving = input.still !== true || progress.isOver;
  const share = isMoving ? progress.share : STILL_AT;
  const hasAhead = isMoving && !progress.isOver;
  return {
    ...wayOf(curveOf(from, to), { share, hasTrail: haveTrails || isSelected, hasAhead }),
    event: message.event,
    glyph: input.kinds[message.kind]?.glyph ?? 'circle',
    tone: input.book.ofIndex(message.value).tone,
    validity: progress.validity,
    isOver: progress.isOver,
    isSelected,
    size: clamp(16 * input.scale + 2, 9, 17),
  };
}

function isChosen({ event }: FlightMessage, { selected }: MessageInput): boolean {
  return selected?.kind === 'message' && selected.event === event;
}

type Way = { readonly share: number; readonly hasTrail: boolean; readonly hasAhead: boolean };

function wayOf(
  curve: Curve,
  { share, hasTrail, hasAhead }: Way,
): Point & Pick<MessageScene, 'behind' | 'ahead'> {
  if (!hasTrail) return { ...pointOnCurve(curve, share), behind: '', ahead: '' };
  const { at, behind, ahead } = splitCurve(curve, share);
  return { ...at, behind, ahead: hasAhead ? ahead : '' };
}

/** From rim to rim. */
function curveOf(from: Place, to: Place): Curve {
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
