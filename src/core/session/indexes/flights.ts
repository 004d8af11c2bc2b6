import {
  type EventIndex,
  MESSAGE_FATES,
  type MessageFate,
  type Micros,
  type TraceEvent,
} from '../../model/index.ts';
import { type Column, countUpTo, createColumn } from './column.ts';
import { createTouches, type Span, type Touched } from './touches.ts';

/** What became of every message on the network: the part of a recording that answers "what was under way at that time". */
export type Flights = {
  readonly length: number;
  observe(event: TraceEvent): void;
  /** The step is over: what its events mean for the message that it delivered. */
  endStep(): void;
  at(flight: number): Flight;
  /** Flights under way at some time of the range, ascending by send event. */
  during(range: { readonly from: Micros; readonly until: Micros }): readonly number[];
  /** The flight that a send event began, or -1. */
  ofSend(event: EventIndex): number;
  /** How many began at or before a time. */
  countSent(until: Micros): number;
};

export type Flight = Touched & {
  readonly event: EventIndex;
  readonly sentAt: Micros;
  readonly endsAt: Micros;
  /** The event that ended it, or -1 while it is under way. */
  readonly endEvent: EventIndex;
  readonly fate: MessageFate;
  /** Rejected because a signature did not prove what the message claims. */
  readonly forged: boolean;
};

const BLOCK = 256;
const IN_FLIGHT = MESSAGE_FATES.indexOf('in flight');

type Columns = Readonly<
  Record<'events' | 'sentAt' | 'endsAt' | 'endEvents' | 'fates' | 'forged' | 'latest', Column>
>;

type Arrival = { readonly flight: number; rejection: string; ignored: boolean; acted: boolean };

export function createFlights(): Flights {
  const columns = emptyColumns();
  const { events } = columns;
  const hands = createTouches();
  let arrival: Arrival | null = null;

  const ofSend = (event: EventIndex): number => indexIn(events, event);

  return {
    get length() {
      return events.length;
    },
    observe(event) {
      hands.watch(event);
      switch (event.kind) {
        case 'send':
          begin(columns, event);
          hands.begin(events.length - 1, event);
          if (arrival !== null) arrival.acted = true;
          return;
        case 'deliver':
        case 'drop':
        case 'touch': {
          const flight = event.cause === null ? -1 : ofSend(event.cause);
          if (flight === -1) return;
          hands.note(flight, event, spanOf(columns, flight));
          happenTo(columns, flight, event);
          if (event.kind === 'deliver') arrival = arrivalOf(flight);
          return;
        }
        default:
          if (arrival !== null) witness(arrival, event);
      }
    },
    endStep() {
      hands.endStep();
      if (arrival !== null) settle(columns, arrival);
      arrival = null;
    },
    at: (flight) => ({ ...entryOf(columns, flight), ...hands.of(flight) }),
    during: (range) => findDuring(columns, range),
    ofSend,
    countSent: (until) => countUpTo(columns.sentAt, until),
  };
}

function entryOf({ events, sentAt, endsAt, endEvents, fates, forged }: Columns, flight: number) {
  return {
    event: events.at(flight),
    sentAt: sentAt.at(flight),
    endsAt: endsAt.at(flight),
    endEvent: endEvents.at(flight),
    fate: MESSAGE_FATES[fates.at(flight)] ?? ('in flight' as const),
    forged: forged.at(flight) === 1,
  };
}

/** Where it stands in an ascending column, or -1. */
function indexIn(column: Column, value: number): number {
  const index = countUpTo(column, value) - 1;
  return index >= 0 && column.at(index) === value ? index : -1;
}

function emptyColumns(): Columns {
  return {
    events: createColumn(),
    sentAt: createColumn(),
    endsAt: createColumn(),
    endEvents: createColumn(),
    fates: createColumn(),
    forged: createColumn(),
    /** For each block of flights, the latest end: blocks that ended before a range are passed over unread. */
    latest: createColumn(),
  };
}

