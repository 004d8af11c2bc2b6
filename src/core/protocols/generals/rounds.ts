import { greatestDelay } from '../../base/greatest-delay.ts';
import type { Intervention, Micros, Scenario } from '../../model/index.ts';

/** Time and size of OM(m) and SM(m): how long a round lasts, and how many messages a council sends. */

export type Medium = 'oral' | 'signed';

/**
 * Messages of one order at the most. Oral: (n-1)(n-2)...(n-r) in round r. Signed: the commander's n-1, and each lieutenant passes on
 * at most two orders to at most n-2 others.
 */
export function messagesPerOrder(n: number, m: number, medium: Medium): number {
  const rounds = roundSizes(n, m);
  const oral = rounds.reduce((sum, size) => sum + size, 0);
  if (medium === 'oral' || m === 0) return oral;
  return Math.max(0, n - 1) + 2 * Math.max(0, (n - 1) * (n - 2));
}

/** Oral messages of each of the m+1 rounds. */
export function roundSizes(n: number, m: number): readonly number[] {
  const sizes: number[] = [];
  let size = 1;
  for (let round = 1; round <= m + 1; round += 1) {
    size *= Math.max(0, n - round);
    sizes.push(size);
  }
  return sizes;
}

/**
 * One round: what the network takes at most, what a general works at most on what one round brings, and one microsecond, so that
 * everything sent at its beginning has been read before its end.
 */
export function roundLength({
  network,
  cost,
  replicas: n,
  tolerance: m,
  generals,
}: Scenario): Micros {
  const { message, sign, verify } = cost;
  const isSigned = generals.messages === 'signed';
  const lieutenants = Math.max(1, n - 1);
  const loads = roundSizes(n, m).map((size, index) => {
    const received = isSigned && index > 0 ? 2 * (n - 2) : Math.ceil(size / lieutenants);
    const each = isSigned ? message + (index + 1) * verify + sign : message;
    return Math.max(1, received) * each;
  });
  return greatestDelay(network.latency) + 2 * Math.max(...loads) + 1;
}

/** What in this network the algorithms do not reckon with: they take it for granted that every message arrives in its round. */
export function brokenNetwork({
  network,
  interventions,
}: Pick<Scenario, 'network' | 'interventions'>): readonly string[] {
  const { loss, partitions, delays, scheduler } = network;
  const broken: string[] = [];
  if (loss > 0) broken.push('loses messages');
  if (partitions.length > 0) broken.push('is divided for a time');
  if (delays.length > 0 || scheduler.kind !== 'none') broken.push('holds messages up');
  if (interventions.some(isMeddling)) broken.push('is interfered with by hand');
  return broken;
}

/** A message written as a traitor is the traitor's; everything else done to messages is the network's doing. */
function isMeddling(act: Intervention): boolean {
  return 'message' in act || act.do === 'isolate';
}
