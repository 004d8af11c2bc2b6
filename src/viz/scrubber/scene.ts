/** The scrubber at one moment: views as bands, decisions as beads, violations as flags, changes as ticks. */
import type { Micros, Timeline } from '../../core/model/index.ts';
import { clamp, round } from '../geometry.ts';
import type { Size } from '../geometry.ts';
import type { Namer } from '../names.ts';
import { USUAL_TERMS, bandNames, capital } from '../terms.ts';
import type { DrawingTerms } from '../terms.ts';
import { visible } from '../../core/base/visible.ts';
import { fitText, textWidth } from '../text.ts';
import { createValueBook } from '../values.ts';
import type { Warp } from './warp.ts';

export type Band = {
  readonly x: number;
  readonly width: number;
  readonly isOdd: boolean;
  /** '' where there is no room for it. */
  readonly label: string;
  readonly title: string;
};

export type ScrubberBead = {
  readonly x: number;
  readonly tone: string;
  readonly letter: string;
  readonly isPast: boolean;
  readonly title: string;
};

export type ScrubberMark = { readonly x: number; readonly isPast: boolean; readonly title: string };

/** A stretch that playing repeats, from A to B. */
export type ScrubberLoop = { readonly from: number; readonly until: number };

export type ScrubberScene = {
  readonly size: Size;
  readonly warp: Warp;
  /** Left and right end of the track. */
  readonly left: number;
  readonly right: number;
  readonly bands: readonly Band[];
  readonly quiet: readonly { readonly x: number; readonly width: number }[];
  readonly beads: readonly ScrubberBead[];
  readonly flags: readonly ScrubberMark[];
  readonly ticks: readonly ScrubberMark[];
  readonly loop: ScrubberLoop | null;
  readonly bookmarks: readonly ScrubberMark[];
  readonly head: number;
  /** How far the run has been recorded; beyond it nothing is known yet. */
  readonly reached: number;
};

export type ScrubberInput = {
  readonly timeline: Timeline;
  readonly warp: Warp;
  readonly time: Micros;
  readonly size: Size;
  readonly nameOf: Namer;
  /** What people call a monitor. */
  readonly titleOf: (monitor: string) => string;
  readonly terms?: DrawingTerms;
  readonly loop?: { readonly from: Micros; readonly until: Micros } | null;
  /** When the network splits and is whole again. */
  readonly partitions?: readonly { readonly at: Micros; readonly until: Micros }[];
  readonly bookmarks?: readonly { readonly at: Micros; readonly name: string }[];
  /** Leaves out what the playhead has not reached. */
  readonly hideFuture: boolean;
};

const PADDING = 8;
const FONT = 12;
/** Beads closer than this would hide each other: the later one is left out. */
const LEAST_BEAD_GAP = 5;
const LEAST_QUIET = 3;
const LABEL_GAP = 5;
const FLAG_WIDTH = 11;

type Scale = (time: Micros) => number;

export function scrubberScene(input: ScrubberInput): ScrubberScene {
  const { timeline, warp, time, size, titleOf, terms = USUAL_TERMS } = input;
  const { loop = null, bookmarks = [] } = input;
  const left = PADDING;
  const right = Math.max(left + 1, size.width - PADDING);
  const x: Scale = (at) => round(left + warp.toScreen(at) * (right - left));
  const isShown = (at: Micros): boolean => !input.hideFuture || at <= time;
  const mark = (at: Micros, title: string): ScrubberMark => ({
    x: x(at),
    isPast: at <= time,
    title,
  });
  const flags = thinned(
    timeline.violations
      .filter(({ moment }) => isShown(moment.at))
      .map(({ moment, violation }) =>
        mark(
          moment.at,
          `${titleOf(violation.monitor)} is broken: ${terms.reword(visible(violation.detail))}`,
        ),
      ),
    2,
  );
  return {
    size,
    warp,
    left,
    right,
    bands: bandsOf(input, x, flags),
    quiet: timeline.quiet
      .filter(({ from }) => isShown(from))
      .map(({ from, until }) => ({ x: x(from), width: round(x(until) - x(from)) }))
      .filter(({ width }) => width >= LEAST_QUIET),
    beads: beadsOf(input, x).filter((bead) => !input.hideFuture || bead.isPast),
    flags,
    ticks: turningPoints(input)
      .filter(({ at }) => isShown(at))
      .map(({ at, label }) => mark(at, visible(label))),
    loop: loop && { from: x(loop.from), until: x(loop.until) },
    bookmarks: bookmarks.map(({ at, name }) => mark(at, `Bookmark: ${visible(name)}`)),
    head: x(time),
    reached: x(input.hideFuture ? Math.min(time, timeline.reached) : timeline.reached),
  };
}

