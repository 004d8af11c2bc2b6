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

/** The stretch of a finished run around what decided it: a word of the monitor that tells of it, or the last decision. */
export function drawnOf(run: Pick<Run, 'timeline' | 'tile' | 'explainAt'>, ending: Ending): Drawn {
  const timeline = run.timeline();
  const broke = turningPoint(timeline, ending, run.explainAt);
  const at = broke?.at ?? lastDecision(timeline);
  const from = Math.max(0, at - BEFORE);
  const until = Math.max(1, Math.min(timeline.reached, at + AFTER));
  const tile = run.tile({ from, until, cap: CAP, buckets: 128, process: null });
  return { timeline, tile, broke };
}

/** The first at which the Lab says how the run ended; where it learns that later, the last. */
function turningPoint(
  { violations }: Timeline,
  ending: Ending,
  explainAt: Run['explainAt'],
): Violation | null {
  if (ending === 'agreed' || ending === 'stalled') return null;
  const telling = violations.filter(({ violation }) => violation.monitor === TELLS[ending]);
  const candidates = telling.length > 0 ? telling : violations;
  const plain = candidates.find(({ moment }) => explainAt(moment).outcome === ending);
  return (plain ?? candidates.at(-1))?.violation ?? null;
}

/** Where nothing was decided, the beginning is as good as any. */
function lastDecision({ decisions, reached }: Timeline): Micros {
  return decisions.at(-1)?.moment.at ?? Math.min(reached, BEFORE);
}
