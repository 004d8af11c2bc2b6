import type { Bench, Observation, ProcessId } from '../model/index.ts';

/**
 * Loyalty in the sense of 1982: all through an order. Who was a traitor during a part of it takes for said what it never said, and
 * can be led astray by that; what is promised to the loyal is not promised to it.
 */
export type Loyalty = {
  /** The order under way, or the last one. */
  order: number;
  traitors: { [general: ProcessId]: true };
  /** The last order during which it was a traitor. */
  betrayed: { [general: ProcessId]: number };
};

export function newLoyalty(): Loyalty {
  return { order: 0, traitors: {}, betrayed: {} };
}

export function followLoyalty(loyalty: Loyalty, observation: Observation, bench: Bench): void {
  const { process: general } = observation;
  if (observation.kind === 'fact' && observation.fact.fact === 'order-announced')
    loyalty.order = Math.max(loyalty.order, observation.fact.seq);
  if (observation.kind !== 'mark') return;
  if (loyalty.traitors[general] === true) loyalty.betrayed[general] = loyalty.order;
  if (bench.isCorrect(general)) delete loyalty.traitors[general];
  else loyalty.traitors[general] = true;
}

/** It has followed the algorithm from the announcement of this order until now. */
export function isLoyalIn(
  { betrayed }: Loyalty,
  { general, seq }: { readonly general: ProcessId; readonly seq: number },
  bench: Bench,
): boolean {
  return bench.isCorrect(general) && seq > (betrayed[general] ?? 0);
}
