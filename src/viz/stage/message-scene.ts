/** Messages under way, each on its own slightly bowed path. */
import type { Glyph } from '../../core/model/index.ts';
import { isHeldAt, progressOf } from '../flight.ts';
import type { FlightMessage, Progress } from '../flight.ts';
import { clamp, splitCurve } from '../geometry.ts';
import type { Curve, Point } from '../geometry.ts';
import type { Validity } from '../glyphs.ts';
import type { ValueBook } from '../values.ts';
import type { StageInput } from './input.ts';
import type { Links } from './links.ts';

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
  /** A hand keeps it from going on. */
  readonly isHeld: boolean;
  readonly size: number;
};

type MessageInput = Pick<
  StageInput,
  'messages' | 'kinds' | 'time' | 'medianDelay' | 'selected' | 'still'
> & {
  readonly links: Links;
  readonly book: ValueBook;
  readonly scale: number;
};

/** Where a glyph that does not move stands: clear of those that come from elsewhere. */
const STILL_AT = 0.9;

type Flight = {
  readonly message: FlightMessage;
  readonly progress: Progress;
  readonly curve: Curve;
};

export function messageScenes(input: MessageInput): readonly MessageScene[] {
  const flights: Flight[] = [];
  for (const message of input.messages) {
    const flight = flightOf(message, input);
    if (flight !== null) flights.push(flight);
  }
  return flights.map((flight) => messageScene(flight, input));
}

function flightOf(
  message: FlightMessage,
  { time, medianDelay, links }: MessageInput,
): Flight | null {
  if (message.sentAt > time || message.from === message.to) return null;
  const progress = progressOf(message, time, medianDelay);
  const curve = progress === null ? null : links.between(message.from, message.to);
  return progress === null || curve === null ? null : { message, progress, curve };
}

function messageScene(flight: Flight, input: MessageInput): MessageScene {
  const { message, progress, curve } = flight;
  const isSelected = isChosen(message, input);
  const isMoving = input.still !== true || progress.isOver;
  const share = isMoving ? progress.share : STILL_AT;
  const hasAhead = isMoving && !progress.isOver;
  return {
    ...wayOf(curve, { share, hasAhead }),
    event: message.event,
    glyph: input.kinds[message.kind]?.glyph ?? 'circle',
    tone: input.book.ofIndex(message.value).tone,
    validity: progress.validity,
    isOver: progress.isOver,
    isSelected,
    isHeld: isHeldAt(message, input.time),
    size: glyphSize(input.scale),
  };
}

function isChosen({ event }: FlightMessage, { selected }: MessageInput): boolean {
  return selected?.kind === 'message' && selected.event === event;
}

type Way = { readonly share: number; readonly hasAhead: boolean };

function wayOf(
  curve: Curve,
  { share, hasAhead }: Way,
): Point & Pick<MessageScene, 'behind' | 'ahead'> {
  const { at, behind, ahead } = splitCurve(curve, share);
  return { ...at, behind, ahead: hasAhead ? ahead : '' };
}

/** In pixels, for a council that is drawn at a scale. */
export function glyphSize(scale: number): number {
  return clamp(16 * scale + 2, 9, 17);
}
