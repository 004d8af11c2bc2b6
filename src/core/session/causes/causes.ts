import type {
  CauseLink,
  Causes,
  CauseStep,
  EventIndex,
  Fact,
  Grounds,
  Moment,
  Sentence,
  Telling,
  TraceEvent,
} from '../../model/index.ts';
import { claimantOf, kindName } from '../bodies.ts';
import {
  earlierOccasion,
  factsOf,
  sendersOf,
  occasionOf,
  ownFact,
  rootOf,
  type Found,
} from './search.ts';
import { markNote, tellAnswer, eventSentence, tellRule, tellSending } from './words.ts';
import { tellingOfFact } from './telling.ts';
import type { Studio } from '../studio.ts';
import { duration, paragraph, process, say } from '../../base/words.ts';

/**
 * Why an event happened. Every event has a cause, but the cause of a quorum is the last message alone: the protocol says what a
 * fact rests on, and the messages are found in the recording. A send leads on to what its sender had come to, not to what it got last.
 */
export function causesOf(studio: Studio, event: EventIndex): Causes {
  const links: CauseLink[] = [];
  const seen = new Set<EventIndex>();
  let next: EventIndex | null = event;
  while (next !== null && !seen.has(next) && links.length < LINKS_MAX) {
    seen.add(next);
    const step = linkAt(studio, next);
    if (step.link.sentence.length > 0) links.push(step.link);
    next = step.next;
  }
  return { links, isCut: next !== null && !seen.has(next) };
}

/** A chain that is longer is told from there when its last link is followed. */
const LINKS_MAX = 40;

type Step = { readonly link: CauseLink; readonly next: EventIndex | null };

function linkAt(studio: Studio, index: EventIndex): Step {
  const event = studio.recording.trace.at(index);
  switch (event.kind) {
    case 'note':
      return linkOfFact(studio, event);
    case 'deliver':
    case 'drop':
      return linkOfArrival(studio, event);
    case 'send':
      return linkOfSend(studio, event);
    case 'timer-fired':
      return linkOfTimer(studio, event);
    case 'violation':
      return linkOfViolation(studio, event);
    case 'proof':
      return linkOfProof(studio, event);
    case 'reject':
    case 'ignore':
      return event.cause === null ? plainLink(studio, event) : linkAt(studio, event.cause);
    default:
      return plainLink(studio, event);
  }
}

type EventOf<K extends TraceEvent['kind']> = TraceEvent & { readonly kind: K };

function linkOfFact(studio: Studio, event: EventOf<'note'>): Step {
  const { fact } = event;
  const telling = tellingOfFact(studio, event);
  const grounds = groundsOf(studio, fact, telling);
  const sentence = grounds.sentence.length > 0 ? grounds.sentence : eventSentence(studio, event);
  const found = restsOf(studio, event, grounds);
  const last = found.at(-1)?.event ?? null;
  const own = last === null && grounds.own ? ownFact(studio, event, grounds.own) : null;
  return {
    link: {
      ...stepAt(studio, event.index, sentence),
      process: event.process,
      message: null,
      rests: found.length > 1 ? found.map((each) => restAt(studio, each)) : [],
    },
    next: grounds.isOrigin === true ? null : (last ?? own ?? rootOf(studio, event)),
  };
}

/** A protocol that says nothing of its grounds tells its facts as it always does: of "it". */
function groundsOf({ parts }: Studio, fact: Fact, telling: Telling): Grounds {
  const { narrator } = parts.protocol;
  if (narrator.causes !== undefined) return narrator.causes.grounds(fact, telling);
  const [first = '', ...rest] = narrator.tellFact(fact, telling);
  const isOfIt = typeof first === 'string' && first.startsWith('It ');
  return {
    sentence: isOfIt ? say`${process(telling.process)}${first.slice(2)}${rest}` : [first, ...rest],
  };
}

/** In the order in which they came, so that the last is the one that was enough. */
function restsOf(
  studio: Studio,
  event: EventOf<'note'>,
  { mail, facts }: Grounds,
): readonly Found[] {
  if (mail !== undefined) return sendersOf(studio, event, mail);
  if (facts === undefined) return [];
  return factsOf(studio, event, facts);
}

function restAt(studio: Studio, { event: index, isLast }: Found): CauseStep {
  const event = studio.recording.trace.at(index);
  return { ...stepAt(studio, index, tellRest(studio, event)), tips: isLast };
}

function tellRest(studio: Studio, event: TraceEvent): Sentence {
  if (event.kind === 'send') {
    return say`its own ${kindName(event.body)}, sent at ${duration(event.at)}`;
  }
  if (event.kind === 'deliver') {
    const { trace } = studio.recording;
    const sentAt = event.cause === null ? event.at : trace.timeAt(event.cause);
    const signer = claimantOf(event.body);
    const through =
      signer === event.from || signer === -1 ? [] : say` through ${process(event.from)}`;
    const from = signer === -1 ? event.from : signer;
    return say`${kindName(event.body)} of ${process(from)}${through}, sent at ${duration(sentAt)}, got at ${duration(event.at)}`;
  }
  if (event.kind !== 'note') return [];
  const telling = tellingOfFact(studio, event);
  return groundsOf(studio, event.fact, telling).sentence;
}

