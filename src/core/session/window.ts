import {
  MESSAGE_FATES,
  MESSAGE_FIELDS,
  type Kernel,
  type Micros,
  type Moment,
  type ProcessId,
  type Step,
  type Traffic,
  type Window,
} from '../model/index.ts';
import { kindCode, valueOf } from './bodies.ts';
import { tellStep } from './narrate/narrate.ts';
import { createSharer, type Sharer } from './share.ts';
import type { Studio } from './studio.ts';

type Range = { readonly from: Micros; readonly until: Micros; readonly cap: number };

/** Beyond so many steps a window keeps an even sample of them, with the states as they were at the moments that it keeps. */
const STEPS_MAX = 2_000;

/** All that the page draws between two times, both in microseconds and included; at most `cap` messages, of more an even sample. */
export function buildWindow(studio: Studio, { from, until, cap }: Range): Window {
  const { steps } = studio.recording;
  const reached = studio.kernel.now;
  const begin = Math.max(0, Math.min(from, reached));
  const end = Math.max(begin, Math.min(until, reached));
  const [first, last] = [steps.countByTime(begin - 1), steps.countByTime(end)];
  const start: Moment = { events: steps.endOf(first - 1), at: begin };
  const scout = studio.scout.goTo(start.events);
  const share = createSharer();
  const base = scout.processes().map((process) => share(scout.inspect(process)));
  return {
    from: start,
    until: { events: steps.endOf(last - 1), at: end },
    ...pack(studio, { from: begin, until: end, cap }),
    base,
    ...walk(studio, { first, last, share }),
  };
}

/** The messages of a range alone: many more than a window has, for a drawing that shows each of them. */
export function buildTraffic(studio: Studio, { from, until, cap }: Range): Traffic {
  const reached = studio.kernel.now;
  const begin = Math.max(0, Math.min(from, reached));
  const { messages, omitted } = pack(studio, {
    from: begin,
    until: Math.max(begin, Math.min(until, reached)),
    cap,
  });
  return { messages, omitted };
}

/** Everything that was under way in the range; above the cap an even sample, so that density stays true. */
function pack(studio: Studio, range: Range): Pick<Window, 'messages' | 'omitted' | 'abouts'> {
  const flights = studio.recording.flights.during(range);
  const stride = Math.max(1, Math.ceil(flights.length / Math.max(1, range.cap)));
  const kept = flights.filter((_, index) => index % stride === 0);
  return { ...packMessages(studio, kept), omitted: flights.length - kept.length };
}

/** MESSAGE_FIELDS for each of these flights, and what they say of themselves. */
export function packMessages(
  studio: Studio,
  kept: readonly number[],
): Pick<Window, 'messages' | 'abouts'> {
  const messages = new Int32Array(kept.length * MESSAGE_FIELDS.length);
  kept.forEach((flight, index) =>
    messages.set(packOne(studio, flight), index * MESSAGE_FIELDS.length),
  );
  return { messages, ...aboutsOf(studio, kept) };
}

function aboutsOf(
  { recording, parts: { protocol } }: Studio,
  kept: readonly number[],
): Pick<Window, 'abouts'> {
  const { narrator } = protocol;
  if (narrator.tellMessage === undefined) return {};
  const abouts = kept.map((index) => {
    const event = recording.trace.at(recording.flights.at(index).event);
    return event.kind === 'send' ? (narrator.tellMessage?.(event.body) ?? '') : '';
  });
  return { abouts };
}

/** In the order of MESSAGE_FIELDS. */
function packOne({ recording, parts: { protocol } }: Studio, index: number): readonly number[] {
  const flight = recording.flights.at(index);
  const event = recording.trace.at(flight.event);
  if (event.kind !== 'send') throw new Error(`event ${flight.event} must be a send`);
  const { body } = event;
  const { view, seq } = protocol.about(body);
  return [
    flight.event,
    flight.sentAt,
    flight.endsAt,
    event.process,
    event.to,
    kindCode(body, protocol),
    clamp(view),
    clamp(seq),
    valueOf(body, protocol, recording.values),
    MESSAGE_FATES.indexOf(flight.fate),
    flight.endEvent,
    flight.forged ? 1 : 0,
    flight.touches,
    flight.touchedAt,
    flight.touchedShare,
    flight.resumedAt,
  ];
}

/** A traitor may write any number into a message; the packed one has 32 bits. */
function clamp(value: number): number {
  return Math.max(-1, Math.min(value, 0x7fffffff));
}

type Told = { changes: Window['changes'][number][]; steps: Step[] };

type Walk = { readonly first: number; readonly last: number; readonly share: Sharer };

function walk(
  studio: Studio,
  { first, last, share }: Walk,
): Pick<Window, 'changes' | 'steps' | 'skipped'> {
  const { steps } = studio.recording;
  const stride = Math.ceil((last - first) / STEPS_MAX);
  const told: Told = { changes: [], steps: [] };
  const touched = new Set<ProcessId>();
  for (let step = first; step < last; step += 1) {
    touchedBy(studio, step).forEach((process) => touched.add(process));
    if ((step - first) % stride !== 0 && step !== last - 1) continue;
    const scout = studio.scout.goTo(steps.endOf(step));
    told.steps.push(tellStep(studio, step, scout));
    record(told, { scout, moment: steps.momentOf(step), touched, share });
    touched.clear();
  }
  return { ...told, skipped: Math.max(0, last - first - told.steps.length) };
}

function record(
  told: Told,
  at: {
    readonly scout: Kernel;
    readonly moment: Moment;
    readonly touched: ReadonlySet<ProcessId>;
    readonly share: Sharer;
  },
): void {
  const shown = new Set(at.scout.processes());
  for (const process of at.touched) {
    if (shown.has(process))
      told.changes.push({ moment: at.moment, process: at.share(at.scout.inspect(process)) });
  }
}

/** Whose state a step may have changed: whoever took part in one of its events. */
function touchedBy({ recording: { trace, steps } }: Studio, step: number): ReadonlySet<ProcessId> {
  const touched = new Set<ProcessId>();
  for (let index = steps.firstOf(step); index < steps.endOf(step); index += 1) {
    touched.add(trace.processAt(index));
  }
  return touched;
}

/** Every step of the recording so far, told. */
export function* narration(studio: Studio): Iterable<Step> {
  const { steps } = studio.recording;
  for (let step = 0; step < steps.length; step += 1) {
    yield tellStep(studio, step, studio.scout.goTo(steps.endOf(step)));
  }
}
