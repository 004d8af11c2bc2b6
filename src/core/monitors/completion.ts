import { capitalized, enumerated } from '../base/english.ts';
import { NOBODY, hasId, sizeOf, withId, type IdSet } from '../base/id-set.ts';
import { emptyShelf, onShelf, shelve, type Shelf } from '../base/shelf.ts';
import type {
  Bench,
  EventIndex,
  Micros,
  Monitor,
  ObservationOf,
  ProcessId,
  Violation,
} from '../model/index.ts';
import { calmSince, followCouncil, lagAllowed, newCouncil, type Council } from './council.ts';
import { listed, requestName } from './words.ts';

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
  /** Who is down just now: nothing is asked of it. And since when the council is what it is. */
  council: Council;
  /** By correct replica: the highest checkpoint that it was shown to be stable, and the event by which it was. */
  known: { [replica: ProcessId]: Known };
  /** By replica: how far it has executed or installed, and when it last got further, or was up with all that it knew. */
  reached: { [replica: ProcessId]: Reached };
  /** By correct replica, and by sequence number and state: whose CHECKPOINT messages it has, its own included. */
  shown: { [replica: ProcessId]: Shelf<IdSet> };
};

type Known = { readonly seq: number; readonly event: EventIndex };
type Reached = { readonly seq: number; readonly at: Micros };

/** Requests named one by one in the report; the others are counted. */
const NAMED_MAX = 4;
/** Checkpoints remembered for each replica, wrong ones included. */
const SHOWN_MAX = 64;

/**
 * L1 and L2, judged at the end of the run. L2 binds up to the latest stable checkpoint, and whom its proof has reached: by what the
 * replica states, or by CHECKPOINT messages of a quorum that it got, whatever it made of them. What it was never told, because
 * it was cut off until everything was over, it cannot ask for.
 *
 * A run that ends by itself leaves nobody behind. One that the horizon cuts off leaves behind only who has stopped: who got no
 * further for as long as it may take to fetch a state, counted from when it last got further or last had no reason to, in a calm
 * network and an unchanged council. Who lags and moves is on its way, however late it learns of ever later checkpoints.
 */
export const completion: Monitor<CompletionState> = {
  id: 'completion',
  title: 'Completion',
  kind: 'liveness',
  claim:
    'Every request of a correct client is answered in the end, and every correct replica gets as far as the checkpoints that it was shown to be stable.',
  formula:
    '∀ c ∈ Corr, ∀ t: sent_c(t) ⇒ ◇ accepted_c(t), and ∀ i ∈ Corr, ∀ s: stable_i(s) ⇒ ◇ executed_i ≥ s',
  clauses: ['L1', 'L2'],
  protocols: ['pbft', 'single', 'first-reply', 'majority'],
  hears: ['fact', 'mark', 'sent', 'received'],
  facts: ['request-sent', 'reply-accepted', 'executed', 'state-installed', 'checkpoint-stable'],
  sends: ['checkpoint'],
  receives: ['checkpoint'],

  start: () => ({
    issued: 0,
    open: [],
    last: {},
    council: newCouncil(),
    known: {},
    reached: {},
    shown: {},
  }),

  observe(state, observation, bench) {
    switch (observation.kind) {
      case 'mark':
        followCouncil(state.council, observation, bench);
        return [];
      case 'sent':
      case 'received':
        if (observation.body.type === 'checkpoint' && observation.process < bench.n)
          noteShown(state, observation, bench);
        return [];
      case 'fact':
        if (observation.process < bench.n) noteReplica(state, observation, bench);
        else if (bench.isCorrectClient(observation.process)) noteClient(state, observation);
        return [];
      default:
        return [];
    }
  },

  finish: (state, bench) => [...unanswered(state, bench), ...leftBehind(state, bench)],
};

type Passed = ObservationOf<'sent' | 'received'>;

function noteReplica(
  state: CompletionState,
  { process: replica, fact, event, at }: ObservationOf<'fact'>,
  bench: Bench,
): void {
  if (fact.fact === 'executed' || fact.fact === 'state-installed') {
    const before = state.reached[replica]?.seq ?? 0;
    if (fact.seq > before) state.reached[replica] = { seq: fact.seq, at };
  }
  if (fact.fact === 'checkpoint-stable' && bench.isCorrect(replica))
    learn(state, replica, { seq: fact.seq, event, at });
}

function noteShown(
  state: CompletionState,
  { process: replica, body, event, at }: Passed,
  bench: Bench,
): void {
  const [claim] = bench.testimony(body);
  if (claim === undefined || !bench.isCorrect(replica) || !bench.isGenuine(claim)) return;
  const { seq, value, signer } = claim;
  const shelf = (state.shown[replica] ??= emptyShelf());
  const key = `${seq}:${value}`;
  const before = onShelf(shelf, key) ?? NOBODY;
  if (hasId(before, signer)) return;
  const signers = withId(before, signer);
  shelve(shelf, key, signers, SHOWN_MAX);
  if (sizeOf(signers) >= bench.q) learn(state, replica, { seq, event, at });
}

function learn(
  { known, reached }: CompletionState,
  replica: ProcessId,
  { seq, event, at }: Known & { readonly at: Micros },
): void {
  const before = known[replica]?.seq ?? 0;
  if (seq <= before) return;
  const far = reached[replica]?.seq ?? 0;
  // Until now it had no reason to get further.
  if (far >= before) reached[replica] = { seq: far, at };
  known[replica] = { seq, event };
}

function noteClient(
  state: CompletionState,
  { process: client, fact, event }: ObservationOf<'fact'>,
): void {
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
  if (open.length === 1) return `${capitalized(enumerated(named))} did not complete.`;
  const rest = open.length - named.length;
  const all = rest > 0 ? [...named, listed(rest, 'more request')] : named;
  return `${open.length} of ${issued} requests did not complete: ${enumerated(all)}.`;
}

/** L2. */
function leftBehind(state: CompletionState, bench: Bench): Violation[] {
  const { known, reached, council } = state;
  return Object.entries(known).flatMap(([id, { seq, event }]) => {
    const replica = Number(id);
    const far = reached[replica] ?? { seq: 0, at: 0 };
    if (far.seq >= seq || council.away[replica] === true) return [];
    if (isOnItsWay(state, far.at, bench)) return [];
    return [
      {
        monitor: 'completion',
        at: bench.now,
        replicas: [replica],
        detail: `R${replica} got as far as sequence number ${far.seq}, although it was shown that checkpoint ${seq} is stable.`,
        evidence: [event],
        certificates: [],
        culprits: [],
      },
    ];
  });
}

/** `at`: when it last got further. */
function isOnItsWay({ council }: CompletionState, at: Micros, bench: Bench): boolean {
  if (bench.now < bench.timing.until) return false;
  const since = calmSince(council, bench);
  return since === null || bench.now - Math.max(at, since) < lagAllowed(bench);
}
