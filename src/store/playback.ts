/** The playhead: how it moves while playing and where a jump takes it. Pure; the loop that calls it is in ui. */
import type { Micros, Moment, Timeline, Violation } from '../core/model/index.ts';
import type { Place } from '../worker/messages.ts';
import type { Playback } from './state.ts';

const SPEED_MIN = 0.1;
const SPEED_MAX = 50;
/** Where the slider stands, 0 to 1, for a speed; logarithmic. */
export function sliderOf(speed: number): number {
  return Math.log(speed / SPEED_MIN) / Math.log(SPEED_MAX / SPEED_MIN);
}

export function speedOf(slider: number): number {
  const speed = SPEED_MIN * Math.pow(SPEED_MAX / SPEED_MIN, Math.min(1, Math.max(0, slider)));
  // Two significant digits: nobody means 1.0372 times.
  return Number(speed.toPrecision(2));
}

const SPEED_STEPS: readonly number[] = [0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 50];

/** The next round speed above or below. */
export function nextSpeed(speed: number, direction: 'up' | 'down'): number {
  const found =
    direction === 'up'
      ? SPEED_STEPS.find((each) => each > speed * 1.01)
      : SPEED_STEPS.findLast((each) => each < speed * 0.99);
  return found ?? speed;
}

export const INITIAL_PLAYBACK: Playback = {
  at: 0,
  events: null,
  isPlaying: false,
  speed: 1,
  hidesFuture: false,
  isHeld: false,
  announced: [],
};

export function placeOf(playback: Playback): Place {
  return { at: Math.floor(playback.at), events: playback.events };
}

/** Whether a moment of the recording has been reached. */
export function isPast(moment: Moment, place: Place): boolean {
  return place.events === null ? moment.at <= place.at : moment.events <= place.events;
}

/** How simulated time runs against the viewer's: given by the drawing, which also compresses quiet stretches. */
export interface Pace {
  /** The time after so many seconds of the viewer's. */
  later(at: Micros, seconds: number, speed: number): number;
}

export type Tick = { readonly timeline: Timeline; readonly pace: Pace; readonly seconds: number };

/** One frame of playing. Stops at the end of the run, waits at the end of what is recorded, pauses at a violation. */
export function advanced(playback: Playback, tick: Tick): Playback {
  if (!playback.isPlaying || playback.isHeld) return playback;
  const { timeline } = tick;
  const wanted = tick.pace.later(playback.at, tick.seconds, playback.speed);
  const at = Math.max(playback.at, Math.min(wanted, timeline.reached));
  const moved: Playback = { ...playback, at, events: null };
  const broken = nextViolation(playback, timeline, at);
  if (broken) {
    return {
      ...moved,
      at: broken.moment.at,
      events: broken.moment.events,
      isPlaying: false,
      announced: [...playback.announced, keyOf(broken.violation)],
    };
  }
  return { ...moved, isPlaying: !(timeline.done && at >= timeline.reached) };
}

function nextViolation(
  playback: Playback,
  timeline: Timeline,
  until: number,
): Timeline['violations'][number] | undefined {
  const here = placeOf(playback);
  return timeline.violations.find(
    ({ moment, violation }) =>
      !isPast(moment, here) &&
      moment.at <= until &&
      !playback.announced.includes(keyOf(violation)) &&
      !isPrelude(timeline, violation),
  );
}

/** Certificates that contradict each other before the ledgers do are where a fork begins: one stops at the fork. */
export function isPrelude({ violations }: Timeline, violation: Violation): boolean {
  const seqOf = ({ certificates }: Violation): number | undefined => certificates[0]?.seq;
  const same = violations.filter(
    ({ violation: other }) =>
      other.monitor === violation.monitor && seqOf(other) === seqOf(violation),
  );
  return (
    seqOf(violation) !== undefined &&
    keyOf(same.at(-1)?.violation ?? violation) !== keyOf(violation)
  );
}

function keyOf(violation: Violation): string {
  return `${violation.monitor}@${violation.at}`;
}

/** The playhead on a moment. */
export function movedTo(playback: Playback, moment: Moment): Playback {
  return { ...playback, at: moment.at, events: moment.events };
}

/** The playhead at a time, within what is recorded. */
export function soughtTo(playback: Playback, at: Micros, reached: Micros): Playback {
  return { ...playback, at: Math.round(Math.min(Math.max(0, at), reached)), events: null };
}
