import { list, plural, process, processes, quote, say } from '../../base/words.ts';
import type { Fact, FactOf, Grounds, Sentence, Telling } from '../../model/index.ts';
import { COMMANDER } from './messages.ts';

/** What each fact of the generals rests on: who told whom, and among which words a general chose. */

export const occasions: Readonly<Record<string, readonly Fact['fact'][]>> = {
  petition: ['request-sent'],
  request: ['request-sent'],
  summons: ['request-sent'],
  'oral-order': ['order-given', 'order-heard'],
  'signed-order': ['order-given', 'order-heard'],
  report: ['executed'],
  answer: ['reply-accepted'],
};

export function tellOccasion(fact: Fact, { value }: Telling): Sentence {
  switch (fact.fact) {
    case 'request-sent':
      return say`had an order given: ${quote(fact.request.operation)}`;
    case 'order-given':
      return say`gave order ${fact.seq} as commander: ${value(fact.digest)}`;
    case 'order-heard':
      return say`had heard ${value(fact.digest)} and passes on what it hears`;
    case 'executed':
      return say`obeyed ${value(fact.digest)}`;
    case 'reply-accepted':
      return say`had the reports`;
    default:
      return [];
  }
}

const isAt =
  (kinds: readonly Fact['fact'][], seq: number) =>
  (other: Fact): boolean =>
    kinds.includes(other.fact) && 'seq' in other && other.seq === seq;

export function grounds(fact: Fact, telling: Telling): Grounds {
  const who = process(telling.process);
  const { value } = telling;
  switch (fact.fact) {
    case 'request-sent':
      return {
        sentence: say`${who} had an order given: ${quote(fact.request.operation)}.`,
        isOrigin: true,
      };
    case 'request-held':
      return { sentence: say`${who} was to give the order ${quote(fact.request.operation)}.` };
    case 'order-announced':
      return {
        sentence:
          telling.process === COMMANDER
            ? say`${who} was to give order ${fact.seq}.`
            : say`${who} was told that order ${fact.seq} is due.`,
      };
    case 'order-given':
      return {
        sentence: say`${who}, the commander, gave order ${fact.seq}: ${value(fact.digest)}.`,
      };
    case 'order-heard':
      return { sentence: tellHeard(fact, telling) };
    case 'order-chosen':
      return {
        sentence: say`${who} chose ${value(fact.digest)} for order ${fact.seq}, from all that it had heard.`,
        facts: isAt(['order-heard'], fact.seq),
      };
    case 'order-missed':
      return { sentence: say`${who} was down while order ${fact.seq} was under way.` };
    case 'executed':
      return {
        sentence: say`${who} obeyed ${value(fact.digest)} as order ${fact.seq}.`,
        own: isAt(['order-chosen', 'order-given'], fact.seq),
      };
    case 'reply-accepted':
      return {
        sentence: say`${who} had ${plural(fact.replicas.length, 'report')} of ${quote(fact.result)}, from ${processes(fact.replicas)}.`,
        mail: { from: fact.replicas, fits: ({ type }) => type === 'report' || type === 'answer' },
      };
    default:
      return { sentence: [] };
  }
}

function tellHeard(
  { seq, digest, path }: FactOf<'order-heard'>,
  { process: teller, value }: Telling,
): Sentence {
  const [, ...tellers] = path;
  const way =
    tellers.length === 0
      ? say`from the commander`
      : say`from the commander through ${list(tellers.map(process), 'and')}`;
  return say`${process(teller)} heard ${value(digest)} for order ${seq}, ${way}.`;
}
