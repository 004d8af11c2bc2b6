/**
 * Happened-before (Lamport 1978) over a recording. What lies before an event: all earlier events of its own process, the sending of each
 * message that is delivered among them, and so on from there. One process's events are in order, so the past of an event is a
 * last event for each process, and one walk back over the trace finds all of them: a cause is always older than its effect.
 */
import type { Cone, ConeDirection, EventIndex, EventKind, ProcessId } from '../../model/index.ts';
import { assert } from '../../base/assert.ts';
import type { Trace } from '../../sim/trace.ts';

type Events = Pick<Trace, 'length' | 'kindAt' | 'timeAt' | 'processAt' | 'causeAt'>;

/** What the laboratory states of a process is no event that the process could know of. */
const OF_THE_LAB: ReadonlySet<EventKind> = new Set<EventKind>([
  'drop',
  'violation',
  'proof',
  'partition',
  'heal',
  'intervene',
]);

export function causalCone(trace: Events, event: EventIndex, direction: ConeDirection): Cone {
  assert(event >= 0 && event < trace.length, () => `event ${event} is within the recording`);
  const { bounds, messages } = direction === 'past' ? pastOf(trace, event) : futureOf(trace, event);
  const times = bounds.map((bound) => (bound < 0 ? -1 : trace.timeAt(bound)));
  return {
    event,
    direction,
    bounds: Int32Array.from(bounds),
    times: Int32Array.from(times),
    messages,
  };
}

type Found = { readonly bounds: readonly number[]; readonly messages: number };

function pastOf(trace: Events, event: EventIndex): Found {
  const bounds: number[] = [];
  const include = (index: EventIndex): void => {
    const process = trace.processAt(index);
    if (process >= 0) raise(bounds, process, index);
  };
  include(event);
  const cause = trace.causeAt(event);
  // Whatever the selected event is, what made it happen lies in its past; so does what made that happen, where nobody did it.
  if (cause !== null) includeChain(trace, cause, include);
  let messages = 0;
  for (let index = event; index >= 0; index -= 1) {
    if (!isWithin(trace, index, (process) => index <= (bounds[process] ?? -1))) continue;
    if (trace.kindAt(index) === 'deliver') messages += 1;
    const because = trace.causeAt(index);
    if (because !== null) include(because);
  }
  return { bounds: filled(bounds), messages };
}

function includeChain(trace: Events, from: EventIndex, include: (index: EventIndex) => void): void {
  for (let index: EventIndex | null = from; index !== null; index = trace.causeAt(index)) {
    include(index);
    if (trace.processAt(index) >= 0) return;
  }
}

/** The same the other way round: an event lies in the future once its process or its cause does. */
function futureOf(trace: Events, event: EventIndex): Found {
  const bounds: number[] = [];
  const first = (process: ProcessId): number => bounds[process] ?? Infinity;
  const process = trace.processAt(event);
  if (process >= 0) bounds[process] = event;
  let messages = 0;
  for (let index = event + 1; index < trace.length; index += 1) {
    const own = trace.processAt(index);
    if (own < 0 || OF_THE_LAB.has(trace.kindAt(index))) continue;
    const because = trace.causeAt(index);
    const isReached = because !== null && isIn(trace, because, { event, first });
    if (isReached && index < first(own)) bounds[own] = index;
    if (isReached && trace.kindAt(index) === 'deliver') messages += 1;
  }
  return { bounds: filled(bounds), messages };
}

type Start = { readonly event: EventIndex; readonly first: (process: ProcessId) => number };

function isIn(trace: Events, index: EventIndex, { event, first }: Start): boolean {
  return index === event || isWithin(trace, index, (process) => index >= first(process));
}

function isWithin(
  trace: Events,
  index: EventIndex,
  holds: (process: ProcessId) => boolean,
): boolean {
  const process = trace.processAt(index);
  return process >= 0 && holds(process) && !OF_THE_LAB.has(trace.kindAt(index));
}

function raise(bounds: number[], process: ProcessId, to: EventIndex): void {
  bounds[process] = Math.max(bounds[process] ?? -1, to);
}

/** No holes: -1 stands for none. */
function filled(bounds: readonly number[]): readonly number[] {
  return Array.from(bounds, (bound) => bound ?? -1);
}
