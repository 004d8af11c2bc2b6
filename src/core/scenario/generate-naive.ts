import { below, draw } from '../base/draw.ts';
import type { Scenario } from '../model/index.ts';
import { DEFAULTS } from './defaults.ts';
import { generate, type GenerateOptions } from './generate.ts';

/** A stream of its own, so that what else a random scenario draws stays what it was. */
const STREAM = 1_005;

const REQUESTS_MAX = 4;

/**
 * A random scenario of a baseline: a network on which every message arrives once or twice, and at most f of n = 3f + 1 agents that
 * crash, lie or read what they should not. The baselines promise nothing: a hunt is to find out against what.
 */
export function generateNaive(protocol: string) {
  return (number: number, options: GenerateOptions): Scenario => {
    const drawn = generate(number, { ...options, protocol });
    const { workload } = drawn;
    const requests = Math.min(workload.requests, REQUESTS_MAX);
    const last = workload.clients * requests;
    return {
      ...drawn,
      protocol,
      workload: { ...workload, requests },
      network: {
        ...DEFAULTS.network,
        latency: drawn.network.latency,
        duplicate: below(draw(number, STREAM, 1), 30) / 100,
      },
      injections: drawn.injections.filter(({ request }) => request <= last),
      pbft: DEFAULTS.pbft,
    };
  };
}
