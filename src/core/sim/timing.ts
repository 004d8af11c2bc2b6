import { greatestDelay } from '../base/greatest-delay.ts';
import type { Intervention, Micros, Network, Scenario, Timing } from '../model/index.ts';

/** What the scenario promises about time, as monitors of liveness need it. */
export function timingOf(scenario: Scenario): Timing {
  const { network, timers, cost, pbft, until } = scenario;
  const isFree = cost.message === 0 && cost.sign === 0 && cost.verify === 0;
  const { checkpointInterval, window, batch } = pbft;
  return {
    viewChange: timers.viewChange,
    delay: isFree ? greatestDelay(network.latency) : null,
    calmFrom: calmFrom(network, scenario.interventions),
    checkpointInterval,
    window,
    batch,
    until,
  };
}

function calmFrom(
  { loss, duplicate, delays, scheduler, partitions, gst }: Network,
  interventions: readonly Intervention[],
): Micros | null {
  const isReliable =
    loss === 0 && duplicate === 0 && delays.length === 0 && scheduler.kind === 'none';
  if (!isReliable && gst === 0) return null;
  const healed = partitions.reduce((last, { until }) => Math.max(last, until), 0);
  const meddled = interventions.map(meddlesUntil);
  if (meddled.includes(null)) return null;
  return Math.max(isReliable ? 0 : gst, healed, ...meddled.map((until) => until ?? 0));
}

/** Until when a person's hand keeps the network from doing what it promises; null: to the end. */
function meddlesUntil(act: Intervention): Micros | null {
  switch (act.do) {
    case 'drop':
    case 'duplicate':
    case 'hold':
    case 'release':
    case 'tamper':
    case 'rejoin':
      return act.at;
    case 'delay':
      return act.at + act.by;
    case 'isolate':
      return act.until;
    default:
      return 0;
  }
}
