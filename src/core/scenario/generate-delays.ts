import { below, draw } from '../base/draw.ts';
import type { Delay, ProcessId, Scenario } from '../model/index.ts';

/** A stream of its own, so that what the rest of a random scenario draws stays what it was. */
const STREAM = 1_003;

/** In a third of the random scenarios whose network calms down, its adversary has orders of its own before it does. */
export function withDelays(scenario: Scenario, number: number): Scenario {
  let count = 0;
  const dice = (bound: number): number => below(draw(number, STREAM, (count += 1)), bound);
  const { replicas, workload, network } = scenario;
  if (network.gst === 0 || dice(3) > 0) return scenario;
  const processes = replicas + workload.clients;
  const some = (): readonly ProcessId[] | null => {
    const chosen = Array.from({ length: processes }, (_, id) => id).filter(() => dice(3) === 0);
    return chosen.length === 0 ? null : chosen;
  };
  const delays = Array.from({ length: 1 + dice(3) }, (): Delay => {
    const at = dice(network.gst);
    const until = at + 1 + dice(network.gst - at);
    const by = (1 + dice(2_000)) * 1_000;
    return { at, until, from: some(), to: some(), kinds: null, by };
  });
  return { ...scenario, network: { ...network, delays } };
}
