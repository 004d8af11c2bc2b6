import { pairKey } from '../base/pair-key.ts';
import { emptyShelf, onShelf, shelve, type Shelf } from '../base/shelf.ts';
import type {
  Bench,
  ExecutedRequest,
  Monitor,
  Observation,
  ProcessId,
  Violation,
} from '../model/index.ts';
import { quote } from '../base/words.ts';
import { clientName } from './words.ts';

type IntegrityState = {
  /** By replica and client: the last timestamp that had an effect, also while the replica was a traitor. */
  effective: { [replica: ProcessId]: { [client: ProcessId]: number } };
  /** By the digest of a checkpoint: what had taken effect where it was taken. A fork has two for one sequence number. */
  effects: Shelf<{ readonly [client: ProcessId]: number }>;
  /** By client and timestamp: the operation that the client sent. */
  sent: { [client: ProcessId]: { [timestamp: number]: string } };
  /** Client and timestamp of forged requests that were reported. */
  reported: { [key: string]: true };
};

/** Nobody fetches a state that was stable so many checkpoints ago. */
const CHECKPOINTS_MAX = 256;

/** I6: exactly once, in the order of each client's timestamps. I7: nothing that a correct client did not ask for. */
export const integrity: Monitor<IntegrityState> = {
  id: 'integrity',
  title: 'Integrity',
  kind: 'safety',
  claim:
    'A correct replica executes a request at most once, and for a correct client only what that client has sent.',
  formula: '∀ i ∈ Corr, ∀ c, t: |effects_i(c, t)| ≤ 1, and c ∈ Corr ⇒ exec_i(c, t) = sent_c(t)',
  clauses: ['I6', 'I7'],
  protocols: ['pbft', 'single', 'first-reply', 'majority'],
  hears: ['fact'],
  facts: ['request-sent', 'checkpoint-taken', 'state-installed', 'executed'],

  start: () => ({ effective: {}, effects: emptyShelf(), sent: {}, reported: {} }),

  observe(state, observation, bench) {
    if (observation.kind !== 'fact') return [];
    const { process, fact } = observation;
    if (fact.fact === 'request-sent') {
      const { timestamp, operation } = fact.request;
      (state.sent[process] ??= {})[timestamp] ??= operation;
      return [];
    }
    if (fact.fact === 'checkpoint-taken') remember(state, process, fact.digest);
    if (fact.fact === 'state-installed') installed(state, process, fact.digest);
    if (fact.fact !== 'executed') return [];
    const found: Violation[] = [];
    for (const request of fact.requests) {
      found.push(...repeated(state, { observation, request }, bench));
      found.push(...unasked(state, { observation, request }, bench));
    }
    return found;
  },

  finish: () => [],
};

/** The digest covers the table of answers, so that whoever states it, a traitor as well, has had the same effects. */
function remember(state: IntegrityState, replica: ProcessId, checkpoint: string): void {
  if (onShelf(state.effects, checkpoint) !== undefined) return;
  shelve(state.effects, checkpoint, { ...state.effective[replica] }, CHECKPOINTS_MAX);
}

/**
 * An installed state brings along what took effect on the way to it, so that a replay of any of it counts as a second time. What
 * the replica itself had executed beyond it, or on the other side of a fork, is undone and may take effect again. Of a state that
 * traitors made up nobody knows what has taken effect in it.
 */
function installed(state: IntegrityState, replica: ProcessId, checkpoint: string): void {
  state.effective[replica] = { ...onShelf(state.effects, checkpoint) };
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
  const of = `${quote(operation)} of ${clientName(client, bench.n)}`;
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
  if (state.sent[client]?.[timestamp] === operation) return [];
  const key = pairKey(client, timestamp);
  if (state.reported[key] === true) return [];
  state.reported[key] = true;
  const who = clientName(client, bench.n);
  return [
    violation(
      observation,
      `R${replica} executed ${quote(operation)} for ${who}, timestamp ${timestamp}, which ${who} never sent.`,
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
