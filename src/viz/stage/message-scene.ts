/** Messages under way, each on its own slightly bowed path. */
import type { Glyph, ProcessId } from '../../core/model/index.ts';
import { progressOf } from '../flight.ts';
import type { FlightMessage, Progress } from '../flight.ts';
import { clamp, pointOnCurve, splitCurve } from '../geometry.ts';
import type { Curve, Point } from '../geometry.ts';
import type { Validity } from '../glyphs.ts';
import type { ValueBook } from '../values.ts';
import type { StageInput } from './input.ts';
import { wayBetween } from './way.ts';
import type { Place } from './way.ts';

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

/** Where a glyph that does not move stands: clear of those that come from elsewhere. */
const STILL_AT = 0.9;

/** Above so many, trails cost more than a frame has time for, and hide each other. */
const MOST_TRAILS = 160;

type Flight = {
  readonly message: FlightMessage;
  readonly progress: Progress;
  readonly curve: Curve;
};

/** Above so many places they are dots, which a message may well pass over. */
const MOST_PLACES = 32;

export function messageScenes(input: MessageInput): readonly MessageScene[] {
  const flights: Flight[] = [];
  const ways = createWays(input.places);
  for (const message of input.messages) {
    const flight = flightOf(message, input, ways);
    if (flight !== null) flights.push(flight);
  }
  const haveTrails = flights.length <= MOST_TRAILS;
  return flights.map((flight) => messageScene(flight, input, haveTrails));
}

type Ways = (from: ProcessId, to: ProcessId) => Curve | null;

/** Many messages of a frame go the same way. */
function createWays(places: MessageInput['places']): Ways {
  const found = new Map<number, Curve>();
  const others = places.size > MOST_PLACES ? [] : [...places.values()];
  return (from, to) => {
    const start = places.get(from);
    const end = places.get(to);
    if (start === undefined || end === undefined) return null;
    const key = from * 65_536 + to;
    const curve = found.get(key) ?? wayBetween(start, end, others);
    found.set(key, curve);
    return curve;
  };
}

function flightOf(
  message: FlightMessage,
  { time, medianDelay }: MessageInput,
  ways: Ways,
): Flight | null {
  if (message.sentAt > time || message.from === message.to) return null;
  const progress = progressOf(message, time, medianDelay);
  const curve = progress === null ? null : ways(message.from, message.to);
  return progress === null || curve === null ? null : { message, progress, curve };
}

function messageScene(flight: Flight, input: MessageInput, haveTrails: boolean): MessageScene {
  const { message, progress, curve } = flight;
  const isSelected = isChosen(message, input);
  const isMoving = input.still !== true || progress.isOver;
  const share = isMoving ? progress.share : STILL_AT;
  const hasAhead = isMoving && !progress.isOver;
  return {
    ...wayOf(curve, { share, hasTrail: haveTrails || isSelected, hasAhead }),
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