type TurningPoint = { readonly at: Micros; readonly label: string };

/** What was done to the run: marks, interventions, and the network as it is cut and joined. */
function turningPoints({ timeline, nameOf, partitions }: ScrubberInput): readonly TurningPoint[] {
  return [
    ...timeline.marks
      .filter(({ moment }) => moment.at > 0)
      .map(({ moment: { at }, replica, kind }) => ({ at, label: `${nameOf(replica)} is ${kind}` })),
    ...timeline.interventions.map(({ moment: { at }, label }) => ({ at, label })),
    ...(partitions ?? []).flatMap(({ at, until }) => [
      { at, label: 'The network splits' },
      { at: until, label: 'The network is whole again' },
    ]),
  ];
}

function bandsOf(
  { timeline, time, nameOf, hideFuture, terms = USUAL_TERMS }: ScrubberInput,
  x: Scale,
  flags: readonly ScrubberMark[],
): readonly Band[] {
  const end = hideFuture ? Math.min(time, timeline.reached) : timeline.reached;
  const bands = timeline.bands.filter(({ from }) => from <= end);
  return bands.map(({ from, view, primary }, index): Band => {
    const start = x(from);
    const width = Math.max(1, round(x(Math.min(end, bands[index + 1]?.from ?? end)) - start));
    const [title, short] = bandNames({ view, primary }, nameOf, terms);
    const room = Math.min(
      labelRoom({ start, width, isLast: index === bands.length - 1 }),
      firstAfter(flags, start) - start - LABEL_GAP,
    );
    return {
      x: start,
      width,
      isOdd: index % 2 === 1,
      label: labelFor(title, short, room),
      title,
    };
  });
}

/** A label ends before the next flag. */
function firstAfter(flags: readonly ScrubberMark[], start: number): number {
  return Math.min(Infinity, ...flags.map(({ x }) => x).filter((x) => x >= start - FLAG_WIDTH));
}

/** The last label may run on beyond its band: nothing follows it. */
function labelRoom({
  start,
  width,
  isLast,
}: {
  start: number;
  width: number;
  isLast: boolean;
}): number {
  return isLast && start < 40 ? Math.max(width, 120) : width - 6;
}

function labelFor(long: string, short: string, room: number): string {
  if (textWidth(long, FONT) <= room) return long;
  return textWidth(short, FONT) <= room ? fitText(short, FONT, room) : '';
}

function beadsOf(
  { timeline, time, nameOf, terms = USUAL_TERMS }: ScrubberInput,
  x: Scale,
): readonly ScrubberBead[] {
  const book = createValueBook(timeline.values);
  const beads = timeline.decisions.map(({ moment, seq, value, replica }): ScrubberBead => {
    const { letter, tone } = book.ofIndex(value);
    const what = letter === '' ? '' : `, value ${letter}`;
    const title = terms.reword(
      `${capital(terms.slot)} ${seq} first executed by ${nameOf(replica)}${what}`,
    );
    return { x: x(moment.at), tone, letter, isPast: moment.at <= time, title };
  });
  // Contested ones are what one looks for: they stay where beads are many.
  const contested = beads.filter(({ letter }) => letter !== '');
  const plain = thinned(
    beads.filter(({ letter }) => letter === ''),
    LEAST_BEAD_GAP,
  ).filter((bead) => contested.every((other) => Math.abs(other.x - bead.x) >= LEAST_BEAD_GAP));
  return [...plain, ...contested];
}

function thinned<T extends { readonly x: number }>(marks: readonly T[], gap: number): readonly T[] {
  let last = -Infinity;
  return marks.filter(({ x }) => {
    if (x - last < gap) return false;
    last = x;
    return true;
  });
}

/** The time under a point of the track. */
export function timeAtPoint({ warp, left, right }: ScrubberScene, x: number): Micros {
  return warp.toTime(clamp((x - left) / (right - left), 0, 1));
}
