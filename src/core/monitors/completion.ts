import type {
  Bench,
  EventIndex,
  Micros,
  Monitor,
  Observation,
  ProcessId,
  Violation,
} from '../model/index.ts';
import { timeNeeded } from './council.ts';
import { capital, joined, listed, requestName } from './words.ts';

type Open = {
  readonly client: ProcessId;
  readonly timestamp: number;
  readonly operation: string;
  readonly event: EventIndex;
};

type CompletionState = {
  issued: number;
  /** Requests of correct clients without an accepted answer, oldest first. */
  open: Open[];
  /** By client: the last timestamp seen, so that sending again counts once. */
  last: { [client: ProcessId]: number };
  /** By correct replica: the highest checkpoint that it knows to be stable, and the event by which it does. */
  known: { [replica: ProcessId]: Known };
  /** By correct replica: the first of those that it has not reached since it was last up with them. */
  missed: { [replica: ProcessId]: Known };
  /** By replica: how far it has executed or installed. */
  reached: { [replica: ProcessId]: number };
  /** Nothing is asked of them while they are. */
  crashed: { [replica: ProcessId]: true };
};

type Known = { readonly seq: number; readonly event: EventIndex; readonly at: Micros };

/** Requests named one by one in the report; the others are counted. */
const NAMED_MAX = 4;

/**
 * L1 and L2, judged at the end of the run. L2 binds up to the latest stable checkpoint, and whom it has reached: what a replica was
 * never told, because it was cut off until everything was over, it cannot ask for.
 */
export const completion: Monitor<CompletionState> = {
  id: 'completion',
  title: 'Completion',
  kind: 'liveness',
  claim:
    'Every request of a correct client is answered in the end, and every correct replica gets as far as the checkpoints that it knows to be stable.',
  formula:
    '∀ c ∈ Corr, ∀ t: sent_c(t) ⇒ ◇ accepted_c(t), and ∀ i ∈ Corr, ∀ s: stable_i(s) ⇒ ◇ executed_i ≥ s',
  clauses: ['L1', 'L2'],
  protocols: ['pbft'],
  hears: ['fact', 'mark'],

  start: () => ({ issued: 0, open: [], last: {}, known: {}, missed: {}, reached: {}, crashed: {} }),

  observe(state, observation, bench) {
    if (observation.kind === 'mark') noteMark(state, observation);
    if (observation.kind !== 'fact') return [];
    if (observation.process < bench.n) noteReplica(state, observation, bench);
    else if (bench.isCorrectClient(observation.process)) noteClient(state, observation);
    return [];
  },

  finish: (state, bench) => [...unanswered(state, bench), ...leftBehind(state, bench)],
};

type Told = Extract<Observation, { readonly kind: 'fact' }>;

function noteMark(
  state: CompletionState,
  { process, mark }: Extract<Observation, { readonly kind: 'mark' }>,
): void {
  if (mark === 'crashed') state.crashed[process] = true;
  else delete state.crashed[process];
}

function noteReplica(
  state: CompletionState,
  { process: replica, fact, event, at }: Told,
  bench: Bench,
): void {
  if (fact.fact === 'executed' || fact.fact === 'state-installed') {
    state.reached[replica] = Math.max(state.reached[replica] ?? 0, fact.seq);
    catchUp(state, replica, at);
  }
  if (fact.fact !== 'checkpoint-stable' || !bench.isCorrect(replica)) return;
  if (fact.seq <= (state.known[replica]?.seq ?? 0)) return;
  state.known[replica] = { seq: fact.seq, event, at };
  catchUp(state, replica, at);
}

/** Being behind counts from when the replica was last up with what it knew. */
function catchUp(
  { known, missed, reached }: CompletionState,
  replica: ProcessId,
  at: Micros,
): void {
  const far = reached[replica] ?? 0;
  if ((missed[replica]?.seq ?? 0) > far) return;
  delete missed[replica];
  const latest = known[replica];
  if (latest !== undefined && latest.seq > far) missed[replica] = { ...latest, at };
}

function noteClient(state: CompletionState, { process: client, fact, event }: Told): void {
  if (fact.fact !== 'request-sent' && fact.fact !== 'reply-accepted') return;
  const { timestamp, operation } = fact.request;
  if (fact.fact === 'reply-accepted') {
    state.open = state.open.filter(
      (open) => open.client !== client || open.timestamp !== timestamp,
    );
  } else if (timestamp > (state.last[client] ?? -1)) {
    state.last[client] = timestamp;
    state.issued += 1;
    state.open.push({ client, timestamp, operation, event });
  }
}

/** L1. */
function unanswered({ open, issued }: CompletionState, bench: Bench): Violation[] {
  if (open.length === 0) return [];
  return [
    {
      monitor: 'completion',
      at: bench.now,
      replicas: [],
      detail: tellOpen(open, issued, bench.n),
      evidence: open.slice(0, NAMED_MAX).map(({ event }) => event),
      certificates: [],
      culprits: [],
    },
  ];
}

function tellOpen(open: readonly Open[], issued: number, n: number): string {
  const named = open.slice(0, NAMED_MAX).map((request) => requestName(request, n));
  if (open.length === 1) return `${capital(joined(named))} did not complete.`;
  const rest = open.length - named.length;
  const all = rest > 0 ? [...named, listed(rest, 'more request')] : named;
  return `${open.length} of ${issued} requests did not complete: ${joined(all)}.`;
}

/** L2. */
function leftBehind({ missed, reached, crashed }: CompletionState, bench: Bench): Violation[] {
  const isCutOff = bench.now >= bench.timing.until;
  return Object.entries(missed).flatMap(([id, { seq, event, at }]) => {
    const replica = Number(id);
    const far = reached[replica] ?? 0;
    // Where the horizon cuts a run off, who has learnt of it just now is on its way.
    const isOnItsWay = isCutOff && bench.now - at < timeNeeded(bench);
    if (isOnItsWay || crashed[replica] === true || !bench.isCorrect(replica)) return [];
    return [
      {
        monitor: 'completion',
        at: bench.now,
        replicas: [replica],
        detail: `R${replica} got as far as sequence number ${far}, although it knew that checkpoint ${seq} is stable.`,
        evidence: [event],
        certificates: [],
        culprits: [],
      },
    ];
  });
}
