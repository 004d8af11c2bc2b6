import type { Scenario } from '../model/index.ts';
import { DEFAULTS } from './defaults.ts';
import { generate, type GenerateOptions } from './generate.ts';

/**
 * A random scenario of a baseline, on the network that it takes for granted: every message arrives. Orders and faults are drawn as for
 * PBFT.
 */
export function generateNaive(number: number, options: GenerateOptions): Scenario {
  const { protocol = DEFAULTS.protocol } = options;
  const drawn = generate(number, options);
  const network = { ...DEFAULTS.network, latency: drawn.network.latency };
  return { ...drawn, protocol, network, pbft: DEFAULTS.pbft };
}
