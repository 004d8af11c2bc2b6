import type { Ending, Micros, Run, Sketch, Timeline, Violation } from '../model/index.ts';

/** Microseconds before and after the moment that decided a run. */
const BEFORE = 130_000;
const AFTER = 12_000;
/** More messages than this in so short a stretch are drawn as bars. */
const CAP = 4_000;

/** Which monitor says that a run ended like that. */
const TELLS: Readonly<Partial<Record<Ending, string>>> = {
  forked: 'agreement',
  deceived: 'client-safety',
};

type Drawn = Pick<Sketch, 'timeline' | 'tile' | 'broke'>;

/** The stretch of a finished run around what decided it: the last word of the monitor that tells of it, or the last decision. */
export function drawnOf(run: Pick<Run, 'timeline' | 'tile'>, ending: Ending): Drawn {
  const timeline = run.timeline();
  const broke = turningPoint(timeline, ending);
  const at = broke?.at ?? lastDecision(timeline);
  const from = Math.max(0, at - BEFORE);
  const until = Math.max(1, Math.min(timeline.reached, at + AFTER));
  const tile = run.tile({ from, until, cap: CAP, buckets: 128, process: null });
  return { timeline, tile, broke };
}

function turningPoint({ violations }: Timeline, ending: Ending): Violation | null {
  if (ending === 'agreed' || ending === 'stalled') return null;
  const all = violations.map(({ violation }) => violation);
  const telling = all.filter(({ monitor }) => monitor === TELLS[ending]);
  return telling.at(-1) ?? all[0] ?? null;
}

/** Where nothing was decided, the beginning is as good as any. */
function lastDecision({ decisions, reached }: Timeline): Micros {
  return decisions.at(-1)?.moment.at ?? Math.min(reached, BEFORE);
}
