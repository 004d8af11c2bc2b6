import type { Bench, Micros, Observation, ProcessId } from '../model/index.ts';

/** Who is down or a traitor just now, for monitors of liveness: what they ask for depends on who is left. */
export type Council = {
  /** Crashed, or not following the protocol. */
  away: { [replica: ProcessId]: true };
  /** Since when this has been so. */
  since: Micros;
};

export function newCouncil(): Council {
  return { away: {}, since: 0 };
}

export function followCouncil(council: Council, observation: Observation, bench: Bench): void {
  if (observation.kind !== 'mark') return;
  const { process: replica, mark, at } = observation;
  council.since = at;
  if (mark === 'crashed' || !bench.isCorrect(replica)) council.away[replica] = true;
  else delete council.away[replica];
}

/** Few enough are away for the others to go on without them. */
export function canGoOn({ away }: Council, { n, f, q }: Bench): boolean {
  return Object.keys(away).length <= Math.min(f, n - q);
}

/** More requests are under way than proposals take at once, so that some wait for nothing but their turn. */
export function isCrowded(open: number, { timing: { window, batch } }: Bench): boolean {
  return open > (batch === 1 ? window : batch);
}

/** When the network and the council had last become what they are; null while the network is not calm, or no delay is bounded. */
export function calmSince({ since }: Council, { now, timing }: Bench): Micros | null {
  const { calmFrom, delay } = timing;
  if (calmFrom === null || delay === null || now < calmFrom) return null;
  return Math.max(calmFrom, since);
}

/** VIEW-CHANGE, NEW-VIEW, missing requests, three phases, answers and a fetched state, with the time-outs of asking again. */
function timeNeeded({ timing }: Bench): Micros {
  return 16 * (timing.delay ?? 0) + timing.viewChange;
}

/** L2: a state is fetched, and f repliers in a row are silent or lie until the next one is asked. */
export function lagAllowed(bench: Bench): Micros {
  return timeNeeded(bench) + bench.f * bench.timing.viewChange;
}

/** L3: f faulty primaries in a row, the doublings until a time-out suffices, and two for replicas that are out of step. */
export function viewsAllowed(bench: Bench): number {
  let doublings = 0;
  for (let wait = bench.timing.viewChange; wait < timeNeeded(bench); wait *= 2) doublings += 1;
  return bench.f + doublings + 2;
}

/** L6: f faulty primaries in a row cost a time-out each, which doubles, and every view the time that it takes to work. */
export function waitAllowed(bench: Bench): Micros {
  let waits = 0;
  for (let primary = 0, wait = bench.timing.viewChange; primary <= bench.f; primary += 1) {
    waits += wait;
    wait *= 2;
  }
  return waits + (bench.f + 2) * timeNeeded(bench);
}
