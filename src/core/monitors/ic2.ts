import type { EventIndex, Monitor } from '../model/index.ts';
import { names, quoted } from './words.ts';

type Given = { readonly digest: string; readonly value: string; readonly event: EventIndex };

type Ic2State = {
  /** By order: what the commander gave while he was loyal. */
  given: { [seq: number]: Given };
  reported: { [seq: number]: true };
};

/** IC2, section 1 of the paper. Whether the commander is loyal is judged when he gives the order. */
export const ic2: Monitor<Ic2State> = {
  id: 'ic2',
  title: "IC2: the commander's order",
  kind: 'safety',
  claim: 'If the commander is loyal, every loyal lieutenant obeys the order that he gives.',
  formula: '0 ∈ Loyal ⇒ ∀ i ∈ Loyal, ∀ s: obeyed_i(s) = given(s)',
  clauses: ['IC2'],
  protocols: ['generals'],

  start: () => ({ given: {}, reported: {} }),

  observe(state, observation, bench) {
    if (observation.kind !== 'fact' || !bench.isCorrect(observation.process)) return [];
    const { process: general, fact, event, at } = observation;
    if (fact.fact === 'order-given') {
      state.given[fact.seq] ??= { digest: fact.digest, value: fact.value, event };
      return [];
    }
    if (fact.fact !== 'executed' || general === 0 || general >= bench.n) return [];
    const given = state.given[fact.seq];
    if (given === undefined || given.digest === fact.digest) return [];
    if (state.reported[fact.seq] === true) return [];
    state.reported[fact.seq] = true;
    return [
      {
        monitor: 'ic2',
        at,
        replicas: [general],
        detail: `${names([general])} does not obey ${quoted(given.value)}, which the loyal commander gave as order ${fact.seq}.`,
        evidence: [given.event, event],
        certificates: [],
        culprits: [],
      },
    ];
  },

  finish: () => [],
};
