import type {
  Body,
  EventIndex,
  EventRow,
  Fact,
  ProcessId,
  Sentence,
  TraceEvent,
} from '../../model/index.ts';
import { duration, process, say } from '../../base/words.ts';
import { kindCode, kindName, valueOf, valueSpan } from '../bodies.ts';
import { tellingOfFact } from '../causes/telling.ts';
import { tellMark, tellPartition } from './changes.ts';
import { tellHand } from './hands.ts';
import { tellReading } from './facts.ts';
import type { Studio } from '../studio.ts';

/** Tells one event by itself, without what led to it: a row of the list of events. */
export function tellEvent(studio: Studio, index: EventIndex): EventRow {
  const { trace, steps } = studio.recording;
  const event = trace.at(index);
  const mail = mailOf(studio, event);
  return {
    event: index,
    at: event.at,
    process: event.process,
    kind: event.kind,
    moment: steps.momentOf(steps.countByEvents(index)),
    message: mail === null ? -1 : kindCode(mail.body, studio.parts.protocol),
    send: mail?.send ?? -1,
    isNotable: isNotable(studio, event),
    sentence: tell(studio, event, mail),
  };
}

export type Mail = { readonly body: Body; readonly send: EventIndex };

/** The message that an event is about: what is sent, arrives, is lost, or is refused once it has arrived. */
export function mailOf({ recording: { trace } }: Studio, event: TraceEvent): Mail | null {
  switch (event.kind) {
    case 'send':
      return { body: event.body, send: event.index };
    case 'deliver':
    case 'drop':
    case 'touch':
      return { body: event.body, send: event.cause ?? -1 };
    case 'reject':
    case 'ignore': {
      const arrival = event.cause === null ? null : trace.at(event.cause);
      return arrival?.kind === 'deliver' ? { body: arrival.body, send: arrival.cause ?? -1 } : null;
    }
    default:
      return null;
  }
}

const NOTABLE: ReadonlySet<string> = new Set([
  'reject',
  'crash',
  'recover',
  'partition',
  'heal',
  'intervene',
  'void',
  'violation',
  'proof',
]);

export function isNotable({ parts }: Studio, event: TraceEvent): boolean {
  if (event.kind === 'mark') return event.at > 0 || event.mark.kind !== 'loyal';
  if (event.kind !== 'note') return NOTABLE.has(event.kind);
  const { fact } = event;
  const hasTurned = fact.fact === 'text-read' && fact.obeyed.length > 0;
  return hasTurned || parts.protocol.narrator.notable.includes(fact.fact);
}

function tell(studio: Studio, event: TraceEvent, mail: Mail | null): Sentence {
  if (event.kind === 'intervene' || isOfHand(event)) return tellHand(event, studio.parts.tactics);
  switch (event.kind) {
    case 'send':
    case 'deliver':
    case 'drop':
      return tellPost(studio, event);
    case 'reject':
    case 'ignore':
      return tellRefusal(event, mail);
    case 'timer-set':
    case 'timer-clear':
    case 'timer-fired':
      return tellTimer(event);
    case 'note':
      return tellNote(studio, event);
    default:
      return tellIncident(studio, event);
  }
}

function isOfHand(event: TraceEvent): event is EventOf<'touch' | 'void'> {
  return event.kind === 'touch' || event.kind === 'void';
}

type EventOf<K extends TraceEvent['kind']> = Extract<TraceEvent, { readonly kind: K }>;

function tellPost(studio: Studio, event: EventOf<'send' | 'deliver' | 'drop'>): Sentence {
  const what = tellBody(studio, event.body);
  switch (event.kind) {
    case 'send': {
      const again = REPEATS[Math.min(event.copy, REPEATS.length - 1)] ?? '';
      return say`${process(event.process)} sends ${what} to ${process(event.to)}${again}.`;
    }
    case 'deliver':
      return say`${process(event.process)} gets ${what} from ${process(event.from)}.`;
    case 'drop':
      return say`${what} to ${process(event.to)} never arrives: ${LOSSES[event.reason] ?? event.reason}.`;
  }
}

