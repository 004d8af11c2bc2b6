import type { EventIndex, Monitor } from '../model/index.ts';
import { followLoyalty, isLoyalIn, newLoyalty, type Loyalty } from './loyalty.ts';
import { quote } from '../base/words.ts';
import { names } from './words.ts';

type Given = { readonly digest: string; readonly value: string; readonly event: EventIndex };

type Ic2State = {
  /** By order: what the commander gave while he was loyal. */
  given: { [seq: number]: Given };
  reported: { [seq: number]: true };
  loyalty: Loyalty;
};

/** IC2, section 1 of the paper. The commander has to be loyal until the last lieutenant obeys. */
export const ic2: Monitor<Ic2State> = {
  id: 'ic2',
  title: 'IC2: the commander’s order',
  kind: 'safety',
  claim: 'If the commander is loyal, every loyal lieutenant obeys the order that he gives.',
  formula: '0 ∈ Loyal ⇒ ∀ i ∈ Loyal, ∀ s: obeyed_i(s) = given(s)',
  clauses: ['IC2'],
  protocols: ['generals'],
  hears: ['fact', 'mark'],

  start: () => ({ given: {}, reported: {}, loyalty: newLoyalty() }),

  observe(state, observation, bench) {
    followLoyalty(state.loyalty, observation, bench);
    if (observation.kind !== 'fact' || !bench.isCorrect(observation.process)) return [];
    const { process: general, fact, event, at } = observation;
    if (fact.fact === 'order-given') {
      state.given[fact.seq] ??= { digest: fact.digest, value: fact.value, event };
      return [];
    }
    if (fact.fact !== 'executed' || general === 0 || general >= bench.n) return [];
    const { seq } = fact;
    const isMeant = [0, general].every((each) =>
      isLoyalIn(state.loyalty, { general: each, seq }, bench),
    );
    const given = isMeant ? state.given[seq] : undefined;
    if (given === undefined || given.digest === fact.digest) return [];
    if (state.reported[fact.seq] === true) return [];
    state.reported[fact.seq] = true;
    return [
      {
        monitor: 'ic2',
        at,
        replicas: [general],
        detail: `${names([general])} does not obey ${quote(given.value)}, which the loyal commander gave as order ${fact.seq}.`,
        evidence: [given.event, event],
        certificates: [],
        culprits: [],
      },
    ];
  },

  finish: () => [],
};
