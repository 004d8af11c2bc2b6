import { freeze } from '../base/clone.ts';
import { capitalized, enumerated } from '../base/english.ts';
import { emptyShelf, onShelf, shelve, type Shelf } from '../base/shelf.ts';
import type {
  Bench,
  EventIndex,
  FactOf,
  Micros,
  Monitor,
  Observation,
  ProcessId,
  RequestRef,
  Violation,
} from '../model/index.ts';
import { quote } from '../base/words.ts';
import { clientName, names, requestName } from './words.ts';

type Answer = { readonly result: string; readonly replica: ProcessId; readonly event: EventIndex };
type Accepted = {
  readonly result: string;
  readonly replicas: readonly ProcessId[];
  readonly event: EventIndex;
};

type Place = { readonly seq: number; readonly digest: string; readonly event: EventIndex };

/** What is known of one request of a correct client. */
type Story = {
  /** Highest sequence number of a request that had returned when this one was sent. */
  readonly floor: number;
  /** Where a correct replica executed it first; 0: nowhere yet. */
  seq: number;
  /** The batch of the sequence number where a correct replica executed it for good first; null: none yet. */
  place: Place | null;
  /** Where a correct replica executed it tentatively last; 0: nowhere. */
  tentativeSeq: number;
  /** What correct replicas answered to it as a read-only request, one each for a sequence number. */
  reads: readonly (Answer & { readonly seq: number })[];
  /** What the first correct replica answered. */
  answer: Answer | null;
  accepted: Accepted | null;
  /** Who stated the execution while it was correct: its answer stands, whatever becomes of it later. */
  vouchers: ProcessId[];
  /** One report for each request. */
  isReported: boolean;
};

type ClientSafetyState = {
  stories: { [client: ProcessId]: { [timestamp: number]: Story } };
  /** Highest sequence number of a request that has returned. */
  returned: number;
  /** By sequence number: the batch of the first request that was answered from there. */
  answered: Shelf<Place & { readonly request: RequestRef }>;
};

/** Requests of one client that are remembered; it has one outstanding at a time. */
const STORIES_MAX = 256;
/** Sequence numbers that are remembered with what was answered from there. */
const PLACES_MAX = 512;

type Observed = Pick<Observation, 'at' | 'event' | 'process'>;

/**
 * I8: a client believes only what correct replicas did. I9: there is one order of all that was answered, and what was asked for after
 * an answer stands after it. With sequence numbers known that is all that linearizability asks for: one batch at each of those
 * from which clients were answered, whose requests follow each other as they stand in it, and later ones for later requests.
 */
export const clientSafety: Monitor<ClientSafetyState> = {
  id: 'client-safety',
  title: 'Client safety',
  kind: 'safety',
  claim:
    'A correct client accepts only results that a correct replica vouches for and got itself; later requests are ordered after earlier answers, and no two answers come from different batches at one sequence number.',
  formula:
    '∀ c ∈ Corr: accepted_c(t) = result(c, t), R ∩ Corr ≠ ∅; returned(a) before sent(b) ⇒ seq(a) < seq(b); seq(a) = seq(b) ⇒ batch(a) = batch(b)',
  clauses: ['I8', 'I9'],
  protocols: ['pbft', 'single', 'first-reply', 'majority'],
  hears: ['fact'],
  facts: ['request-sent', 'reply-accepted', 'executed', 'executed-tentatively', 'read'],

  start: () => ({ stories: {}, returned: 0, answered: emptyShelf() }),

  observe(state, observation, bench) {
    if (observation.kind !== 'fact') return [];
    const { process, fact } = observation;
    switch (fact.fact) {
      case 'request-sent':
        if (bench.isCorrectClient(process)) storyOf(state, process, fact.request.timestamp);
        return [];
      case 'reply-accepted':
        if (!bench.isCorrectClient(process)) return [];
        return noteAccepted(state, { observed: observation, fact }, bench);
      case 'executed':
        if (!bench.isCorrect(process)) return [];
        return noteExecuted(state, { observed: observation, fact }, bench);
      case 'executed-tentatively':
        if (bench.isCorrect(process)) noteTentative(state, fact);
        return [];
      case 'read':
        if (bench.isCorrect(process)) noteRead(state, observation, fact);
        return [];
      default:
        return [];
    }
  },

  finish: () => [],
};

