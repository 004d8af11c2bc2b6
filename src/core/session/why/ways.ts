import {
  HAND,
  type MessageFate,
  type Micros,
  type ProcessId,
  type ProcessView,
  type Sentence,
  type TraceEvent,
} from '../../model/index.ts';
import { list, plural, process, processes, say } from '../../base/words.ts';
import { kindName } from '../bodies.ts';
import type { Flight, Flights } from '../indexes/flights.ts';
import type { Sight } from './sight.ts';

/** Where the messages are that somebody waits for: on their way, held by hand, in line at a busy replica, or gone. */

export type Way = {
  readonly flight: Flight;
  readonly send: TraceEvent & { kind: 'send' };
  /** Its receiver has still to do with what came before. */
  readonly isInLine: boolean;
};

/** The messages that move, in the order of their arrival, and those that a hand holds, in the order of their sending. */
export function waysAt(sight: Sight): {
  readonly moving: readonly Way[];
  readonly held: readonly Way[];
} {
  const { scenario, moment, kernel } = sight;
  const { flights, trace } = sight.studio.recording;
  const { message, sign, verify } = scenario.cost;
  // What stands in line has arrived, and as far as is recorded it may not be known yet when it is read.
  const from = message + sign + verify > 0 ? lineFrom(flights, moment.at) : moment.at;
  const open = flights
    .during({ from, until: moment.at })
    .map((index) => flights.at(index))
    .filter(({ event, endEvent }) => isOpen({ event, endEvent }, moment.events))
    .toSorted((a, b) => a.endsAt - b.endsAt || a.event - b.event);
  const ways = open.flatMap((flight): Way[] => {
    const send = trace.at(flight.event);
    if (send.kind !== 'send') return [];
    const isInLine = flight.touches === 0 && (send.arrivesAt ?? moment.at) < moment.at;
    return [{ flight, send, isInLine }];
  });
  const isHeld = ({ flight: { event, touches } }: Way): boolean =>
    (touches & HAND.held) !== 0 && kernel.locate(event)?.due === null;
  return {
    moving: ways.filter((way) => !isHeld(way)),
    held: ways.filter(isHeld).toSorted((a, b) => a.flight.event - b.flight.event),
  };
}

/** So many messages back nobody is still at work on what came: of a long run not all of it is gone through. */
const IN_LINE_MAX = 4_096;

function lineFrom(flights: Flights, at: Micros): Micros {
  const sent = flights.countSent(at);
  return sent > IN_LINE_MAX ? flights.at(sent - IN_LINE_MAX).sentAt : 0;
}

const isOpen = ({ event, endEvent }: Pick<Flight, 'event' | 'endEvent'>, events: number): boolean =>
  event < events && (endEvent === -1 || endEvent >= events);

/** So many are named; the rest is counted. */
const NAMED_MAX = 2;

/** What a person holds: it never comes by itself. */
export function tellHeld(held: readonly Way[]): readonly Sentence[] {
  if (held.length === 0) return [];
  const named = held
    .slice(0, NAMED_MAX)
    .map(
      ({ send }) =>
        say`${kindName(send.body)} from ${process(send.process)} to ${process(send.to)}`,
    );
  const more = held.length - named.length;
  const all = more === 0 ? named : [...named, say`${plural(more, 'more message')}`];
  return [
    say`You hold ${list(all)}: ${held.length === 1 ? 'it stands still until it is' : 'they stand still until they are'} released.`,
  ];
}

/** Whoever takes time for each message lets the later ones wait. */
export function tellBusy(moving: readonly Way[]): readonly Sentence[] {
  const inLine = moving.filter((way) => way.isInLine).map(({ send }) => send.to);
  const busy = [...new Set(inLine)].sort((a, b) => a - b);
  return busy.map((id) => {
    const count = inLine.filter((to) => to === id).length;
    return say`${process(id)} is still at work on what came before: ${plural(count, 'message')} ${count === 1 ? 'has' : 'have'} arrived and ${count === 1 ? 'waits' : 'wait'} there.`;
  });
}

/** How far back the last messages are looked for. */
const LOOK_BACK = 64;

const ENDS: Partial<Readonly<Record<MessageFate, string>>> = {
  lost: 'lost by the network',
  partition: 'stopped by the cut',
  dropped: 'dropped by hand',
  crashed: 'lost in a crash',
  rejected: 'rejected by its receiver',
};

/** Where nothing moves: what became of the last that those sent who wait, as far as it never arrived. */
export function tellGone(sight: Sight): readonly Sentence[] {
  const down = new Set(sight.views.filter(isCrashed).map(({ id }) => id));
  // Who is still down is told among the absent.
  const gone = lastSent(sight).filter(
    ({ flight, send }) => ENDS[flight.fate] !== undefined && !down.has(send.to),
  );
  const groups = new Map<string, Way[]>();
  for (const way of gone) {
    const key = [way.send.process, kindName(way.send.body), way.flight.fate].join();
    groups.set(key, [...(groups.get(key) ?? []), way]);
  }
  const told = [...groups.values()].slice(0, NAMED_MAX).map(tellGroup);
  const { member } = sight.studio.parts.protocol.terms;
  return told.length === 0 ? [] : [say`What no ${member} can know: ${list(told)}.`];
}

const isCrashed = (view: ProcessView): boolean =>
  view.role === 'replica' && view.mark.kind === 'crashed';

function tellGroup(ways: readonly Way[]): Sentence {
  const [first] = ways;
  if (first === undefined) return [];
  const { flight, send } = first;
  const to = [...new Set(ways.map((way) => way.send.to))];
  return say`${kindName(send.body)} from ${process(send.process)} to ${processes(to)} was ${ENDS[flight.fate] ?? ''}`;
}

/** What each process that waits sent last, and what was last sent to it. */
function lastSent(sight: Sight): readonly Way[] {
  const { flights, trace } = sight.studio.recording;
  const waiting = waitingNow(sight);
  const latest = new Map<ProcessId, number>();
  const found: Way[] = [];
  const stop = flights.countSent(sight.moment.at);
  for (let index = stop - 1; index >= Math.max(0, stop - LOOK_BACK); index -= 1) {
    const flight = flights.at(index);
    const send = trace.at(flight.event);
    if (send.kind !== 'send' || isOpen(flight, sight.moment.events)) continue;
    if (flight.event >= sight.moment.events || !waiting.has(send.process)) continue;
    const last = latest.get(send.process) ?? flight.sentAt;
    latest.set(send.process, last);
    if (flight.sentAt === last) found.unshift({ flight, send, isInLine: false });
  }
  return found;
}

function waitingNow({ views, council, kernel }: Sight): ReadonlySet<ProcessId> {
  const clients = views.flatMap((view) => {
    const isWaiting = view.role === 'client' && view.client.operation !== '';
    return isWaiting && kernel.bench.isCorrectClient(view.id) ? [view.id] : [];
  });
  return new Set([...clients, ...(clients.length === 0 ? [] : council.map(({ id }) => id))]);
}
