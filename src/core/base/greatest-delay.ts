import type { Latency, Micros } from '../model/index.ts';

/** No message takes longer by itself, in microseconds. */
export function greatestDelay(latency: Latency): Micros {
  return latency.kind === 'constant' ? latency.value : latency.max;
}
