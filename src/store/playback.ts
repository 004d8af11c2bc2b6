/** The playhead: how it moves while playing and where a jump takes it. Pure; the loop that calls it is in ui. */
import type { Micros, Moment, Timeline, Violation } from '../core/model/index.ts';
import type { Direction, Place } from '../worker/messages.ts';
import type { Range } from './range.ts';
import { isSettled } from './settled.ts';
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
  direction: 'forward',
  loop: null,
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

/** Whether the recording has gone past a place, so that nothing can be added at or before it. */
export function isRecorded(timeline: Timeline, place: Place): boolean {
  if (isSettled(timeline)) return true;
  return place.events === null ? timeline.reached > place.at : timeline.events >= place.events;
}

/** How simulated time runs against the viewer's: given by the drawing, which also compresses quiet stretches. */
export interface Pace {
  /** The time after so many seconds of the viewer's. */
  later(at: Micros, seconds: number, speed: number): number;
  /** The time before them: what `later` would lead from to here. */
  earlier(at: Micros, seconds: number, speed: number): number;
}

export type Tick = { readonly timeline: Timeline; readonly pace: Pace; readonly seconds: number };

/** One frame of playing. A loop begins again at its other end. */
export function advanced(playback: Playback, tick: Tick): Playback {
  if (!playback.isPlaying || playback.isHeld) return playback;
  const loop = loopIn(playback, tick.timeline);
  const started = loop === null ? playback : within(playback, loop);
  return playback.direction === 'back' ? rewound(started, tick, loop) : played(started, tick, loop);
}

/** Stops at the end of the run, waits at the end of what is recorded, pauses at a violation. */
function played(playback: Playback, tick: Tick, loop: Range | null): Playback {
  const { timeline } = tick;
  const wanted = tick.pace.later(playback.at, tick.seconds, playback.speed);
  const limit = Math.min(loop?.until ?? Infinity, timeline.reached);
  const at = Math.max(playback.at, Math.min(wanted, limit));
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
  return { ...moved, isPlaying: loop !== null || !(isSettled(timeline) && at >= timeline.reached) };
}

/** What has happened already is not announced again. Stops at the start of the run. */
function rewound(playback: Playback, tick: Tick, loop: Range | null): Playback {
  const wanted = tick.pace.earlier(playback.at, tick.seconds, playback.speed);
  const at = Math.min(playback.at, Math.max(wanted, loop?.from ?? 0));
  return { ...playback, at, events: null, isPlaying: loop !== null || at > 0 };
}

/** The stretch to repeat, of which a run that ends earlier has only a part. */
function loopIn({ loop }: Playback, timeline: Timeline): Range | null {
  if (loop === null) return null;
  const until = isSettled(timeline) ? Math.min(loop.until, timeline.reached) : loop.until;
  return loop.from < until ? { from: loop.from, until } : null;
}

/** Where the stretch begins, for a playhead that has come to its end or stands outside. */
function within(playback: Playback, { from, until }: Range): Playback {
  const { at, direction } = playback;
  const isInside = direction === 'back' ? at > from && at <= until : at >= from && at < until;
  if (isInside) return playback;
  return { ...playback, at: direction === 'back' ? until : from, events: null };
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

/** The stretch with one end dragged to a time: it never turns inside out. */
export function withLoopEnd(
  playback: Playback,
  end: 'from' | 'until',
  time: Micros,
): Pick<Playback, 'loop'> {
  const { loop } = playback;
  if (loop === null) return { loop };
  const { from, until } = loop;
  return end === 'from'
    ? { loop: { from: Math.max(0, Math.min(time, until - LOOP_MIN)), until } }
    : { loop: { from, until: Math.max(time, from + LOOP_MIN) } };
}

/** Playing begins in a direction, turns round, or pauses. At its end it starts again from the other one. */
export function toggled(playback: Playback, direction: Direction, timeline: Timeline): Playback {
  const { reached } = timeline;
  if (playback.isPlaying && playback.direction === direction) {
    return { ...playback, isPlaying: false };
  }
  const going: Playback = { ...playback, isPlaying: true, direction };
  if (direction === 'back')
    return playback.at > 0 ? going : { ...going, at: reached, events: null };
  const isAtEnd = isSettled(timeline) && playback.at >= reached;
  return isAtEnd ? { ...going, at: 0, events: null, announced: [] } : going;
}

/** The playhead on a moment. */
export function movedTo(playback: Playback, { at, events }: Place): Playback {
  return { ...playback, at, events };
}

/** A stretch is not shorter than this: it would stand still. */
const LOOP_MIN: Micros = 100;

/** The stretch to repeat with its beginning or its end at the playhead; the other end stays, if it fits. */
export function loopWith(
  { loop, at }: Playback,
  end: 'from' | 'until',
  reached: Micros,
): Range | null {
  const here = Math.floor(at);
  const range =
    end === 'from'
      ? { from: here, until: loop !== null && loop.until > here ? loop.until : reached }
      : { from: loop !== null && loop.from < here ? loop.from : 0, until: here };
  return range.until - range.from < LOOP_MIN ? loop : range;
}

/** The playhead at a time, within what is recorded. */
export function soughtTo(playback: Playback, at: Micros, reached: Micros): Playback {
  return { ...playback, at: Math.round(Math.min(Math.max(0, at), reached)), events: null };
}
