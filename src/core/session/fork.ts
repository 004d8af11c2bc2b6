import type { Divergence } from '../base/divergence.ts';
import type { Waypoint } from './replay.ts';

/** A waypoint was passed by both runs if it lies strictly before: at its very place the intervention may have been applied already. */
export function isBefore(waypoint: Waypoint, { at, after }: Divergence): boolean {
  const { snapshot, into } = waypoint;
  return snapshot.at < at || (snapshot.at === at && into < after);
}
