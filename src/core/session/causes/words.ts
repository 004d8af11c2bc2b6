import type { EventIndex, ProcessId, Sentence, TraceEvent } from '../../model/index.ts';
import { claimantOf, kindName } from '../bodies.ts';
import { markAt } from './search.ts';
import { tellMark, tellPartition } from '../narrate/changes.ts';
import { tellHand } from '../narrate/hands.ts';
import { tellReading } from '../narrate/facts.ts';
import type { Studio } from '../studio.ts';
import { duration, process, say, tacticText } from '../../base/words.ts';

/** The sentence of a single event, where the protocol has none of its own. Deliveries and sends end without their full stop. */
export function eventSentence(studio: Studio, event: TraceEvent): Sentence {
  switch (event.kind) {
    case 'deliver':
      return tellArrival(studio, event);
    case 'drop':
      return tellDrop(event);
    case 'timer-set':
      return say`${process(event.process)} set its ${event.timer} timer, to run out at ${duration(event.firesAt)}.`;
    case 'timer-clear':
      return say`${process(event.process)} stopped its ${event.timer} timer.`;
    case 'crash':
      return say`${process(event.process)} crashed: it keeps what it has stored and does nothing any more.`;
    case 'recover':
      return say`${process(event.process)} started again with what it had stored.`;
    case 'mark':
      return tellMark(event, studio.parts.tactics);
    case 'partition':
      return tellPartition(event, studio.scenario.replicas);
    case 'heal':
      return say`The network became whole again.`;
    case 'intervene':
      return tellHand(event, studio.parts.tactics);
    case 'note':
      return tellStatement(studio, event);
    default:
      return [];
  }
}

function tellStatement(
  { parts }: Studio,
  { fact, process: teller }: TraceEvent & { kind: 'note' },
): Sentence {
  if (fact.fact === 'text-read') return say`${process(teller)}: ${tellReading(fact)}`;
  if (fact.fact !== 'rule') return say`${process(teller)} went on (${fact.fact}).`;
  const rule = parts.protocol.rules[fact.rule];
  return say`${process(teller)} kept to a rule: ${rule?.title ?? fact.rule}.`;
}

function tellArrival(
  { recording: { trace } }: Studio,
  event: TraceEvent & { kind: 'deliver' },
): Sentence {
  const sentAt = event.cause === null ? event.at : trace.timeAt(event.cause);
  const signer = claimantOf(event.body);
  const isRelayed = signer !== -1 && signer !== event.from;
  const through = isRelayed ? say`, passed on by ${process(event.from)}` : [];
  const from = isRelayed ? signer : event.from;
  return say`${process(event.process)} got the ${kindName(event.body)} of ${process(from)}${through}, sent at ${duration(sentAt)}`;
}

/** What its receiver made of a message that it did not take. */
export function tellAnswer(
  { recording: { trace } }: Studio,
  event: TraceEvent & { kind: 'deliver' | 'drop' },
): Sentence {
  const answer = event.kind === 'deliver' ? trace.endOf(event.index) : -1;
  if (answer === -1) return [];
  const ended = trace.at(answer);
  const who = process(event.process);
  if (ended.kind === 'reject') return say`${who} rejected it: ${ended.reason}.`;
  return ended.kind === 'ignore' ? say`${who} ignored it: ${ended.reason}.` : [];
}

/** The rule that made a process send something, where it stated one in the same step: ": a backup passes a request on". */
export function tellRule(
  { parts, recording: { steps, trace } }: Studio,
  send: TraceEvent,
): Sentence {
  const step = steps.countByEvents(send.index);
  for (let index = steps.firstOf(step); index < steps.endOf(step); index += 1) {
    if (trace.kindAt(index) !== 'note' || trace.processAt(index) !== send.process) continue;
    const note = trace.at(index);
    if (note.kind !== 'note' || note.fact.fact !== 'rule') continue;
    const title = parts.protocol.rules[note.fact.rule]?.title ?? '';
    if (title !== '') return say`, because ${title.charAt(0).toLowerCase()}${title.slice(1)}`;
  }
  return [];
}

function tellDrop({
  at,
  to,
  body,
  reason,
  process: from,
}: TraceEvent & { kind: 'drop' }): Sentence {
  const what = say`The ${kindName(body)} of ${process(claimantOf(body) === -1 ? from : claimantOf(body))} did not reach ${process(to)}`;
  switch (reason) {
    case 'loss':
      return say`${what}: the network lost it. It was sent at ${duration(at)}`;
    case 'partition':
      return say`${what}: the network was split between them. It was sent at ${duration(at)}`;
    case 'crashed':
      return say`${what}: its receiver was down. It was sent at ${duration(at)}`;
    case 'adversary limit':
      return say`${what}: a traitor may send no more than so many messages. It was sent at ${duration(at)}`;
    case 'by hand':
      return say`${what}: you dropped it at ${duration(at)}`;
    case 'never released':
      return say`${what}: you held it, and never released it`;
  }
}

/** Without its reason and its full stop. */
export function tellSending({
  process: from,
  to,
  body,
  at,
}: TraceEvent & { kind: 'send' }): Sentence {
  const signer = claimantOf(body);
  const whose =
    signer === -1 || signer === from
      ? say`its ${kindName(body)}`
      : say`on the ${kindName(body)} of ${process(signer)}`;
  const verb = signer === -1 || signer === from ? 'sent' : 'passed';
  return say`${process(from)} ${verb} ${whose} to ${process(to)} at ${duration(at)}`;
}

/** What no process can know of a sender: that its words are not the protocol's. Empty for the loyal. */
export function markNote(studio: Studio, sender: ProcessId, at: EventIndex): Sentence {
  const mark = markAt(studio, sender, at)?.mark;
  if (mark === undefined) return [];
  switch (mark.kind) {
    case 'lying':
    case 'colluding':
      return say`${process(sender)} is ${mark.kind} (${tacticText(studio.parts.tactics, mark)}): what it sends is up to its tactic.`;
    case 'prompt-injected':
      return mark.turned ? say`${process(sender)} has turned: it obeys what it has read.` : [];
    default:
      return [];
  }
}
