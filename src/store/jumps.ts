/** Where the jumps to a phase, a decision, a view and a violation lead. Pure functions of the timeline and the playhead. */
import type { Moment, Timeline } from '../core/model/index.ts';
import type { Direction, Place } from '../worker/messages.ts';
import { isPast, isPrelude } from './playback.ts';

type Marked = { readonly moment: Moment };

/** The nearest of a list in a direction; what stands at the playhead itself is neither before nor behind it. */
function nearest<T extends Marked>(
  list: readonly T[],
  here: Place,
  direction: Direction,
): T | undefined {
  const isForward = direction === 'forward';
  return list
    .filter(({ moment }) => (isForward ? !isPast(moment, here) : isBefore(moment, here)))
    .reduce<T | undefined>((best, each) => {
      if (best === undefined) return each;
      const isNearer = isForward
        ? each.moment.events < best.moment.events
        : each.moment.events > best.moment.events;
      return isNearer ? each : best;
    }, undefined);
}

function isBefore(moment: Moment, here: Place): boolean {
  return here.events === null ? moment.at < here.at : moment.events < here.events;
}

/** Where a correct replica is the first to be pre-prepared, prepared, committed or to have executed at that number. */
export function phaseJump(
  timeline: Timeline,
  here: Place,
  { seq, direction }: { readonly seq: number | null; readonly direction: Direction },
): Moment | null {
  const phases = timeline.phases.filter((phase) => seq === null || phase.seq === seq);
  return nearest(phases, here, direction)?.moment ?? null;
}

export function decisionJump(timeline: Timeline, here: Place, direction: Direction): Moment | null {
  const seen = new Set<number>();
  const firsts = [...timeline.decisions]
    .sort((a, b) => a.moment.events - b.moment.events)
    .filter(({ seq }) => !seen.has(seq) && seen.add(seq));
  // A second value decided for one sequence number is a decision worth stopping at, too.
  const contested = timeline.decisions.filter(({ seq, value }) =>
    timeline.decisions.some((other) => other.seq === seq && other.value !== value),
  );
  return nearest([...firsts, ...contested], here, direction)?.moment ?? null;
}

export function violationJump(
  timeline: Timeline,
  here: Place,
  direction: Direction,
): Moment | null {
  const stops = timeline.violations.filter(({ violation }) => !isPrelude(timeline, violation));
  return nearest(stops, here, direction)?.moment ?? null;
}

/** Where a view begins; the first one began with the run. */
export function viewJump({ bands }: Timeline, here: Place, direction: Direction): Place | null {
  const band =
    direction === 'forward'
      ? bands.find(({ from }) => from > here.at)
      : bands.findLast(({ from }) => from < here.at);
  return band ? { at: band.from, events: null } : null;
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
