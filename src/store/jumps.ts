/** Where "next phase", "next decision" and "next violation" lead. Pure functions of the timeline and the playhead. */
import type { Moment, Timeline } from '../core/model/index.ts';
import type { Place } from '../worker/messages.ts';
import { isPast, isPrelude } from './playback.ts';

type Marked = { readonly moment: Moment };

function next<T extends Marked>(list: readonly T[], here: Place): T | undefined {
  return list
    .filter((each) => !isPast(each.moment, here))
    .reduce<T | undefined>(
      (first, each) => (first && first.moment.events <= each.moment.events ? first : each),
      undefined,
    );
}

/** To the next moment at which a correct replica becomes pre-prepared, prepared, committed or executed at that number. */
export function nextPhase(timeline: Timeline, here: Place, seq: number | null): Moment | null {
  const phases = timeline.phases.filter((phase) => seq === null || phase.seq === seq);
  return next(phases, here)?.moment ?? null;
}

export function nextDecision(timeline: Timeline, here: Place): Moment | null {
  const seen = new Set<number>();
  const firsts = [...timeline.decisions]
    .sort((a, b) => a.moment.events - b.moment.events)
    .filter(({ seq }) => !seen.has(seq) && seen.add(seq));
  // A second value decided for one sequence number is a decision worth stopping at, too.
  const contested = timeline.decisions.filter(({ seq, value }) =>
    timeline.decisions.some((other) => other.seq === seq && other.value !== value),
  );
  return next([...firsts, ...contested], here)?.moment ?? null;
}

export function nextViolation(timeline: Timeline, here: Place): Moment | null {
  const stops = timeline.violations.filter(({ violation }) => !isPrelude(timeline, violation));
  return next(stops, here)?.moment ?? null;
}

/** The sequence number in work at the playhead: the one whose phase was reached last, or the first to come. */
export function presentSeq(timeline: Timeline, here: Place): number | null {
  const reached = timeline.phases.filter((phase) => isPast(phase.moment, here));
  const last = reached.reduce<(typeof reached)[number] | undefined>(
    (latest, each) => (latest && latest.moment.events >= each.moment.events ? latest : each),
    undefined,
  );
  return last?.seq ?? timeline.phases[0]?.seq ?? null;
}

/** The primary that the correct replicas follow at the playhead, and its view. */
export function presentView(
  timeline: Timeline,
  here: Place,
): { readonly view: number; readonly primary: number } {
  const band = timeline.bands.findLast((each) => each.from <= here.at) ?? timeline.bands[0];
  return band ? { view: band.view, primary: band.primary } : { view: 0, primary: 0 };
}
