import { requestKey } from '../base/pair-key.ts';
import type { Bench, Fact, Micros, Monitor, ObservationOf, RequestRef } from '../model/index.ts';

/** A request of a correct client. Times are -1 until they come. */
export type ScoredRequest = {
  sentAt: Micros;
  acceptedAt: Micros;
  /** What the client took for the answer, or null. */
  accepted: string | null;
  /** The different results that correct replicas got: one, unless they are forked. */
  results: string[];
  /** The different results that faulty replicas worked out for themselves, whatever they answered. */
  faultyResults: string[];
};

export type Score = {
  /** By client and timestamp. */
  requests: { [key: string]: ScoredRequest };
  /** By replica: one digest a sequence number from 1; null where none was executed. */
  ledgers: { [replica: string]: (string | null)[] };
  /** Views above 0 that a correct replica entered, in the order of first entry. */
  views: number[];
};

export const SCORE = 'score';

/**
 * Keeps the figures of the report. It has the shape of a monitor, so that snapshots carry it and mass runs have it without a
 * stored trace; it judges nothing and never reports a violation.
 */
export const score: Monitor<Score> = {
  id: SCORE,
  title: 'Score',
  kind: 'liveness',
  claim: 'Counts what happened.',
  formula: '',
  clauses: [],
  protocols: [],
  hears: ['fact'],
  facts: ['request-sent', 'reply-accepted', 'executed', 'read', 'state-installed', 'view-entered'],
  start: ({ n }) => ({
    requests: {},
    ledgers: Object.fromEntries(Array.from({ length: n }, (_, replica) => [replica, []])),
    views: [],
  }),
  observe(state, observation, bench) {
    if (observation.kind === 'fact') count(state, observation, bench);
    return [];
  },
  finish: () => [],
};

function count(state: Score, observation: ObservationOf<'fact'>, bench: Bench): void {
  const { fact, at, process } = observation;
  switch (fact.fact) {
    case 'request-sent':
      if (bench.isCorrectClient(process)) {
        state.requests[requestKey(fact.request)] ??= {
          sentAt: at,
          acceptedAt: -1,
          accepted: null,
          results: [],
          faultyResults: [],
        };
      }
      return;
    case 'reply-accepted':
      return accepted(state.requests[requestKey(fact.request)], fact.result, at);
    case 'executed':
      return executed(state, fact, { process, isCorrect: bench.isCorrect(process) });
    case 'read':
      if (bench.isCorrect(process))
        note(state, fact.request, { result: fact.result, by: 'results' });
      return;
    case 'state-installed':
      return skipTo(state, process, fact.seq);
    case 'view-entered':
      if (bench.isCorrect(process)) entered(state, fact.view);
      return;
    default:
      return;
  }
}

function entered(state: Score, view: number): void {
  if (view > 0 && !state.views.includes(view)) state.views.push(view);
}

function accepted(request: ScoredRequest | undefined, result: string, at: Micros): void {
  if (request === undefined || request.acceptedAt !== -1) return;
  request.acceptedAt = at;
  request.accepted = result;
}

/** What a replica did not execute itself stays null in its ledger. */
function skipTo(state: Score, replica: number, seq: number): void {
  const ledger = (state.ledgers[replica] ??= []);
  while (ledger.length < seq) ledger.push(null);
}

function executed(
  state: Score,
  fact: Fact & { fact: 'executed' },
  replica: { readonly process: number; readonly isCorrect: boolean },
): void {
  const ledger = (state.ledgers[replica.process] ??= []);
  // A sabotaged replica may execute a sequence number twice; what it executed first is what the world saw first.
  while (ledger.length < fact.seq) ledger.push(null);
  ledger[fact.seq - 1] ??= fact.digest;
  const by = replica.isCorrect ? 'results' : 'faultyResults';
  for (const request of fact.requests) {
    // One that is not fresh was executed before, and its result may be forgotten.
    if (request.fresh) note(state, request, { result: request.result, by });
  }
}

type Noted = { readonly result: string; readonly by: 'results' | 'faultyResults' };

function note(state: Score, request: RequestRef, { result, by }: Noted): void {
  const known = state.requests[requestKey(request)]?.[by];
  if (known !== undefined && !known.includes(result)) known.push(result);
}

/** An answer that nobody worked out: no correct replica, nor a faulty one before it lied. */
export function isInvented(answer: string, request: ScoredRequest | undefined): boolean {
  if (request === undefined) return true;
  return request.results.length === 0 && !request.faultyResults.includes(answer);
}
