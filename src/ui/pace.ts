/** How simulated time runs against the viewer's: the drawing's own compression of quiet stretches, at any speed. */
import type { Timeline } from '../core/model/index.ts';
import type { Pace } from '../store/playback.ts';
import { createWarp } from '../viz/scrubber/warp.ts';
import type { Warp } from '../viz/scrubber/warp.ts';

/** Fine enough that entering and leaving a quiet stretch is off by less than a tenth of a frame. */
const PIECE_S = 0.002;

export function paceOf({ medianDelay }: Timeline, warp: Warp): Pace {
  const normal = Math.max(1, medianDelay);
  // A quiet stretch lasts its second also in slow motion, and no longer than the rest when playing fast.
  const rateAt = (time: number, speed: number): number => {
    const atOne = warp.speedAt(time);
    return atOne > normal ? Math.max(atOne, normal * speed) : normal * speed;
  };
  return {
    later(at, seconds, speed) {
      let time = at;
      for (let left = seconds; left > 0; left -= PIECE_S) {
        time += rateAt(time, speed) * Math.min(left, PIECE_S);
      }
      return time;
    },
    earlier(at, seconds, speed) {
      let time = at;
      for (let left = seconds; left > 0; left -= PIECE_S) {
        time -= rateAt(time - JUST_BEFORE, speed) * Math.min(left, PIECE_S);
      }
      return time;
    },
  };
}

/** Where two stretches meet, going back is in the earlier one. */
const JUST_BEFORE = 0.001;

/** The warp of the present timeline: playback and scrubber share it, and it changes only with the recording. */
export function createWarps(): (timeline: Timeline) => Warp {
  let last: { readonly timeline: Timeline; readonly warp: Warp } | null = null;
  return (timeline) => {
    if (last?.timeline !== timeline) {
      const { quiet, reached, medianDelay } = timeline;
      last = { timeline, warp: createWarp({ quiet, end: reached, medianDelay }) };
    }
    return last.warp;
  };
}
