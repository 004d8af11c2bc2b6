import type { Micros, Network, Scenario, Timing } from '../model/index.ts';
import { greatestDelay } from './latency.ts';

/** What the scenario promises about time, as monitors of liveness need it. */
export function timingOf({ network, timers, cost, pbft, until }: Scenario): Timing {
  const isFree = cost.message === 0 && cost.sign === 0 && cost.verify === 0;
  const { checkpointInterval, window } = pbft;
  return {
    viewChange: timers.viewChange,
    delay: isFree ? greatestDelay(network.latency) : null,
    calmFrom: calmFrom(network),
    checkpointInterval,
    window,
    until,
  };
}

function calmFrom({ loss, duplicate, delays, scheduler, partitions, gst }: Network): Micros | null {
  const isReliable =
    loss === 0 && duplicate === 0 && delays.length === 0 && scheduler.kind === 'none';
  if (!isReliable && gst === 0) return null;
  const healed = partitions.reduce((last, { until }) => Math.max(last, until), 0);
  return Math.max(isReliable ? 0 : gst, healed);
}
