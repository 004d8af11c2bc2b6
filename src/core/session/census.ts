import type { MessageCount, Moment, ProcessId, Sentence, TraceEvent } from '../model/index.ts';
import { type Column, countUpTo, createColumn } from './column.ts';
import { markAt } from './cause-search.ts';
import { requestKey } from './score.ts';
import type { Studio } from './studio.ts';
import { be, crowd, say } from '../base/words.ts';

/** Counts messages by what they are about. It reads each event of the recording once, when somebody asks. */
export type Census = {
  at(seq: number, moment: Moment): MessageCount;
};

type Tally = { readonly events: Column; readonly senders: Column };

export function createCensus(studio: Studio): Census {
  const { trace } = studio.recording;
  const { protocol } = studio.parts;
  const all = newTally();
  const ofSlot = new Map<string, Tally>();
  const ofRequest = new Map<string, Tally>();
  const requestsOf = new Map<number, Set<string>>();
  let read = 0;

  const note = (event: TraceEvent & { kind: 'send' }): void => {
    const { body } = event;
    add(all, event);
    const proposed = protocol.proposal(body);
    if (proposed !== null && proposed.seq > 0) {
      const keys = requestsOf.get(proposed.seq) ?? new Set();
      proposed.requests.forEach((request) => keys.add(requestKey(request)));
      requestsOf.set(proposed.seq, keys);
    }
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
      if (readsFacts) noteExecuted(requestsOf, trace.at(read));
      if (trace.kindAt(read) !== 'send') continue;
      const event = trace.at(read);
      // A message that the network doubles was sent once.
      if (event.kind === 'send' && event.copy === 0) note(event);
    }
  };
  return {
    at(seq, moment) {
      catchUp();
      const keys = [...(requestsOf.get(seq) ?? [])];
      const sendersOf = (type: string): readonly ProcessId[] =>
        [ofSlot.get(`${seq} ${type}`), ...keys.map((key) => ofRequest.get(`${key} ${type}`))]
          .filter((tally) => tally !== undefined)
          .flatMap((tally) => before(tally, moment.events));
      return countOf(studio, { seq, moment, requests: keys.length, sendersOf, all });
    },
  };
}

function noteExecuted(requestsOf: Map<number, Set<string>>, event: TraceEvent): void {
  if (event.kind !== 'note' || event.fact.fact !== 'executed') return;
  const keys = requestsOf.get(event.fact.seq) ?? new Set();
  event.fact.requests.forEach((request) => keys.add(requestKey(request)));
  requestsOf.set(event.fact.seq, keys);
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

/** Silence makes fewer, repetition and more views make more; before the decision is through nothing is told of what is to come. */
function tellDifferences(
  studio: Studio,
  { moment, sendersOf }: Asked,
  kinds: MessageCount['kinds'],
): readonly Sentence[] {
  const { n } = studio.kernel.bench;
  const isOfReplicas = (type: string): boolean => sendersOf(type).every((id) => id < n);
  const votes = kinds.filter(({ type, expected }) => expected >= n && isOfReplicas(type));
  const down = Array.from({ length: n }, (_, id) => id).filter((id) => {
    const mark = markAt(studio, id, moment.events)?.mark.kind ?? 'loyal';
    return mark !== 'loyal' && votes.some(({ type }) => !sendersOf(type).includes(id));
  });
  const over = kinds.filter(({ expected, sent, formula }) => formula !== '' && sent > expected);
  const extra = kinds.filter(({ formula }) => formula === '');
  return [
    ...(down.length === 0
      ? []
      : [
          say`${crowd(down, n)} ${be(down.length)} faulty and ${down.length === 1 ? 'has' : 'have'} kept back votes.`,
        ]),
    ...over.map(
      ({ type, sent, expected }) =>
        say`${sent - expected} more ${type.toUpperCase()} than the formula: sent again, or in a second view.`,
    ),
    ...(extra.length === 0
      ? []
      : [
          say`Beside the normal case: ${extra.map(({ type, sent }) => `${sent} ${type.toUpperCase()}`).join(', ')}.`,
        ]),
  ];
}
