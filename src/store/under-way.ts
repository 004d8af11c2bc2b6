/** Messages by their event and by their process, among all that the page holds: the window, and the traffic around the playhead. */
import { MESSAGE_FIELDS } from '../core/model/index.ts';
import { messageAt } from './frame.ts';
import type { Message } from './frame.ts';
import type { Recording } from './state.ts';

const WIDTH = MESSAGE_FIELDS.length;
const EVENT = MESSAGE_FIELDS.indexOf('event');
const SENT_AT = MESSAGE_FIELDS.indexOf('sentAt');
const ENDS_AT = MESSAGE_FIELDS.indexOf('endsAt');
const FROM = MESSAGE_FIELDS.indexOf('from');
const TO = MESSAGE_FIELDS.indexOf('to');
const KIND = MESSAGE_FIELDS.indexOf('kind');

type Held = Pick<Recording, 'run' | 'window' | 'traffic'>;

/** The messages at a time, as dense as they are at hand. */
export function packedAt(held: Held, at: number): Int32Array {
  const { window } = held;
  const page = window && window.omitted > 0 ? pageAt(held, at) : null;
  return page ?? window?.messages ?? NOTHING;
}

/** Whether there are more than those at hand. */
export function isSampleAt(held: Held, at: number): boolean {
  return (held.window?.omitted ?? 0) > 0 && pageAt(held, at) === null;
}

/** All messages around a time, where that page has come. */
function pageAt({ run, traffic }: Held, at: number): Int32Array | null {
  const isHere = traffic?.run === run && traffic.range.from <= at && at <= traffic.range.until + 1;
  return isHere ? traffic.messages : null;
}

const NOTHING = new Int32Array(0);

/** The message that a send event began, wherever it is held. */
export function findMessage(recording: Held, event: number): Message | undefined {
  const { window, traffic, run } = recording;
  const inWindow = window ? startOf(window.messages, event) : -1;
  if (window && inWindow !== -1) {
    return messageAt(window.messages, inWindow, window.abouts?.[inWindow / WIDTH] ?? '');
  }
  const inTraffic = traffic?.run === run ? startOf(traffic.messages, event) : -1;
  return traffic && inTraffic !== -1 ? messageAt(traffic.messages, inTraffic, '') : undefined;
}

/** They are packed in the order of their events. */
function startOf(packed: Int32Array, event: number): number {
  let low = 0;
  let high = packed.length / WIDTH - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = packed[middle * WIDTH + EVENT] ?? -1;
    if (found === event) return middle * WIDTH;
    if (found < event) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** The starts of a process's messages that are on their way at a time. */
function startsAt(packed: Int32Array, at: number, process: number): readonly number[] {
  const starts: number[] = [];
  for (let start = 0; start + WIDTH <= packed.length; start += WIDTH) {
    if ((packed[start + SENT_AT] ?? 0) > at) break;
    const isIts = packed[start + FROM] === process || packed[start + TO] === process;
    const isItself = packed[start + FROM] === packed[start + TO];
    if (isIts && !isItself && (packed[start + ENDS_AT] ?? 0) > at) starts.push(start);
  }
  return starts;
}

/** Messages of a process on their way at a time, by their events. */
export function underWay(recording: Held, at: number, process: number): readonly number[] {
  const packed = packedAt(recording, at);
  return startsAt(packed, at, process).map((start) => packed[start + EVENT] ?? -1);
}

/** How many messages of each kind a process has on their way: "3 from 99, 2 to 34". */
export type Load = readonly { readonly kind: number; readonly from: number; readonly to: number }[];

export function loadOf(recording: Held, at: number, process: number): Load {
  const packed = packedAt(recording, at);
  const loads = new Map<number, { kind: number; from: number; to: number }>();
  for (const start of startsAt(packed, at, process)) {
    const kind = packed[start + KIND] ?? -1;
    const load = loads.get(kind) ?? { kind, from: 0, to: 0 };
    if (packed[start + FROM] === process) load.from += 1;
    else load.to += 1;
    loads.set(kind, load);
  }
  return [...loads.values()].sort((a, b) => a.kind - b.kind);
}
