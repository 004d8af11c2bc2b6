import type { EventIndex, Monitor, ProcessId } from '../model/index.ts';
import { names } from './words.ts';

type TerminationState = {
  /** By general: the orders that it waits for, with the event that announced each. */
  open: { [general: ProcessId]: { [seq: number]: EventIndex } };
  crashed: { [general: ProcessId]: true };
};

/** The rounds come to an end by themselves: a loyal general that was told of an order has made up its mind when the run is over. */
export const termination: Monitor<TerminationState> = {
  id: 'termination',
  title: 'Termination',
  kind: 'liveness',
  claim: 'Every loyal general obeys something for each order that was announced to it.',
  formula: '∀ i ∈ Loyal, ∀ s: announced_i(s) ⇒ ◇ obeyed_i(s)',
  clauses: [],
  protocols: ['generals'],
  hears: ['fact', 'mark'],

  start: () => ({ open: {}, crashed: {} }),

  observe(state, observation) {
    const { process: general } = observation;
    if (observation.kind === 'mark') {
      if (observation.mark === 'crashed') state.crashed[general] = true;
      else delete state.crashed[general];
      return [];
    }
    if (observation.kind !== 'fact') return [];
    const { fact, event } = observation;
    if (fact.fact === 'order-announced') (state.open[general] ??= {})[fact.seq] = event;
    if (fact.fact === 'order-missed' || fact.fact === 'executed')
      delete state.open[general]?.[fact.seq];
    return [];
  },

  finish(state, bench) {
    return Object.entries(state.open).flatMap(([id, orders]) => {
      const general = Number(id);
      const [first] = Object.entries(orders);
      const isExcused = state.crashed[general] === true || !bench.isCorrect(general);
      if (first === undefined || isExcused) return [];
      const [seq, event] = first;
      return [
        {
          monitor: 'termination',
          at: bench.now,
          replicas: [general],
          detail: `${names([general])} was told that order ${seq} was due, and never made up its mind.`,
          evidence: [event],
          certificates: [],
          culprits: [],
        },
      ];
    });
  },
};