/** A message that came: why it was sent is the next link. */
function linkOfArrival(studio: Studio, event: EventOf<'deliver'> | EventOf<'drop'>): Step {
  const { trace } = studio.recording;
  const send = event.cause === null ? null : trace.at(event.cause);
  const sentence = eventSentence(studio, event);
  const base = {
    ...stepAt(studio, event.index, sentence),
    process: event.kind === 'drop' ? event.to : event.process,
    message: event.cause,
    rests: [],
  };
  if (send?.kind !== 'send') return { link: base, next: event.cause };
  const { reason, next } = reasonOf(studio, send);
  const answer = paragraph([say`${sentence}${reason}`, tellAnswer(studio, event)]);
  return { link: { ...base, sentence: answer }, next };
}

function linkOfSend(studio: Studio, event: EventOf<'send'>): Step {
  const { reason, next } = reasonOf(studio, event);
  return {
    link: {
      ...stepAt(studio, event.index, say`${tellSending(event)}${reason}`),
      process: event.process,
      message: event.index,
      rests: [],
    },
    next,
  };
}

/** What its sender had come to, or else what it was an answer to. */
function reasonOf(
  studio: Studio,
  send: EventOf<'send'>,
): { readonly reason: Sentence; readonly next: EventIndex | null } {
  const { narrator } = studio.parts.protocol;
  const occasion = occasionOf(studio, send);
  const mark = markNote(studio, send.process, send.index);
  if (occasion === null) {
    const rule = tellRule(studio, send);
    // What is sent again leads on to what made it in the first place.
    const first = rule.length === 0 ? null : earlierOccasion(studio, send);
    return { reason: paragraph([say`${rule}.`, mark]), next: first ?? rootOf(studio, send) };
  }
  const telling = tellingOfFact(studio, occasion);
  const clause = narrator.causes?.tellOccasion(occasion.fact, telling) ?? [];
  const because = clause.length === 0 ? say`` : say` because ${process(send.process)} ${clause}`;
  return { reason: paragraph([say`${because}.`, mark]), next: occasion.index };
}

function linkOfTimer(studio: Studio, event: EventOf<'timer-clear' | 'timer-fired'>): Step {
  const { trace } = studio.recording;
  const set = event.cause === null ? null : trace.at(event.cause);
  const since = set === null ? '' : duration(event.at - set.at);
  const sentence = event.timer.startsWith('adversary:')
    ? say`${process(event.process)} acted on its own plan.`
    : say`The ${event.timer} timer of ${process(event.process)} ran out, ${since} after it was set.`;
  return {
    link: {
      ...stepAt(studio, event.index, sentence),
      process: event.process,
      message: null,
      rests: [],
    },
    next: set === null ? null : beginningOf(studio, set),
  };
}

/** A timer is set because of what its process stated in the same step, else because of what began the step. */
function beginningOf(studio: Studio, set: TraceEvent): EventIndex | null {
  const { steps } = studio.recording;
  const stated = ownFact(studio, set, (fact: Fact) => fact.fact !== 'rule');
  const isOfStep = stated !== null && stated >= steps.firstOf(steps.countByEvents(set.index));
  return isOfStep ? stated : rootOf(studio, set);
}

function linkOfViolation(studio: Studio, event: EventOf<'violation'>): Step {
  const { detail, evidence, replicas } = event.violation;
  const known = evidence.filter((index) => index < event.index);
  const found = known.map((index, place) => ({ event: index, isLast: place === known.length - 1 }));
  return {
    link: {
      ...stepAt(studio, event.index, say`${detail}`),
      process: replicas[0] ?? -1,
      message: null,
      rests: found.length > 1 ? found.map((each) => evidenceAt(studio, each)) : [],
    },
    next: known.at(-1) ?? event.cause,
  };
}

function linkOfProof(studio: Studio, event: EventOf<'proof'>): Step {
  const { replica, because, deliveries } = event.proof;
  const found = deliveries.map((index, place) => ({
    event: index,
    isLast: place === deliveries.length - 1,
  }));
  return {
    link: {
      ...stepAt(studio, event.index, say`${process(replica)} was convicted: ${because}.`),
      process: replica,
      message: null,
      rests: found.length > 1 ? found.map((each) => evidenceAt(studio, each)) : [],
    },
    next: deliveries.at(-1) ?? event.cause,
  };
}

/** What proves something is told in full, since it need not be alike. */
function evidenceAt(studio: Studio, { event: index, isLast }: Found): CauseStep {
  const { link } = linkAt(studio, index);
  return { ...stepAt(studio, index, link.sentence), tips: isLast };
}

function plainLink(studio: Studio, event: TraceEvent): Step {
  return {
    link: {
      ...stepAt(studio, event.index, eventSentence(studio, event)),
      process: event.process,
      message: null,
      rests: [],
    },
    next: event.cause,
  };
}

function stepAt(
  { recording: { steps, trace } }: Studio,
  event: EventIndex,
  sentence: Sentence,
): Omit<CauseStep, 'tips'> {
  const moment: Moment = steps.momentOf(steps.countByEvents(event));
  return { event, at: trace.timeAt(event), moment, sentence };
}
