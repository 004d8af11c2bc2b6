/** What the screen shows at the playhead: states and messages under way, taken from the window that the page holds. */
import { MESSAGE_FATES, MESSAGE_FIELDS } from '../core/model/index.ts';
import type { MessageFate, ProcessView, Step, Window } from '../core/model/index.ts';
import type { Place } from '../worker/messages.ts';
import { isPast } from './playback.ts';

export type Message = {
  /** The send event. */
  readonly event: number;
  readonly sentAt: number;
  readonly endsAt: number;
  readonly from: number;
  readonly to: number;
  /** Position of its type in the protocol's list. */
  readonly kind: number;
  readonly view: number;
  readonly seq: number;
  /** Index into the timeline's values, or -1. */
  readonly value: number;
  readonly fate: MessageFate;
  readonly endEvent: number;
  readonly isForged: boolean;
  /** What hands did to it, as bits of HAND, and how far it had come when one touched it last: see MESSAGE_FIELDS. */
  readonly touches: number;
  readonly touchedAt: number;
  readonly touchedShare: number;
  readonly resumedAt: number;
  /** What it says of itself, where the protocol has words for that; else ''. */
  readonly about: string;
};

const WIDTH = MESSAGE_FIELDS.length;

/** Unpacks a window's messages once; the drawing reads them many times a second. */
export function messagesOf(window: Window): readonly Message[] {
  const packed = window.messages;
  const messages: Message[] = [];
  for (let start = 0; start + WIDTH <= packed.length; start += WIDTH) {
    messages.push(messageAt(packed, start, window.abouts?.[start / WIDTH] ?? ''));
  }
  return messages;
}

export function messageAt(packed: Int32Array, start: number, about: string): Message {
  const field = (name: (typeof MESSAGE_FIELDS)[number]): number =>
    packed[start + MESSAGE_FIELDS.indexOf(name)] ?? -1;
  return {
    event: field('event'),
    sentAt: field('sentAt'),
    endsAt: field('endsAt'),
    from: field('from'),
    to: field('to'),
    kind: field('kind'),
    view: field('view'),
    seq: field('seq'),
    value: field('value'),
    fate: MESSAGE_FATES[field('fate')] ?? 'in flight',
    endEvent: field('endEvent'),
    isForged: field('forged') === 1,
    touches: field('touches'),
    touchedAt: field('touchedAt'),
    touchedShare: field('touchedShare'),
    resumedAt: field('resumedAt'),
    about,
  };
}

/** How many of the window's changes of state lie at or before the place: the key of the states shown. */
export function changesBefore(window: Window, place: Place): number {
  let low = 0;
  let high = window.changes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const change = window.changes[middle];
    if (change && isPast(change.moment, place)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Every process after so many of the window's changes, by id ascending. */
export function processesAfter(window: Window, changes: number): readonly ProcessView[] {
  const latest = new Map(window.base.map((process) => [process.id, process]));
  for (const { process } of window.changes.slice(0, changes)) latest.set(process.id, process);
  return [...latest.values()].sort((a, b) => a.id - b.id);
}

/** The last step at or before the place. */
export function stepBefore(window: Window, place: Place): Step | undefined {
  return window.steps.findLast((step) => isPast(step.moment, place));
}

export function stepAfter(window: Window, place: Place): Step | undefined {
  return window.steps.find((step) => !isPast(step.moment, place));
}

export function processesAt(window: Window, place: Place): readonly ProcessView[] {
  return processesAfter(window, changesBefore(window, place));
}
