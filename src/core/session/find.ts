import type { EventIndex, Found, Moment, Quest, TraceEvent } from '../model/index.ts';
import type { Studio } from './studio.ts';
import { mailOf } from './narrate/event.ts';

export type Direction = 'forward' | 'back';

/** The first event of a kind behind a moment, or the last one before it. All events of one step are one place. */
export function find(studio: Studio, quest: Quest, from: Moment, direction: Direction): Found {
  const { trace, steps } = studio.recording;
  const isRecording = direction === 'forward' && !studio.kernel.isOver;
  const fits = createTest(studio, quest);
  for (const index of direction === 'forward' ? after(trace, from) : before(studio, from)) {
    if (!fits(index)) continue;
    return { moment: steps.momentOf(steps.countByEvents(index)), event: index, isRecording };
  }
  return { moment: null, event: -1, isRecording };
}

function* after(trace: { readonly length: number }, from: Moment): Iterable<EventIndex> {
  for (let index = from.events; index < trace.length; index += 1) yield index;
}

/** From the step before the one that has just been done. */
function* before({ recording: { steps } }: Studio, from: Moment): Iterable<EventIndex> {
  const last = steps.countByEvents(from.events) - 1;
  for (let index = steps.firstOf(last) - 1; index >= 0; index -= 1) yield index;
}

function createTest(studio: Studio, quest: Quest): (index: EventIndex) => boolean {
  const { trace, timeline } = studio.recording;
  if (quest.what === 'decision') {
    const decided = decisionEvents(studio, timeline);
    return (index) =>
      trace.kindAt(index) === 'note' && decided.has(index) && isOf(quest, trace.processAt(index));
  }
  const kinds = KINDS[quest.what];
  return (index) =>
    kinds.has(trace.kindAt(index)) &&
    isOf(quest, trace.processAt(index)) &&
    fits(studio, quest, trace.at(index));
}

function isOf({ process }: Quest, happenedTo: number): boolean {
  return process === null || process === happenedTo;
}

/** The notes by which a value was first executed at a sequence number: one in each step that the timeline lists. */
function decisionEvents(
  { recording: { trace, steps } }: Studio,
  timeline: Studio['recording']['timeline'],
): ReadonlySet<EventIndex> {
  const { decisions } = timeline.build({ events: 0, reached: 0, done: false });
  const found = new Set<EventIndex>();
  for (const { moment, seq, replica } of decisions) {
    const first = steps.firstOf(steps.countByEvents(moment.events) - 1);
    for (let index = first; index < moment.events; index += 1) {
      const event = trace.at(index);
      const isIt = event.kind === 'note' && event.fact.fact === 'executed';
      if (isIt && event.process === replica && event.fact.seq === seq) found.add(index);
    }
  }
  return found;
}

const KINDS: Readonly<Record<Exclude<Quest['what'], 'decision'>, ReadonlySet<string>>> = {
  execution: new Set(['note']),
  'view change': new Set(['note']),
  sent: new Set(['send']),
  received: new Set(['deliver']),
  rejected: new Set(['reject']),
  answer: new Set(['note']),
  timer: new Set(['timer-fired']),
  fault: new Set(['crash', 'recover', 'mark']),
  intervention: new Set(['intervene']),
  violation: new Set(['violation']),
  proof: new Set(['proof']),
};

const FACTS: Readonly<Record<string, readonly string[]>> = {
  execution: ['executed', 'executed-tentatively'],
  'view change': ['view-change-sent', 'view-entered'],
  answer: ['reply-accepted'],
};

function fits(studio: Studio, { what, message }: Quest, event: TraceEvent): boolean {
  if (event.kind === 'note') return FACTS[what]?.includes(event.fact.fact) ?? false;
  // Everybody is marked at the very beginning: what a council starts with is nothing that happens.
  if (event.kind === 'mark') return event.at > 0;
  return message === '' || mailOf(studio, event)?.body.type === message;
}
