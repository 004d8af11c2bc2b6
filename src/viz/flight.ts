/** A message on its way, and how far it is at a time. */
import { HAND } from '../core/model/index.ts';
import type { EventIndex, MessageFate, Micros, ProcessId } from '../core/model/index.ts';
import type { Validity } from './glyphs.ts';

/** An unpacked message of a window. */
export type FlightMessage = {
  /** The send event. */
  readonly event: EventIndex;
  readonly sentAt: Micros;
  readonly endsAt: Micros;
  readonly from: ProcessId;
  readonly to: ProcessId;
  /** Position of its type in the protocol's list. */
  readonly kind: number;
  readonly view: number;
  readonly seq: number;
  /** Index into the timeline's values, or -1. */
  readonly value: number;
  readonly fate: MessageFate;
  readonly isForged: boolean;
  /** What hands did to it, as bits of HAND, and how far it had come when one touched it last: see MESSAGE_FIELDS. */
  readonly touches: number;
  readonly touchedAt: Micros;
  readonly touchedShare: number;
  readonly resumedAt: Micros;
};

/** A lost message is drawn so far along its path. */
export const LOST_AT = 0.6;

/** A refused message stays to be seen for this share of a median delay. */
const LINGER = 0.6;

export type Progress = {
  /** Along the path, 0 to 1. */
  readonly share: number;
  readonly validity: Validity;
  readonly isOver: boolean;
};

/** When a message is to be seen, and how far it gets. */
export type Life = {
  /** How long it would be on its way in all. */
  readonly span: Micros;
  /** The share of its path at which it ends: there it is over. */
  readonly stopsAt: number;
  /** From then on nothing of it is left to see. */
  readonly goneAt: Micros;
};

export function lifeOf(message: FlightMessage, medianDelay: Micros): Life {
  const span = flightTime(message, medianDelay);
  if (message.fate === 'lost' || message.fate === 'partition') {
    return { span, stopsAt: LOST_AT, goneAt: message.sentAt + span * (1 + LINGER) };
  }
  if (message.fate === 'dropped') {
    const stopsAt = message.touchedAt < 0 ? LOST_AT : message.touchedShare / 1000;
    return { span, stopsAt, goneAt: message.endsAt + LINGER * medianDelay };
  }
  const lingers = endOf(message) === null ? 0 : LINGER * medianDelay;
  return { span, stopsAt: 1, goneAt: message.sentAt + span + lingers };
}

/** Where the message is at `time`; null before it was sent and once nothing of it is left to see. */
export function progressOf(
  message: FlightMessage,
  time: Micros,
  medianDelay: Micros,
): Progress | null {
  const { span, stopsAt, goneAt } = lifeOf(message, medianDelay);
  if (time < message.sentAt || time >= goneAt) return null;
  const share = shareOf(message, time, span);
  const isOver = message.fate === 'dropped' ? time >= message.endsAt : share >= stopsAt;
  return {
    share: Math.min(share, stopsAt),
    validity: isOver ? finalValidity(message) : flying(message, time),
    isOver,
  };
}

/** How far it is by then: evenly, unless a hand held it up on its way. */
function shareOf(message: FlightMessage, time: Micros, span: Micros): number {
  const { sentAt, endsAt, touchedAt, touchedShare, resumedAt } = message;
  if (touchedAt < 0) return (time - sentAt) / span;
  const turn = touchedShare / 1000;
  if (time < touchedAt) return turn * ((time - sentAt) / Math.max(1, touchedAt - sentAt));
  if (resumedAt < 0 || time < resumedAt) return turn;
  return turn + (1 - turn) * ((time - resumedAt) / Math.max(1, endsAt - resumedAt));
}

/** Whether a hand keeps it from going on just then. */
export function isHeldAt(
  { touches, touchedAt, resumedAt, endsAt }: FlightMessage,
  time: Micros,
): boolean {
  if ((touches & HAND.held) === 0 || time < touchedAt || time >= endsAt) return false;
  return resumedAt < 0 || time < resumedAt;
}

/** The network decides at once that a message is lost, so its recorded end says nothing of how long it would have taken. */
export function flightTime(message: FlightMessage, medianDelay: Micros): Micros {
  return Math.max(
    1,
    message.endsAt > message.sentAt ? message.endsAt - message.sentAt : medianDelay,
  );
}

/** What somebody tampered with was as it should be before. */
function flying(message: FlightMessage, time: Micros = message.endsAt): Validity {
  const isBefore = (message.touches & HAND.tampered) !== 0 && time < message.touchedAt;
  return message.isForged && !isBefore ? 'forged' : 'valid';
}

/** What is worth showing of an arrival; null where it was taken in as usual. */
function endOf(message: FlightMessage): Validity | null {
  if (message.fate === 'rejected') return message.isForged ? 'forged-rejected' : 'rejected';
  return message.fate === 'crashed' ? 'dropped' : null;
}

/** It never gets there, and its line ends on the way. */
export function isLost({ fate }: Pick<FlightMessage, 'fate'>): boolean {
  return fate === 'lost' || fate === 'partition' || fate === 'dropped';
}

/** The outline of the message in a picture of all time: its end is known. */
export function finalValidity(message: FlightMessage): Validity {
  if (isLost(message)) return 'dropped';
  if (message.fate === 'ignored') return 'late';
  return endOf(message) ?? flying(message);
}
