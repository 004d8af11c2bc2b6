/** How simulated time runs against the viewer's. */
import type { Micros, Timeline } from '../core/model/index.ts';
import type { Pace } from '../store/playback.ts';

/** At speed 1 a median message delay lasts one second, and so does a whole quiet stretch. */
export function paceOf(timeline: Timeline): Pace {
  return {
    later: (at, seconds) => {
      let time = at;
      let left = seconds;
      while (left > 0) {
        const stretch = stretchAt(timeline, time);
        const needed = (stretch.until - time) / stretch.speed;
        if (needed > left) return time + left * stretch.speed;
        left -= needed;
        time = stretch.until;
      }
      return time;
    },
  };
}

type Stretch = { readonly until: Micros; readonly speed: number };

function stretchAt({ quiet, medianDelay }: Timeline, at: Micros): Stretch {
  const here = quiet.find((each) => each.from <= at && at < each.until);
  if (here) return { until: here.until, speed: here.until - here.from };
  const next = quiet.find((each) => each.from > at);
  return { until: next?.from ?? Infinity, speed: medianDelay };
}
