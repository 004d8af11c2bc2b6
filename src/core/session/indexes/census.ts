import { requestKey } from '../../base/pair-key.ts';
import type {
  MessageCount,
  Moment,
  ProcessId,
  RequestRef,
  Sentence,
  TraceEvent,
} from '../../model/index.ts';
import { type Column, countUpTo, createColumn } from './column.ts';
import { markAt } from '../causes/search.ts';
import type { Studio } from '../studio.ts';
import { crowd, plural, say } from '../../base/words.ts';

/** Counts messages by what they are about. It reads each event of the recording once, when somebody asks. */
export type Census = {
  at(seq: number, moment: Moment): MessageCount;
};

/** What was proposed for a sequence number: all its requests, how many of them at once, the digests, and by whom. */
type Proposed = {
  readonly keys: Set<string>;
  atOnce: number;
  readonly digests: Set<string>;
  readonly by: Set<ProcessId>;
};

const NOTHING: Proposed = { keys: new Set(), digests: new Set(), atOnce: 0, by: new Set() };

type Tally = { readonly events: Column; readonly senders: Column };

export function createCensus(studio: Studio): Census {
  const { trace } = studio.recording;
  const { protocol } = studio.parts;
  const all = newTally();
  const ofSlot = new Map<string, Tally>();
  const ofRequest = new Map<string, Tally>();
  const proposed = new Map<number, Proposed>();
  let read = 0;

  const note = (event: TraceEvent & { kind: 'send' }): void => {
    const { body } = event;
    add(all, event);
    noteProposal(proposed, event.process, protocol.proposal(body));
    const { seq, number } = protocol.about(body);
    // Answers may leave unsaid to whom they are.
    const client = body['client'] ?? (event.to >= replicas ? event.to : null);
    if (seq > 0) add(tallyOf(ofSlot, `${seq} ${body.type}`), event);
    else if (typeof client === 'number')
      add(tallyOf(ofRequest, `${requestKey({ client, timestamp: number })} ${body.type}`), event);
  };
  const { replicas } = studio.scenario;
  // Where nobody proposes anything, only what is executed says which requests a number stands for.
  const readsFacts = replicas === 1 || !protocol.terms.hasQuorums;
  const catchUp = (): void => {
    for (; read < trace.length; read += 1) {
      if (readsFacts) noteExecuted(proposed, trace.at(read));
      if (trace.kindAt(read) !== 'send') continue;
      const event = trace.at(read);
      // A message that the network doubles was sent once.
      if (event.kind === 'send' && event.copy === 0) note(event);
    }
  };
  return {
    at(seq, moment) {
      catchUp();
      const {
        keys: known,
        digests,
        atOnce: requests,
        by: proposers,
      } = proposed.get(seq) ?? NOTHING;
      const keys = [...known];
      const hasRivals = digests.size > 1;
      const sendersOf = (type: string): readonly ProcessId[] =>
        [ofSlot.get(`${seq} ${type}`), ...keys.map((key) => ofRequest.get(`${key} ${type}`))]
          .filter((tally) => tally !== undefined)
          .flatMap((tally) => before(tally, moment.events));
      return countOf(studio, { seq, moment, requests, hasRivals, proposers, sendersOf, all });
    },
  };
}

function noteExecuted(proposed: Map<number, Proposed>, event: TraceEvent): void {
  if (event.kind !== 'note' || event.fact.fact !== 'executed') return;
  noteRequests(proposed, event.fact.seq, event.fact.requests);
}

function noteProposal(
  proposed: Map<number, Proposed>,
  by: ProcessId,
  proposal: ReturnType<Studio['parts']['protocol']['proposal']>,
): void {
  if (proposal === null || proposal.seq <= 0) return;
  const known = noteRequests(proposed, proposal.seq, proposal.requests);
  known.digests.add(proposal.digest);
  known.by.add(by);
}

function noteRequests(
  proposed: Map<number, Proposed>,
  seq: number,
  requests: readonly RequestRef[],
): Proposed {
  const known = proposed.get(seq) ?? {
    keys: new Set(),
    digests: new Set(),
    atOnce: 0,
    by: new Set(),
  };
  requests.forEach((request) => known.keys.add(requestKey(request)));
  known.atOnce = Math.max(known.atOnce, requests.length);
  proposed.set(seq, known);
  return known;
}

function newTally(): Tally {
  return { events: createColumn(), senders: createColumn() };
}

function tallyOf(tallies: Map<string, Tally>, key: string): Tally {
  const known = tallies.get(key) ?? newTally();
  tallies.set(key, known);
  return known;
}