function begin(columns: Columns, event: TraceEvent & { kind: 'send' }): void {
  const endsAt = event.arrivesAt ?? event.at;
  columns.events.push(event.index);
  columns.sentAt.push(event.at);
  columns.endsAt.push(endsAt);
  columns.endEvents.push(-1);
  columns.fates.push(IN_FLIGHT);
  columns.forged.push(0);
  prolong(columns.latest, columns.events.length - 1, endsAt);
}

function end(
  columns: Columns,
  flight: number,
  event: TraceEvent & { kind: 'deliver' | 'drop' },
): void {
  columns.endsAt.set(flight, event.at);
  columns.endEvents.set(flight, event.index);
  columns.fates.set(flight, MESSAGE_FATES.indexOf(fateOf(event)));
  prolong(columns.latest, flight, event.at);
}

function fateOf(event: TraceEvent & { kind: 'deliver' | 'drop' }): MessageFate {
  if (event.kind === 'deliver') return 'delivered';
  switch (event.reason) {
    case 'loss':
    case 'adversary limit':
      return 'lost';
    case 'partition':
      return 'partition';
    case 'crashed':
      return 'crashed';
    case 'by hand':
    case 'never released':
      return 'dropped';
  }
}

function happenTo(
  columns: Columns,
  flight: number,
  event: TraceEvent & { kind: 'deliver' | 'drop' | 'touch' },
): void {
  if (event.kind === 'touch') turn(columns, flight, event);
  else end(columns, flight, event);
}

function arrivalOf(flight: number): Arrival {
  return { flight, rejection: '', ignored: false, acted: false };
}

/** It arrives at another time, or stands still for as long as anybody looks. */
function turn(
  columns: Columns,
  flight: number,
  { arrivesAt }: TraceEvent & { kind: 'touch' },
): void {
  const fate = arrivesAt === null ? 'held' : 'in flight';
  columns.fates.set(flight, MESSAGE_FATES.indexOf(fate));
  const endsAt = arrivesAt ?? STANDING;
  columns.endsAt.set(flight, endsAt);
  prolong(columns.latest, flight, endsAt);
}

const STANDING = 0x7fffffff;

function spanOf(columns: Columns, flight: number): Span {
  return { from: columns.sentAt.at(flight), until: columns.endsAt.at(flight) };
}

function settle(columns: Columns, { flight, rejection, ignored, acted }: Arrival): void {
  const fate = rejection !== '' ? 'rejected' : ignored && !acted ? 'ignored' : 'delivered';
  columns.fates.set(flight, MESSAGE_FATES.indexOf(fate));
  columns.forged.set(flight, isForgery(rejection) ? 1 : 0);
}

function prolong(latest: Column, flight: number, endsAt: Micros): void {
  const block = Math.floor(flight / BLOCK);
  if (block === latest.length) latest.push(endsAt);
  else latest.set(block, Math.max(latest.at(block), endsAt));
}

function witness(arrival: Arrival, event: TraceEvent): void {
  if (event.kind === 'reject') arrival.rejection ||= event.reason;
  else if (event.kind === 'ignore') arrival.ignored ||= !isKept(event.reason);
  else if (event.kind === 'note' && event.fact.fact !== 'rule') arrival.acted = true;
}

/** Not lost on its receiver: it is kept until its time comes. */
function isKept(reason: string): boolean {
  return reason.startsWith('early');
}

/** Processes say why they reject in words. A signature that fails deeper inside does not make the message itself forged. */
function isForgery(rejection: string): boolean {
  return rejection.startsWith('the signature');
}

function findDuring(
  { sentAt, endsAt, latest }: Columns,
  range: { readonly from: Micros; readonly until: Micros },
): readonly number[] {
  const found: number[] = [];
  const stop = countUpTo(sentAt, range.until);
  let flight = 0;
  while (flight < stop) {
    const isPassed = flight % BLOCK === 0 && latest.at(flight / BLOCK) < range.from;
    if (!isPassed && endsAt.at(flight) >= range.from) found.push(flight);
    flight += isPassed ? BLOCK : 1;
  }
  return found;
}