/** By the repetition: as it was sent, the network's, a person's. */
const REPEATS = ['', ' once more (the network doubles it)', ' once more (by your hand)'];

const LOSSES: Readonly<Record<string, string>> = {
  loss: 'the network loses it',
  partition: 'the network is split',
  crashed: 'the receiver is crashed',
  'adversary limit': 'a traitor may not send more',
  'by hand': 'you drop it',
  'never released': 'it was held, and never released',
};

/** "PREPARE for A (view 0, sequence number 3)". */
function tellBody({ parts: { protocol }, recording }: Studio, body: Body): Sentence {
  const { view, seq } = protocol.about(body);
  const value = valueOf(body, protocol, recording.values);
  const supported = value === -1 ? say`` : say` for ${valueSpan(value)}`;
  const places = [
    ...(protocol.terms.hasViews && view >= 0 ? [`view ${view}`] : []),
    ...(seq > 0 ? [`${protocol.terms.slot} ${seq}`] : []),
  ];
  const where = places.length === 0 ? '' : ` (${places.join(', ')})`;
  return say`${kindName(body)}${supported}${where}`;
}

function tellRefusal(event: EventOf<'reject' | 'ignore'>, mail: Mail | null): Sentence {
  const what = mail === null ? 'what it got' : kindName(mail.body);
  const verb = event.kind === 'reject' ? 'rejects' : 'ignores';
  return say`${process(event.process)} ${verb} ${what}: ${event.reason}.`;
}

function tellTimer(event: EventOf<'timer-set' | 'timer-clear' | 'timer-fired'>): Sentence {
  const owner = process(event.process);
  // A traitor's plan keeps time in timers of its own.
  const timer = event.timer.startsWith('adversary:')
    ? 'the timer of its plan'
    : `the timer “${event.timer}”`;
  switch (event.kind) {
    case 'timer-set':
      return say`${owner} starts ${timer}, which runs out in ${duration(event.firesAt - event.at)}.`;
    case 'timer-clear':
      return say`${owner} stops ${timer}.`;
    case 'timer-fired':
      return say`For ${owner}, ${timer} runs out.`;
  }
}

function tellNote(studio: Studio, event: EventOf<'note'>): Sentence {
  const { process: owner, fact } = event;
  const { parts } = studio;
  if (fact.fact === 'rule') {
    const title = parts.protocol.rules[fact.rule]?.title ?? '';
    return say`${process(owner)} follows rule ${fact.rule}${title === '' ? '' : `: ${title}`}.`;
  }
  if (fact.fact === 'text-read') return named(owner, tellReading(fact));
  const told = parts.protocol.narrator.tellFact(fact, tellingOfFact(studio, event));
  return told.length > 0 ? named(owner, told) : tellPlainly(owner, fact);
}

/** In a list every sentence stands alone, so that "It" gets its name back. */
function named(owner: ProcessId, [first, ...rest]: Sentence): Sentence {
  if (typeof first !== 'string' || !first.startsWith('It '))
    return first === undefined ? [] : [first, ...rest];
  return say`${process(owner)} ${[first.slice(3), ...rest]}`;
}

/** What a protocol has no words for is still named. */
function tellPlainly(owner: ProcessId, { fact }: Fact): Sentence {
  return say`${process(owner)}: ${fact.replaceAll('-', ' ')}.`;
}

function tellIncident(studio: Studio, event: TraceEvent): Sentence {
  switch (event.kind) {
    case 'crash':
      return say`${process(event.process)} crashes.`;
    case 'recover':
      return say`${process(event.process)} starts again with what it had stored.`;
    case 'mark':
      return tellMark(event, studio.parts.tactics);
    case 'partition':
      return tellPartition(event, studio.scenario.replicas);
    case 'heal':
      return say`The network is whole again.`;
    case 'violation': {
      const { monitor, detail } = event.violation;
      const title = studio.parts.monitors.find(({ id }) => id === monitor)?.title ?? monitor;
      return say`${title} is broken: ${detail}`;
    }
    case 'proof':
      return say`${process(event.proof.replica)} is convicted: ${event.proof.because}.`;
    default:
      return [];
  }
}
