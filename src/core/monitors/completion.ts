import type { EventIndex, Monitor, ProcessId } from '../model/index.ts';
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
};

/** Requests named one by one in the report; the others are counted. */
const NAMED_MAX = 4;

/** L1, judged at the end of the run. L2 binds only up to the latest stable checkpoint. */
export const completion: Monitor<CompletionState> = {
  id: 'completion',
  title: 'Completion',
  kind: 'liveness',
  claim: 'Every request of a correct client is answered in the end.',
  formula: '∀ c ∈ Corr, ∀ t: sent_c(t) ⇒ ◇ accepted_c(t)',
  clauses: ['L1', 'L2'],

  start: () => ({ issued: 0, open: [], last: {} }),

  observe(state, observation, bench) {
    if (observation.kind !== 'fact') return [];
    const { process: client, fact, event } = observation;
    if (fact.fact !== 'request-sent' && fact.fact !== 'reply-accepted') return [];
    if (!bench.isCorrectClient(client)) return [];
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
    return [];
  },

  finish(state, bench) {
    const { open, issued } = state;
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
  },
};

function tellOpen(open: readonly Open[], issued: number, n: number): string {
  const named = open.slice(0, NAMED_MAX).map((request) => requestName(request, n));
  if (open.length === 1) return `${capital(joined(named))} did not complete.`;
  const rest = open.length - named.length;
  const all = rest > 0 ? [...named, listed(rest, 'more request')] : named;
  return `${open.length} of ${issued} requests did not complete: ${joined(all)}.`;
}
