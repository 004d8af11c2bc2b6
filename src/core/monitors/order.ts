import { freeze } from '../base/clone.ts';
import type { Monitor, ProcessId, Violation } from '../model/index.ts';
import { names } from './words.ts';

type OrderState = {
  /** By replica: the last sequence number executed, also while it was a traitor. */
  last: { [replica: ProcessId]: number };
  /** By sequence number: the state that the first correct replica stated. */
  states: {
    [seq: number]: { readonly replica: ProcessId; readonly state: string; readonly event: number };
  };
  /** Replicas whose memory was reported as different once. */
  strayed: { [replica: ProcessId]: true };
};

/**
 * I5. The ledger of each replica has no gaps, from the beginning or from the checkpoint that it installed, and equal ledgers give
 * equal memories.
 */
export const order: Monitor<OrderState> = {
  id: 'order',
  title: 'Order',
  kind: 'safety',
  claim:
    'Every correct replica executes the sequence numbers one after the other, from the beginning or from a checkpoint, and all have the same memory after each.',
  formula:
    '∀ i ∈ Corr: execOrder_i = s, s+1, s+2, … from s = 1 or an installed checkpoint, and ∀ i, j ∈ Corr, ∀ s: state_i(s) = state_j(s)',
  clauses: ['I5'],
  protocols: ['pbft', 'single', 'first-reply', 'majority'],
  hears: ['fact'],
  facts: ['state-installed', 'executed'],

  start: () => ({ last: {}, states: {}, strayed: {} }),

  observe(state, observation, bench) {
    if (observation.kind !== 'fact') return [];
    const { process: replica, at, event, fact } = observation;
    if (fact.fact === 'state-installed') state.last[replica] = fact.seq;
    if (fact.fact !== 'executed') return [];
    const before = state.last[replica] ?? 0;
    state.last[replica] = fact.seq;
    if (!bench.isCorrect(replica)) return [];
    const found: Violation[] = [];
    const report = (
      replicas: readonly ProcessId[],
      detail: string,
      evidence: readonly number[],
    ): void => {
      found.push({
        monitor: 'order',
        at,
        replicas,
        detail,
        evidence,
        certificates: [],
        culprits: [],
      });
    };
    if (fact.seq !== before + 1) {
      report([replica], `R${replica} executed sequence number ${fact.seq} right after ${before}.`, [
        event,
      ]);
    }
    const first = (state.states[fact.seq] ??= freeze({ replica, state: fact.state, event }));
    if (first.state !== fact.state && state.strayed[replica] !== true) {
      state.strayed[replica] = true;
      const both = [...new Set([first.replica, replica])].sort((a, b) => a - b);
      const what =
        both.length === 1
          ? `the memory of R${replica} is another one than it was before it fetched a state`
          : `the memories of ${names(both)} differ`;
      report(both, `After sequence number ${fact.seq} ${what}.`, [first.event, event]);
    }
    return found;
  },

  finish: () => [],
};