function storyOf(state: ClientSafetyState, client: ProcessId, timestamp: number): Story {
  const stories = (state.stories[client] ??= {});
  if (stories[timestamp] === undefined) delete stories[timestamp - STORIES_MAX];
  return (stories[timestamp] ??= {
    floor: state.returned,
    seq: 0,
    place: null,
    tentativeSeq: 0,
    reads: [],
    answer: null,
    accepted: null,
    vouchers: [],
    isReported: false,
  });
}

/** Where it stands if a client takes it for settled before anybody has executed it for good. */
function noteTentative(
  state: ClientSafetyState,
  { seq, requests }: FactOf<'executed-tentatively'>,
): void {
  for (const { client, timestamp } of requests) {
    const story = state.stories[client]?.[timestamp];
    if (story !== undefined) story.tentativeSeq = seq;
  }
}

function noteRead(
  state: ClientSafetyState,
  { process: replica, event }: Observed,
  { request, seq, result }: FactOf<'read'>,
): void {
  const story = state.stories[request.client]?.[request.timestamp];
  if (story === undefined) return;
  // A request that comes again is read again, and the answer to the first reading may still be on its way.
  const others = story.reads.filter((read) => read.replica !== replica || read.seq !== seq);
  story.reads = [...others, { replica, event, seq, result }];
}

function noteAccepted(
  state: ClientSafetyState,
  { observed, fact }: { readonly observed: Observed; readonly fact: FactOf<'reply-accepted'> },
  bench: Bench,
): Violation[] {
  const { result, replicas, request, readAt } = fact;
  const story = storyOf(state, observed.process, request.timestamp);
  const own = { ...request, client: observed.process };
  story.accepted = { result, replicas, event: observed.event };
  const read = story.reads.find(({ seq, replica }) => seq === readAt && replicas.includes(replica));
  if (readAt !== undefined) story.seq = readAt;
  if (read !== undefined) story.answer ??= read;
  if (fact.tentative === true && story.seq === 0) story.seq = story.tentativeSeq;
  state.returned = Math.max(state.returned, story.seq);
  const isVouchedFor =
    readAt === undefined
      ? replicas.some((id) => bench.isCorrect(id) || story.vouchers.includes(id))
      : read !== undefined;
  if (!isVouchedFor) {
    story.isReported = true;
    const name = requestName(own, bench.n);
    const detail = `${capitalized(name)} was answered ${quote(result)} on the word of ${names(replicas)} alone, ${none(replicas)} correct; ${verdict(story)}.`;
    return [violation(observed.at, { replicas, detail, evidence: [observed.event] })];
  }
  const told = { at: observed.at, request: own };
  return [
    ...staleRead(story, { observed, fact }),
    ...mismatch(story, told, bench),
    ...displaced(state, { story, ...told }, bench),
  ];
}

/** I9: a read is placed at the sequence number that it observed. */
function staleRead(
  story: Story,
  { observed, fact }: { readonly observed: Observed; readonly fact: FactOf<'reply-accepted'> },
): Violation[] {
  const { readAt, request, result, replicas } = fact;
  if (readAt === undefined || readAt >= story.floor || story.isReported) return [];
  story.isReported = true;
  const detail = `${quote(request.operation)} was answered ${quote(result)} from the state after sequence number ${readAt}, but was sent only after the answer to the request at ${story.floor}.`;
  return [violation(observed.at, { replicas, detail, evidence: [observed.event] })];
}

