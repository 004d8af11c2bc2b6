import { crowd, ofNeeded, plural, process, quote, say } from '../../../base/words.ts';
import type { Fact, FactOf, ProcessId, Sentence, Telling } from '../../../model/index.ts';
import { proposerOf } from './proposer.ts';

/** What another fact of the same act says already. */
function isImplied({ facts }: Telling, fact: Fact): boolean {
  if (fact.fact === 'request-held') return facts.some((other) => other.fact === 'pre-prepared');
  if (fact.fact !== 'pre-prepared') return false;
  return facts.some(
    (other) =>
      other.fact === 'view-entered' && other.reproposed.some(({ seq }) => seq === fact.seq),
  );
}

/** What a process states about itself, with the figures that made it true. */
export function tellFact(fact: Fact, telling: Telling): Sentence {
  if (isImplied(telling, fact)) return [];
  switch (fact.fact) {
    case 'request-sent':
      return tellRequestSent(telling.process, fact);
    case 'request-held':
      return say`It holds the request ${quote(fact.request.operation)} of ${process(fact.request.client)} until it is executed.`;
    case 'pre-prepared':
      return tellPrePrepared(telling, fact);
    case 'prepared':
    case 'committed':
      return tellCertificate(telling, fact);
    case 'executed':
      return tellExecuted(telling, fact);
    case 'view-change-sent':
      return say`It leaves its view and asks for view ${fact.view}: ${fact.reason}.`;
    case 'view-entered':
      return tellViewEntered(telling, fact);
    case 'reply-accepted':
      return tellAccepted(telling, fact);
    default:
      return tellShortcut(telling, fact);
  }
}

/** What is not ordered, or not yet for good. */
function tellShortcut(telling: Telling, fact: Fact): Sentence {
  const { value } = telling;
  switch (fact.fact) {
    case 'executed-tentatively':
      return say`It executes ${value(fact.digest)} tentatively as sequence number ${fact.seq}, before it is committed.`;
    case 'rolled-back':
      return say`It takes back the tentative execution of ${value(fact.digest)} at sequence number ${fact.seq}.`;
    case 'read':
      return say`It reads ${quote(fact.request.operation)} for ${process(fact.request.client)} from its state after sequence number ${fact.seq}.`;
    default:
      return tellCheckpoint(telling, fact);
  }
}

function tellCheckpoint(telling: Telling, fact: Fact): Sentence {
  switch (fact.fact) {
    case 'checkpoint-taken':
      return say`It takes a checkpoint of its state after sequence number ${fact.seq}.`;
    case 'checkpoint-stable':
      return tellStable(telling, fact);
    case 'water-marks':
      return say`It forgets what led to sequence number ${fact.low}, and its window reaches from ${fact.low + 1} to ${fact.high}.`;
    case 'state-wanted':
      return say`It fetches the state after sequence number ${fact.seq} from others: ${fact.reason}.`;
    case 'state-installed':
      return say`It has the whole state after sequence number ${fact.seq} and goes on from there.`;
    default:
      return [];
  }
}

function tellRequestSent(
  client: ProcessId,
  { request, attempt }: FactOf<'request-sent'>,
): Sentence {
  if (attempt === 0) return say`${process(client)} sends its request ${quote(request.operation)}.`;
  return say`${process(client)} has too few answers to ${quote(request.operation)} and asks all replicas, for the ${ordinal(attempt + 1)} time.`;
}

function ordinal(count: number): string {
  const tens = count % 100;
  const ending = ['th', 'st', 'nd', 'rd'][tens > 10 && tens < 14 ? 0 : count % 10] ?? 'th';
  return `${count}${ending}`;
}

function tellPrePrepared(
  telling: Telling,
  { view, seq, digest }: FactOf<'pre-prepared'>,
): Sentence {
  const order = telling.value(digest);
  const proposer = proposerOf(view, telling);
  if (telling.process === proposer)
    return say`As primary of view ${view} it gives ${order} sequence number ${seq}.`;
  return say`It accepts the proposal of ${process(proposer)}: ${order} at sequence number ${seq} (pre-prepared).`;
}

/** The figures are those of the certificate, so they are true even where a broken quorum rule made it too small. */
function tellCertificate(
  { bench, value }: Telling,
  fact: FactOf<'prepared'> | FactOf<'committed'>,
): Sentence {
  const order = value(fact.digest);
  const votes = fact.fact === 'prepared' ? 'prepares' : 'commits';
  const { q } = bench;
  return say`It has ${ofNeeded(fact.voters.length, q, votes)} for ${order} at sequence number ${fact.seq}, from ${crowd(fact.voters, bench.n)}: it is ${fact.fact}.`;
}

function tellStable({ bench }: Telling, { seq, voters }: FactOf<'checkpoint-stable'>): Sentence {
  const { q } = bench;
  return say`It has ${ofNeeded(voters.length, q, 'equal checkpoints')} for sequence number ${seq}, from ${crowd(voters, bench.n)}: it is stable.`;
}

function tellExecuted({ value }: Telling, { seq, digest, requests }: FactOf<'executed'>): Sentence {
  const order = value(digest);
  if (requests.length === 0) return say`It executes sequence number ${seq}: no operation.`;
  const stale = requests.filter(({ fresh }) => !fresh).length;
  if (stale === requests.length) {
    return say`It executes ${order} as sequence number ${seq}: nothing changes, the request had been executed before.`;
  }
  return say`It executes ${order} as sequence number ${seq}.`;
}

function tellViewEntered(
  { bench, process: replica }: Telling,
  { view, reproposed }: FactOf<'view-entered'>,
): Sentence {
  const primary = view % bench.n;
  const again =
    reproposed.length === 0
      ? say`nothing had been prepared that must be kept`
      : say`${plural(reproposed.length, 'sequence number')} proposed again`;
  const who = primary === replica ? say`as its primary` : say`with ${process(primary)} as primary`;
  return say`It enters view ${view} ${who}: ${again}.`;
}

/** The threshold is the one that these answers had to meet. */
function tellAccepted(
  { bench: { f, n, q } }: Telling,
  { request, result, replicas, tentative, readAt }: FactOf<'reply-accepted'>,
): Sentence {
  const [needed, kind] =
    readAt !== undefined
      ? [q, 'answers to the read-only request that are equal']
      : tentative === true
        ? [q, 'equal tentative replies']
        : [f + 1, 'equal replies'];
  return say`It has ${ofNeeded(replicas.length, needed, kind)}, from ${crowd(replicas, n)}: it accepts ${quote(result)} for ${quote(request.operation)}.`;
}
