import type { EventIndex, Fact, Grounds, ProcessId, TraceEvent } from '../../model/index.ts';
import { claimantOf } from '../bodies.ts';
import type { Studio } from '../studio.ts';

/** Finding in a recording what an event rests on: backwards from it, among the events of one process. */

export type Found = { readonly event: EventIndex; readonly isLast: boolean };

/** The events of a process before one of them, the latest first. */
function* before(
  { recording: { trace } }: Studio,
  event: { readonly index: EventIndex; readonly process: ProcessId },
): Iterable<EventIndex> {
  for (let index = event.index - 1; index >= 0; index -= 1) {
    if (trace.processAt(index) === event.process) yield index;
  }
}

/** One message of each sender: the one that its receiver counted, neither rejected nor ignored as known or late. */
export function sendersOf(
  studio: Studio,
  event: TraceEvent,
  mail: NonNullable<Grounds['mail']>,
): readonly Found[] {
  const found = new Map<ProcessId, EventIndex>();
  for (const index of before(studio, event)) {
    const signer = voterAt(studio, index, mail);
    if (signer !== null && !found.has(signer)) found.set(signer, index);
    if (found.size === mail.from?.length) break;
  }
  return inOrder([...found.values()]);
}

/** Who stands behind a message that counts, or null where it does not. */
function voterAt(
  studio: Studio,
  index: EventIndex,
  { from, fits }: NonNullable<Grounds['mail']>,
): ProcessId | null {
  const { trace } = studio.recording;
  const kind = trace.kindAt(index);
  if (kind !== 'deliver' && kind !== 'send') return null;
  const mail = trace.at(index);
  if (mail.kind !== 'deliver' && mail.kind !== 'send') return null;
  const signer = signerOf(mail);
  // What a process passes on for others is not its own word.
  if (mail.kind === 'send' && signer !== mail.process) return null;
  const isWanted = from === null || from.includes(signer);
  return isWanted && fits(mail.body) && isCounted(studio, mail) ? signer : null;
}

function inOrder(events: readonly EventIndex[]): readonly Found[] {
  return events
    .toSorted((a, b) => a - b)
    .map((event, place) => ({ event, isLast: place === events.length - 1 }));
}

function signerOf(mail: TraceEvent & { kind: 'deliver' | 'send' }): ProcessId {
  const signer = claimantOf(mail.body);
  if (signer !== -1) return signer;
  return mail.kind === 'deliver' ? mail.from : mail.process;
}

function isCounted({ recording: { trace } }: Studio, mail: TraceEvent): boolean {
  if (mail.kind === 'send') return true;
  const answer = trace.endOf(mail.index);
  if (answer === -1) return true;
  const ended = trace.at(answer);
  return ended.kind === 'ignore' && ended.reason.startsWith('early');
}

/** The latest earlier fact of the same process that fits. */
export function ownFact(
  studio: Studio,
  event: TraceEvent,
  fits: (fact: Fact) => boolean,
): EventIndex | null {
  const { trace } = studio.recording;
  for (const index of before(studio, event)) {
    if (trace.kindAt(index) !== 'note') continue;
    const note = trace.at(index);
    if (note.kind === 'note' && fits(note.fact)) return index;
  }
  return null;
}

/** All of them, the earliest first. */
export function factsOf(
  studio: Studio,
  event: TraceEvent,
  fits: (fact: Fact) => boolean,
): readonly Found[] {
  const { trace } = studio.recording;
  const found: EventIndex[] = [];
  for (const index of before(studio, event)) {
    if (trace.kindAt(index) !== 'note') continue;
    const note = trace.at(index);
    if (note.kind === 'note' && fits(note.fact)) found.push(index);
  }
  return inOrder(found);
}

/** What began the step: what all the rest of it has as its cause. */
export function rootOf({ recording: { trace } }: Studio, event: TraceEvent): EventIndex | null {
  if (event.cause === null || event.cause === event.index) return null;
  // A machine states facts and sets timers because of a delivery; the delivery itself is the root.
  return trace.kindAt(event.cause) === 'timer-set' && event.kind !== 'timer-fired'
    ? trace.causeAt(event.cause)
    : event.cause;
}

type Note = TraceEvent & { readonly kind: 'note' };

/** The fact of the same step by which its sender came to send a message: with the same sequence number, where both have one. */
export function occasionOf(studio: Studio, send: TraceEvent & { kind: 'send' }): Note | null {
  const { protocol } = studio.parts;
  const { narrator } = protocol;
  const { trace, steps } = studio.recording;
  const wanted = narrator.causes?.occasions[send.body.type] ?? [];
  const { seq } = protocol.about(send.body);
  const step = steps.countByEvents(send.index);
  const notes: Note[] = [];
  for (let index = steps.firstOf(step); index < steps.endOf(step); index += 1) {
    if (trace.kindAt(index) !== 'note' || trace.processAt(index) !== send.process) continue;
    const note = trace.at(index);
    if (note.kind !== 'note' || !wanted.includes(note.fact.fact)) continue;
    const isOther = seq > 0 && 'seq' in note.fact && note.fact.seq !== seq;
    if (!isOther) notes.push(note);
  }
  return (
    notes.toSorted((a, b) => wanted.indexOf(a.fact.fact) - wanted.indexOf(b.fact.fact))[0] ?? null
  );
}

/** The fact by which its sender came to send it the first time, in a step before. */
export function earlierOccasion(
  studio: Studio,
  send: TraceEvent & { kind: 'send' },
): EventIndex | null {
  const { protocol } = studio.parts;
  const { narrator } = protocol;
  const wanted = narrator.causes?.occasions[send.body.type] ?? [];
  const { seq, view } = protocol.about(send.body);
  if (claimantOf(send.body) !== send.process) return null;
  return ownFact(studio, send, (fact) => {
    if (!wanted.includes(fact.fact)) return false;
    if ('seq' in fact && seq > 0) return fact.seq === seq;
    return 'view' in fact && fact.view === view;
  });
}

/** How a process stands at an event: the last mark set on it, or null. */
export function markAt(
  { recording: { trace } }: Studio,
  process: ProcessId,
  event: EventIndex,
): (TraceEvent & { kind: 'mark' }) | null {
  for (let index = event - 1; index >= 0; index -= 1) {
    if (trace.kindAt(index) !== 'mark' || trace.processAt(index) !== process) continue;
    const mark = trace.at(index);
    return mark.kind === 'mark' ? mark : null;
  }
  return null;
}
