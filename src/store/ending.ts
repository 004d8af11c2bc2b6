/** Where a run has shown what it has to show. */
import type { Micros, Moment, Timeline } from '../core/model/index.ts';
import { isPrelude } from './playback.ts';

/** The first broken promise of safety that is no prelude to another, else the end of the run; null while it is recorded. */
export function endingOf(timeline: Timeline | null): Moment | null {
  if (timeline?.done !== true) return null;
  const broken = timeline.violations.find(
    ({ violation }) => violation.monitor !== 'completion' && !isPrelude(timeline, violation),
  );
  return broken?.moment ?? { at: timeline.reached, events: timeline.events };
}

/** The playhead has come to the end, or to a violation that ends the question. */
export function isOver(timeline: Timeline | null, at: Micros): boolean {
  const ending = endingOf(timeline);
  return ending !== null && at >= ending.at;
}