/** I9: once it is answered and executed, whichever comes first. */
function displaced(
  state: ClientSafetyState,
  {
    story,
    at,
    request,
  }: { readonly story: Story; readonly at: Micros; readonly request: RequestRef },
  bench: Bench,
): Violation[] {
  const { place, accepted, isReported } = story;
  if (place === null || accepted === null || isReported) return [];
  const key = String(place.seq);
  const first = onShelf(state.answered, key);
  if (first === undefined) shelve(state.answered, key, { ...place, request }, PLACES_MAX);
  if (first === undefined || first.digest === place.digest) return [];
  story.isReported = true;
  const both = [first.request, request].map((each) => requestName(each, bench.n));
  const detail = `${capitalized(enumerated(both))} were both answered from sequence number ${place.seq}, in different batches: no one order holds them both.`;
  return [violation(at, { replicas: [], detail, evidence: [first.event, place.event] })];
}

function none(replicas: readonly ProcessId[]): string {
  return replicas.length === 1 ? 'which is not' : 'none of them';
}

/** The promise is broken even where the answer was true: nobody whom the client may trust had given it. */
function verdict({ answer, accepted }: Story): string {
  if (answer === null) return 'no correct replica had executed it by then';
  if (answer.result === accepted?.result) return `it is what R${answer.replica} got, too`;
  return `R${answer.replica} got ${quote(answer.result)}`;
}

function noteExecuted(
  state: ClientSafetyState,
  { observed, fact }: { readonly observed: Observed; readonly fact: FactOf<'executed'> },
  bench: Bench,
): Violation[] {
  const found: Violation[] = [];
  for (const { client, timestamp, operation, result, fresh } of fact.requests) {
    const story = bench.isCorrectClient(client) ? state.stories[client]?.[timestamp] : undefined;
    // One that it never sent breaks integrity; one of long ago, which a straggler catches up with, was judged.
    if (!fresh || story === undefined) continue;
    const { process: replica, at, event } = observed;
    story.vouchers.push(replica);
    story.answer = preferred(story, { result, replica, event });
    story.place ??= freeze({ seq: fact.seq, digest: fact.digest, event });
    const request = { client, timestamp, operation };
    found.push(...mismatch(story, { at, request }, bench));
    found.push(...displaced(state, { story, at, request }, bench));
    if (story.seq !== 0) continue;
    story.seq = fact.seq;
    if (story.accepted !== null) state.returned = Math.max(state.returned, fact.seq);
    if (fact.seq > story.floor || story.isReported) continue;
    story.isReported = true;
    const detail = `${quote(operation)} of ${clientName(client, bench.n)} was executed at sequence number ${fact.seq}, but was sent only after the answer to the request at ${story.floor}.`;
    found.push(violation(at, { replicas: [replica], detail, evidence: [event] }));
  }
  return found;
}

/** Keeps the first answer, unless another one contradicts what the client accepted. */
function preferred(story: Story, now: Answer): Answer {
  const { accepted, answer } = story;
  const contradicts = accepted !== null && accepted.result !== now.result;
  return answer === null || contradicts ? now : answer;
}

function mismatch(
  story: Story,
  { at, request }: { readonly at: Micros; readonly request: RequestRef },
  bench: Bench,
): Violation[] {
  const { accepted, answer } = story;
  if (accepted === null || answer === null || story.isReported) return [];
  if (accepted.result === answer.result) return [];
  story.isReported = true;
  const name = requestName(request, bench.n);
  const detail = `${capitalized(name)} was answered ${quote(accepted.result)}, but R${answer.replica} executed it with the result ${quote(answer.result)}.`;
  return [
    violation(at, { replicas: [answer.replica], detail, evidence: [accepted.event, answer.event] }),
  ];
}

function violation(
  at: Micros,
  told: Pick<Violation, 'replicas' | 'detail' | 'evidence'>,
): Violation {
  const evidence = [...told.evidence].sort((a, b) => a - b);
  return { monitor: 'client-safety', at, ...told, evidence, certificates: [], culprits: [] };
}