function add({ events, senders }: Tally, event: TraceEvent): void {
  events.push(event.index);
  senders.push(event.process);
}

/** Who sent those that lie before an event. */
function before({ events, senders }: Tally, limit: number): readonly ProcessId[] {
  const count = countUpTo(events, limit - 1);
  return Array.from({ length: count }, (_, index) => senders.at(index));
}

type Asked = {
  readonly seq: number;
  readonly moment: Moment;
  readonly requests: number;
  readonly hasRivals: boolean;
  readonly proposers: ReadonlySet<ProcessId>;
  readonly sendersOf: (type: string) => readonly ProcessId[];
  readonly all: Tally;
};

function countOf(studio: Studio, asked: Asked): MessageCount {
  const { seq, moment, requests, sendersOf, all } = asked;
  const { protocol } = studio.parts;
  const { n, f } = studio.kernel.bench;
  const { scenario } = studio;
  const normal =
    protocol.sums.normalCase?.({ n, f, scenario, requests: Math.max(1, requests) }) ?? [];
  const usual = normal.map((kind) => ({ ...kind, sent: sendersOf(kind.type).length }));
  const more = Object.keys(protocol.messages)
    .filter((type) => normal.every((kind) => kind.type !== type))
    .map((type) => ({ type, formula: '', expected: 0, sent: sendersOf(type).length }))
    .filter(({ sent }) => sent > 0);
  const kinds = [...usual, ...more];
  return {
    seq,
    kinds,
    expected: sum(kinds.map(({ expected }) => expected)),
    sent: sum(kinds.map(({ sent }) => sent)),
    ofRun: countUpTo(all.events, moment.events - 1),
    differences: tellDifferences(studio, asked, kinds),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** Silence makes fewer, repetition, more views and contrary orders make more. */
function tellDifferences(
  studio: Studio,
  asked: Asked,
  kinds: MessageCount['kinds'],
): readonly Sentence[] {
  const silent = silentOnes(studio, asked, kinds);
  const over = kinds.filter(({ expected, sent, formula }) => formula !== '' && sent > expected);
  const extra = kinds.filter(({ formula }) => formula === '');
  const why = whyMore(studio.parts.protocol.terms.hasViews, asked.hasRivals);
  return [
    ...(silent.length === 0 ? [] : [tellSilence(silent, studio.kernel.bench.n)]),
    ...over.map(
      ({ type, sent, expected }) =>
        say`${plural(sent - expected, `more ${type.toUpperCase()} message`)} than the formula: ${why}.`,
    ),
    ...(extra.length === 0
      ? []
      : [
          say`Beside the normal case: ${extra.map(({ type, sent }) => `${sent} ${type.toUpperCase()}`).join(', ')}.`,
        ]),
  ];
}

function whyMore(hasViews: boolean, hasRivals: boolean): string {
  const ways = [
    'sent again',
    ...(hasViews ? ['in a second view'] : []),
    ...(hasRivals ? ['for a contrary order'] : []),
  ];
  const last = ways.pop() ?? '';
  return ways.length === 0 ? last : `${ways.join(', ')}, or ${last}`;
}

function tellSilence(silent: readonly ProcessId[], n: number): Sentence {
  return silent.length === 1
    ? say`${crowd(silent, n)} is faulty and has not sent all that a loyal replica sends.`
    : say`${crowd(silent, n)} are faulty and have not sent all that loyal replicas send.`;
}

/**
 * The faulty who have not sent what all the others have: what is yet to come speaks against nobody. A count that n does not
 * divide leaves somebody out, and that is who proposes.
 */
function silentOnes(
  studio: Studio,
  { moment, proposers, sendersOf }: Asked,
  kinds: MessageCount['kinds'],
): readonly ProcessId[] {
  const { n } = studio.kernel.bench;
  const all = Array.from({ length: n }, (_, id) => id);
  const isFaulty = (id: ProcessId): boolean =>
    (markAt(studio, id, moment.events)?.mark.kind ?? 'loyal') !== 'loyal';
  const faulty = all.filter(isFaulty);
  const silent = new Set<ProcessId>();
  for (const { type, expected } of kinds) {
    const senders = new Set(sendersOf(type));
    const owes = (id: ProcessId): boolean =>
      !senders.has(id) && (expected % n === 0 || !proposers.has(id));
    const owing = all.filter(owes);
    const isOfReplicas = [...senders].every((id) => id < n);
    if (expected >= n && isOfReplicas && owing.every((id) => faulty.includes(id)))
      owing.forEach((id) => silent.add(id));
  }
  return all.filter((id) => silent.has(id));
}
