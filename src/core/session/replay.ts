import type { EventIndex, Kernel, Snapshot } from '../model/index.ts';

/** A place to start a replay from. `into`: simulation steps done within its microsecond. */
export type Waypoint = { readonly snapshot: Snapshot; readonly into: number };

/** How dense waypoints are at first, and how many are kept: beyond it every other one goes and the distance doubles. */
const FIRST_DISTANCE = 512;
const WAYPOINTS_MAX = 64;

export type Waypoints = {
  /** Called between steps; takes a snapshot when it is time for one. */
  offer(kernel: Kernel): void;
  list(): readonly Waypoint[];
};

export function createWaypoints(kept: readonly Waypoint[]): Waypoints {
  let waypoints = [...kept];
  let distance = Math.max(
    FIRST_DISTANCE,
    ...kept.map((one, index) => one.snapshot.events - (kept[index - 1]?.snapshot.events ?? 0)),
  );
  return {
    offer(kernel) {
      const last = waypoints.at(-1);
      if (last !== undefined && kernel.events - last.snapshot.events < distance) return;
      waypoints.push({ snapshot: kernel.snapshot(), into: kernel.stepsIntoNow });
      if (waypoints.length <= WAYPOINTS_MAX) return;
      waypoints = waypoints.filter((_, index) => index % 2 === 0);
      distance *= 2;
    },
    list: () => waypoints,
  };
}

/** The last waypoint that is not past a number of events. Snapshots are shared between branches and never changed. */
function nearest(waypoints: readonly Waypoint[], events: EventIndex): Waypoint | null {
  return waypoints.findLast(({ snapshot }) => snapshot.events <= events) ?? null;
}

/** A second kernel without a sink that goes to any place of what is recorded. */
export type Scout = {
  /** Every state as it was after so many events. */
  goTo(events: EventIndex): Kernel;
};

export function createScout(makeKernel: () => Kernel, waypoints: () => readonly Waypoint[]): Scout {
  let kernel: Kernel | null = null;
  const start = (events: EventIndex): Kernel => {
    const waypoint = nearest(waypoints(), events);
    const isUsable = kernel !== null && kernel.events <= events;
    if (kernel !== null && isUsable && kernel.events >= (waypoint?.snapshot.events ?? 0))
      return kernel;
    if (kernel === null || waypoint === null) kernel = makeKernel();
    if (waypoint !== null) kernel.restore(waypoint.snapshot);
    return kernel;
  };
  return {
    goTo(events) {
      kernel = start(events);
      while (kernel.events < events && kernel.step());
      return kernel;
    },
  };
}
