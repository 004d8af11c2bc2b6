import { capitalized } from '../base/english.ts';
import { pairKey } from '../base/pair-key.ts';
import type {
  Bench,
  EventIndex,
  FactOf,
  Micros,
  Monitor,
  ObservationOf,
  ProcessId,
  RequestRef,
  Violation,
} from '../model/index.ts';
import {
  calmSince,
  canGoOn,
  followCouncil,
  isCrowded,
  newCouncil,
  waitAllowed,
  type Council,
} from './council.ts';
import { requestName } from './words.ts';

type Waiting = {
  readonly request: RequestRef;
  readonly sentAt: Micros;
  readonly event: EventIndex;
  /** Correct replicas that hold it. */
  holders: ProcessId[];
  /** When so many held it that one of them would have been enough to be followed; -1: not yet. */
  heldAt: Micros;
  isReported: boolean;
};

type FairnessState = {
  council: Council;
  /** By client and timestamp: what correct clients have asked for and no correct replica has executed. */
  waiting: { [key: string]: Waiting };
  /** No wait is counted from before: since then time-outs are what they are without failures, and nobody waits for a turn. */
  since: Micros;
};

/**
 * L6. A primary that serves others and leaves one client out is found out because the view timer is tied to the oldest request (T3).
 * Counted from when f+1 correct replicas hold the request: so many are followed into the next view by all others. And, where the network
 * or the council was another one, from the first progress since: until then time-outs are as long as failures have made them.
 */
export const fairness: Monitor<FairnessState> = {
  id: 'fairness',
  title: 'Fairness',
  kind: 'liveness',
  claim:
    'Once messages arrive in time, no request that f+1 correct replicas hold waits longer than the view changes take that may be needed, while later requests of others are executed.',
  formula: 'held(a) at t ∧ sent(a) < sent(b) ⇒ executed(a) < max(executed(b), t + B)',
  clauses: ['L6'],
  protocols: ['pbft'],
  hears: ['fact', 'mark'],
  facts: ['request-sent', 'reply-accepted', 'request-held', 'executed'],

  start: () => ({ council: newCouncil(), waiting: {}, since: 0 }),

  observe(state, observation, bench) {
    followCouncil(state.council, observation, bench);
    if (observation.kind !== 'fact') return [];
    const { process, fact } = observation;
    if (process >= bench.n) {
      if (bench.isCorrectClient(process)) noteClient(state, observation);
      return [];
    }
    if (!bench.isCorrect(process)) return [];
    if (fact.fact === 'request-held')
      noteHeld(state, observation, { request: fact.request, bench });
    return fact.fact === 'executed' ? noteExecuted(state, observation, { fact, bench }) : [];
  },

  finish: () => [],
};

const keyOf = ({ client, timestamp }: Pick<RequestRef, 'client' | 'timestamp'>): string =>
  pairKey(client, timestamp);

function noteClient(state: FairnessState, { fact, at, event }: ObservationOf<'fact'>): void {
  if (fact.fact === 'reply-accepted') delete state.waiting[keyOf(fact.request)];
  if (fact.fact !== 'request-sent' || fact.attempt > 0) return;
  const { client, timestamp, operation } = fact.request;
  state.waiting[keyOf(fact.request)] = {
    request: { client, timestamp, operation },
    sentAt: at,
    event,
    holders: [],
    heldAt: -1,
    isReported: false,
  };
}

function noteHeld(
  state: FairnessState,
  { process, at }: ObservationOf<'fact'>,
  { request, bench }: { readonly request: RequestRef; readonly bench: Bench },
): void {
  const waiting = state.waiting[keyOf(request)];
  if (waiting === undefined || waiting.holders.includes(process)) return;
  waiting.holders.push(process);
  if (waiting.holders.length === bench.f + 1) waiting.heldAt = at;
}

function noteExecuted(
  state: FairnessState,
  told: ObservationOf<'fact'>,
  { fact, bench }: { readonly fact: FactOf<'executed'>; readonly bench: Bench },
): readonly Violation[] {
  return fact.requests.flatMap((request) => {
    const served = state.waiting[keyOf(request)];
    if (served === undefined) return [];
    noteProgress(state, told.at, bench);
    delete state.waiting[keyOf(request)];
    return overtaken(state, { told, served }, bench);
  });
}

function noteProgress(state: FairnessState, at: Micros, bench: Bench): void {
  const isAnother = state.since < (calmSince(state.council, bench) ?? 0);
  if (isAnother || isCrowded(Object.keys(state.waiting).length, bench)) state.since = at;
}

function overtaken(
  state: FairnessState,
  { told, served }: { readonly told: ObservationOf<'fact'>; readonly served: Waiting },
  bench: Bench,
): readonly Violation[] {
  if (calmSince(state.council, bench) === null || !canGoOn(state.council, bench)) return [];
  const late = Object.values(state.waiting).filter(
    ({ request, sentAt, heldAt, isReported }) =>
      !isReported &&
      request.client !== served.request.client &&
      sentAt < served.sentAt &&
      heldAt >= 0 &&
      told.at - Math.max(heldAt, state.since) > waitAllowed(bench),
  );
  return late.map((waiting) => {
    waiting.isReported = true;
    const waited = Math.round((told.at - waiting.heldAt) / 1_000);
    return {
      monitor: 'fairness',
      at: told.at,
      replicas: [],
      detail: `${capitalized(requestName(waiting.request, bench.n))} has waited for ${waited} ms, while ${requestName(served.request, bench.n)}, which was sent later, was executed.`,
      evidence: [waiting.event, told.event],
      certificates: [],
      culprits: [],
    };
  });
}
