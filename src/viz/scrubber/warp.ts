/** Time as a viewer lives it: a median message delay lasts one second, and a stretch in which nothing happens lasts one, too. */
import { clamp } from '../geometry.ts';
import type { Micros } from '../../core/model/index.ts';

export type Stretch = { readonly from: Micros; readonly until: Micros };

export type Warp = {
  /** Seconds of the viewer at 1x, for the whole run. */
  readonly seconds: number;
  /** 0 to 1 along the scrubber. */
  toScreen(time: Micros): number;
  toTime(x: number): Micros;
  /** Simulated microseconds in one second of the viewer at 1x. */
  speedAt(time: Micros): number;
};

/** A quiet stretch plays in so many seconds. */
const QUIET_SECONDS = 1;

type Leg = Stretch & { readonly startsAt: number; readonly speed: number };

export type WarpInput = {
  readonly quiet: readonly Stretch[];
  readonly end: Micros;
  readonly medianDelay: Micros;
};

export function createWarp({ quiet, end, medianDelay }: WarpInput): Warp {
  const normal = Math.max(1, medianDelay);
  const legs = legsOf(quiet, Math.max(1, end), normal);
  const last = legs.at(-1);
  const seconds = last === undefined ? 1 : secondsAt(last, last.until);
  return {
    seconds,
    toScreen(time) {
      const leg = findLeg(legs, ({ from }) => from <= time);
      return leg === undefined ? 0 : clamp(secondsAt(leg, time) / seconds, 0, 1);
    },
    toTime(x) {
      const second = clamp(x, 0, 1) * seconds;
      const leg = findLeg(legs, ({ startsAt }) => startsAt <= second);
      if (leg === undefined) return 0;
      return Math.round(clamp(leg.from + (second - leg.startsAt) * leg.speed, leg.from, leg.until));
    },
    speedAt(time) {
      const leg = findLeg(legs, ({ from }) => from <= time);
      return leg === undefined || time >= leg.until ? normal : leg.speed;
    },
  };
}

/** Stretches in order, with what lies between them; each begins where the last has ended. */
function legsOf(quiet: readonly Stretch[], end: Micros, normal: number): readonly Leg[] {
  const legs: Leg[] = [];
  let at = 0;
  const add = (until: Micros, speed: number): void => {
    if (until <= at) return;
    const last = legs.at(-1);
    legs.push({ from: at, until, speed, startsAt: last === undefined ? 0 : secondsAt(last, at) });
    at = until;
  };
  for (const stretch of [...quiet].sort((a, b) => a.from - b.from)) {
    add(Math.min(stretch.from, end), normal);
    const until = Math.min(stretch.until, end);
    // Never slower than the rest: a short stretch simply plays on.
    add(until, Math.max(normal, (until - at) / QUIET_SECONDS));
  }
  add(end, normal);
  return legs;
}

function secondsAt(leg: Leg, time: Micros): number {
  return leg.startsAt + (time - leg.from) / leg.speed;
}

/** Legs are few, but a frame asks for many positions. */
function findLeg(legs: readonly Leg[], isReached: (leg: Leg) => boolean): Leg | undefined {
  let low = 0;
  let high = legs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const leg = legs[middle];
    if (leg !== undefined && isReached(leg)) low = middle + 1;
    else high = middle;
  }
  return legs[low - 1];
}
