import type { EventIndex, Micros, Monitor, ProcessId } from '../model/index.ts';
import { followLoyalty, isLoyalIn, newLoyalty, type Loyalty } from './loyalty.ts';
import { names } from './words.ts';

type Obeyed = { readonly general: ProcessId; readonly digest: string; readonly event: EventIndex };

type Ic1State = {
  /** By order: what the first loyal lieutenant obeyed. */
  first: { [seq: number]: Obeyed };
  loyalty: Loyalty;
  /** Each order is reported once. */
  reported: { [seq: number]: true };
};

/** IC1, section 1 of the paper. General 0 is the commander, the others are lieutenants. */
export const ic1: Monitor<Ic1State> = {
  id: 'ic1',
  title: 'IC1: one order',
  kind: 'safety',
  claim: 'All loyal lieutenants obey the same order.',
  formula: '∀ i, j ∈ Loyal \\ {0}, ∀ s: obeyed_i(s) = obeyed_j(s)',
  clauses: ['IC1'],
  protocols: ['generals'],
  hears: ['fact', 'mark'],

  start: () => ({ first: {}, reported: {}, loyalty: newLoyalty() }),

  observe(state, observation, bench) {
    followLoyalty(state.loyalty, observation, bench);
    if (observation.kind !== 'fact' || observation.fact.fact !== 'executed') return [];
    const { process: general, at, event } = observation;
    const { seq, digest } = observation.fact;
    if (general === 0 || general >= bench.n) return [];
    if (!isLoyalIn(state.loyalty, { general, seq }, bench)) return [];
    const first = (state.first[seq] ??= { general, digest, event });
    if (first.digest === digest || state.reported[seq] === true) return [];
    state.reported[seq] = true;
    return [violation({ seq, at, first, now: { general, digest, event } })];
  },

  finish: () => [],
};

type Conflict = {
  readonly seq: number;
  readonly at: Micros;
  readonly first: Obeyed;
  readonly now: Obeyed;
};

function violation({ seq, at, first, now }: Conflict) {
  const replicas = [first.general, now.general].sort((a, b) => a - b);
  return {
    monitor: 'ic1',
    at,
    replicas,
    detail: `${names(replicas)}, both loyal lieutenants, obey different orders as order ${seq}.`,
    evidence: [first.event, now.event].sort((a, b) => a - b),
    certificates: [],
    culprits: [],
  };
}
