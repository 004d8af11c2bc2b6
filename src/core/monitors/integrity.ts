import { freeze } from '../base/clone.ts';
import type {
  Bench,
  ExecutedRequest,
  Monitor,
  Observation,
  ProcessId,
  Violation,
} from '../model/index.ts';
import { clientName, quoted } from './words.ts';

type IntegrityState = {
  /** By replica and client: the last timestamp that had an effect, also while the replica was a traitor. */
  effective: { [replica: ProcessId]: { [client: ProcessId]: number } };
  /** By sequence number: the effective requests of the first correct replica that executed it. */
  effects: { [seq: number]: readonly Pick<ExecutedRequest, 'client' | 'timestamp'>[] };
  /** By client and timestamp: the operation that the client sent. */
  sent: { [client: ProcessId]: { [timestamp: number]: string } };
  /** Client and timestamp of forged requests that were reported. */
  reported: { [key: string]: true };
};

/** I6: exactly once, in the order of each client's timestamps. I7: nothing that a correct client did not ask for. */
export const integrity: Monitor<IntegrityState> = {
  id: 'integrity',
  title: 'Integrity',
  kind: 'safety',
  claim:
    'A correct replica executes a request at most once, and for a correct client only what that client has sent.',
  formula: '∀ i ∈ Corr, ∀ c, t: |effects_i(c, t)| ≤ 1, and c ∈ Corr ⇒ exec_i(c, t) = sent_c(t)',
  clauses: ['I6', 'I7'],
  protocols: ['pbft'],
  hears: ['fact'],

  start: () => ({ effective: {}, effects: {}, sent: {}, reported: {} }),

  observe(state, observation, bench) {
    if (observation.kind !== 'fact') return [];
    const { process, fact } = observation;
    if (fact.fact === 'request-sent') {
      const { timestamp, operation } = fact.request;
      (state.sent[process] ??= {})[timestamp] ??= operation;
      return [];
    }
    if (fact.fact === 'state-installed') installed(state, process, fact.seq);
    if (fact.fact !== 'executed') return [];
    if (bench.isCorrect(process)) state.effects[fact.seq] ??= freshOf(fact.requests);
    return fact.requests.flatMap((request) => [
      ...repeated(state, { observation, request }, bench),
      ...unasked(state, { observation, request }, bench),
    ]);
  },

  finish: () => [],
};

function freshOf(
  requests: readonly ExecutedRequest[],
): readonly Pick<ExecutedRequest, 'client' | 'timestamp'>[] {
  const fresh = requests.filter((request) => request.fresh);
  return freeze(fresh.map(({ client, timestamp }) => ({ client, timestamp })));
}

/** An installed state brings along what it took effect from, so that a replay of any of it counts as a second time. */
function installed(state: IntegrityState, replica: ProcessId, seq: number): void {
  const effective: { [client: ProcessId]: number } = {};
  for (const [at, requests] of Object.entries(state.effects)) {
    if (Number(at) > seq) break;
    for (const { client, timestamp } of requests)
      effective[client] = Math.max(effective[client] ?? -1, timestamp);
  }
  state.effective[replica] = effective;
}

type Execution = { readonly observation: Observation; readonly request: ExecutedRequest };

function repeated(
  state: IntegrityState,
  { observation, request }: Execution,
  bench: Bench,
): Violation[] {
  if (!request.fresh) return [];
  const replica = observation.process;
  const { client, timestamp, operation } = request;
  const last = (state.effective[replica] ??= {})[client] ?? -1;
  state.effective[replica][client] = Math.max(last, timestamp);
  if (timestamp > last || !bench.isCorrect(replica)) return [];
  const what = timestamp === last ? 'a second time' : `after a later one of the same client`;
  const of = `${quoted(operation)} of ${clientName(client, bench.n)}`;
  return [violation(observation, `R${replica} executed ${of}, timestamp ${timestamp}, ${what}.`)];
}

function unasked(
  state: IntegrityState,
  { observation, request }: Execution,
  bench: Bench,
): Violation[] {
  const replica = observation.process;
  const { client, timestamp, operation } = request;
  if (!bench.isCorrect(replica) || !bench.isCorrectClient(client)) return [];
  const key = `${client}:${timestamp}`;
  if (state.sent[client]?.[timestamp] === operation || state.reported[key] === true) return [];
  state.reported[key] = true;
  const who = clientName(client, bench.n);
  return [
    violation(
      observation,
      `R${replica} executed ${quoted(operation)} for ${who}, timestamp ${timestamp}, which ${who} never sent.`,
    ),
  ];
}

function violation({ at, event, process }: Observation, detail: string): Violation {
  return {
    monitor: 'integrity',
    at,
    replicas: [process],
    detail,
    evidence: [event],
    certificates: [],
    culprits: [],
  };
}
