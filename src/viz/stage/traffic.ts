/** Messages as packed numbers: thousands of them are placed for every frame without an object for any. */
import { MESSAGE_FATES, MESSAGE_FIELDS } from '../../core/model/index.ts';
import type { MessageFate, Micros } from '../../core/model/index.ts';
import { finalValidity, isHeldAt, lifeOf, progressOf } from '../flight.ts';
import type { FlightMessage } from '../flight.ts';
import type { Validity } from '../glyphs.ts';

export type Traffic = {
  readonly length: number;
  /** Fields of each, as a window packs them. */
  readonly packed: Int32Array;
  /** How long each is on its way, the share of its path where it ends, and when nothing of it is left to see. */
  readonly spans: Float64Array;
  readonly stops: Float64Array;
  readonly goneAt: Float64Array;
  readonly medianDelay: Micros;
};

const WIDTH = MESSAGE_FIELDS.length;
const EVENT = MESSAGE_FIELDS.indexOf('event');
const SENT_AT = MESSAGE_FIELDS.indexOf('sentAt');
const ENDS_AT = MESSAGE_FIELDS.indexOf('endsAt');
const FROM = MESSAGE_FIELDS.indexOf('from');
const TO = MESSAGE_FIELDS.indexOf('to');
const KIND = MESSAGE_FIELDS.indexOf('kind');
const VIEW = MESSAGE_FIELDS.indexOf('view');
const SEQ = MESSAGE_FIELDS.indexOf('seq');
const VALUE = MESSAGE_FIELDS.indexOf('value');
const FATE = MESSAGE_FIELDS.indexOf('fate');
const FORGED = MESSAGE_FIELDS.indexOf('forged');
const TOUCHES = MESSAGE_FIELDS.indexOf('touches');
const TOUCHED_AT = MESSAGE_FIELDS.indexOf('touchedAt');
const TOUCHED_SHARE = MESSAGE_FIELDS.indexOf('touchedShare');
const RESUMED_AT = MESSAGE_FIELDS.indexOf('resumedAt');

export function trafficOf(packed: Int32Array, medianDelay: Micros): Traffic {
  const length = Math.floor(packed.length / WIDTH);
  const spans = new Float64Array(length);
  const stops = new Float64Array(length);
  const goneAt = new Float64Array(length);
  for (let index = 0; index < length; index += 1) {
    const life = lifeOf(readMessage(packed, index), medianDelay);
    spans[index] = life.span;
    stops[index] = life.stopsAt;
    goneAt[index] = life.goneAt;
  }
  return { length, packed, spans, stops, goneAt, medianDelay };
}

/** Those to be seen at a time, by their index; `into` is filled from its start and the number returned. */
export function seenAt(
  { packed, goneAt, length }: Traffic,
  time: Micros,
  into: Int32Array,
): number {
  let count = 0;
  for (let index = 0; index < length; index += 1) {
    const at = index * WIDTH;
    // They come in the order in which they were sent.
    if ((packed[at + SENT_AT] ?? 0) > time) break;
    if (time >= (goneAt[index] ?? 0)) continue;
    if (packed[at + FROM] === packed[at + TO]) continue;
    into[count] = index;
    count += 1;
  }
  return count;
}

/** How far it is along its path. */
export function shareAt(
  { packed, spans, stops, medianDelay }: Traffic,
  index: number,
  time: Micros,
): number {
  if (field(packed, index, TOUCHES) > 0)
    return progressOf(readMessage(packed, index), time, medianDelay)?.share ?? 1;
  const share = (time - field(packed, index, SENT_AT)) / (spans[index] ?? 1);
  const stop = stops[index] ?? 1;
  return share < stop ? share : stop;
}

export function isOverAt(traffic: Traffic, index: number, time: Micros): boolean {
  if (field(traffic.packed, index, TOUCHES) > 0)
    return (
      progressOf(readMessage(traffic.packed, index), time, traffic.medianDelay)?.isOver ?? true
    );
  return shareAt(traffic, index, time) >= (traffic.stops[index] ?? 1);
}

/** By a hand, just then. */
export function isHeld({ packed }: Traffic, index: number, time: Micros): boolean {
  if (field(packed, index, TOUCHES) <= 0) return false;
  return isHeldAt(readMessage(packed, index), time);
}

/** Nearly all are plainly on their way: only of the others more has to be read. */
export function validityAt(traffic: Traffic, index: number, time: Micros): Validity {
  if (isOverAt(traffic, index, time)) return finalValidity(readMessage(traffic.packed, index));
  if (field(traffic.packed, index, FORGED) !== 1) return 'valid';
  return (
    progressOf(readMessage(traffic.packed, index), time, traffic.medianDelay)?.validity ?? 'valid'
  );
}

function field(packed: Int32Array, index: number, offset: number): number {
  return packed[index * WIDTH + offset] ?? -1;
}

export function eventOf({ packed }: Traffic, index: number): number {
  return field(packed, index, EVENT);
}
export function senderOf({ packed }: Traffic, index: number): number {
  return field(packed, index, FROM);
}
export function receiverOf({ packed }: Traffic, index: number): number {
  return field(packed, index, TO);
}
export function kindOf({ packed }: Traffic, index: number): number {
  return field(packed, index, KIND);
}
export function valueOf({ packed }: Traffic, index: number): number {
  return field(packed, index, VALUE);
}

export function fateOf({ packed }: Traffic, index: number): MessageFate {
  return MESSAGE_FATES[field(packed, index, FATE)] ?? 'in flight';
}

/** The index of the message that a send event began, or -1. */
export function findEvent(traffic: Traffic, event: number): number {
  let low = 0;
  let high = traffic.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = eventOf(traffic, middle);
    if (found === event) return middle;
    if (found < event) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

export function messageAt({ packed }: Traffic, index: number): FlightMessage {
  return readMessage(packed, index);
}

function readMessage(packed: Int32Array, index: number): FlightMessage {
  return {
    event: field(packed, index, EVENT),
    sentAt: field(packed, index, SENT_AT),
    endsAt: field(packed, index, ENDS_AT),
    from: field(packed, index, FROM),
    to: field(packed, index, TO),
    kind: field(packed, index, KIND),
    view: field(packed, index, VIEW),
    seq: field(packed, index, SEQ),
    value: field(packed, index, VALUE),
    fate: MESSAGE_FATES[field(packed, index, FATE)] ?? 'in flight',
    isForged: field(packed, index, FORGED) === 1,
    touches: field(packed, index, TOUCHES),
    touchedAt: field(packed, index, TOUCHED_AT),
    touchedShare: field(packed, index, TOUCHED_SHARE),
    resumedAt: field(packed, index, RESUMED_AT),
  };
}
