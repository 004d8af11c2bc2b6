/** A space-time diagram without its playhead: it changes with the window and the room, not with every frame. */
import type {
  Glyph,
  MarkKind,
  MessageInfo,
  Micros,
  ProcessId,
  Timeline,
} from '../../core/model/index.ts';
import { LOST_AT, finalValidity, flightTime, isLost } from '../flight.ts';
import type { FlightMessage } from '../flight.ts';
import { between, clamp } from '../geometry.ts';
import type { Point, Size } from '../geometry.ts';
import type { Validity } from '../glyphs.ts';
import type { Namer } from '../names.ts';
import { USUAL_TERMS, bandNames } from '../terms.ts';
import type { DrawingTerms } from '../terms.ts';
import { textWidth } from '../text.ts';
import { createValueBook } from '../values.ts';
import type { ValueBook } from '../values.ts';
import { createFrame, ticksOf } from './frame.ts';
import type { Frame, Range, Tick } from './frame.ts';
import type { LaneHistory, OpenPhase } from './lanes.ts';

export type Lane = {
  readonly id: ProcessId;
  /** '' where lanes lie too close for a name each. */
  readonly name: string;
  readonly mark: MarkKind | null;
  readonly y: number;
  /** Pieces of the lane, each with the mark of its time. */
  readonly pieces: readonly { readonly x: number; readonly end: number; readonly mark: MarkKind }[];
};

export type Shade = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly phase: OpenPhase;
};

export type Wire = {
  readonly event: number;
  readonly tone: string;
  readonly validity: Validity;
  readonly glyph: Glyph;
  readonly from: Point;
  readonly to: Point;
};

export type LaneBead = Point & {
  readonly label: string;
  readonly tone: string;
  readonly size: number;
  readonly title: string;
};

export type Picture = {
  readonly frame: Frame;
  readonly range: Range;
  readonly lanes: readonly Lane[];
  readonly bands: readonly {
    readonly x: number;
    readonly width: number;
    readonly isOdd: boolean;
    readonly label: string;
  }[];
  readonly shades: readonly Shade[];
  readonly wires: readonly Wire[];
  readonly beads: readonly LaneBead[];
  readonly flags: readonly (Point & {
    readonly text: string;
    readonly title: string;
    /** There is no room for the text right of it. */
    readonly isLast: boolean;
  })[];
  readonly ticks: readonly Tick[];
  readonly glyphSize: number;
  readonly summary: string;
};

export type PictureInput = {
  readonly lanes: readonly LaneHistory[];
  readonly messages: readonly FlightMessage[];
  readonly kinds: readonly MessageInfo[];
  readonly timeline: Pick<Timeline, 'bands' | 'violations' | 'values' | 'medianDelay' | 'reached'>;
  readonly range: Range;
  readonly size: Size;
  readonly nameOf: Namer;
  readonly terms?: DrawingTerms;
};

export function spacetimePicture(input: PictureInput): Picture {
  const { lanes, range, size, timeline, terms = USUAL_TERMS } = input;
  const frame = createFrame(size, lanes.length, range);
  const book = createValueBook(timeline.values);
  const wires = wiresOf(input, frame, book);
  return {
    frame,
    range,
    lanes: lanesOf(input, frame),
    bands: bandsOf(input, frame),
    shades: lanes.flatMap((lane, index) => shadesOf(lane, { frame, range, index })),
    wires,
    beads: lanes.flatMap((lane, index) => beadsOf(lane, { frame, range, index, book, terms })),
    flags: flagsOf(input, frame).map((flag) => ({
      ...flag,
      isLast: flag.x + textWidth(flag.text, 12) + 14 > frame.size.width,
    })),
    ticks: ticksOf(frame, range),
    glyphSize: clamp(frame.step * 0.5, 4, 12),
    summary: `${wires.length} messages between ${lanes.length} processes`,
  };
}

const LEAST_NAME_STEP = 13;

function lanesOf({ lanes, range, nameOf }: PictureInput, frame: Frame): readonly Lane[] {
  const every = Math.max(1, Math.ceil(LEAST_NAME_STEP / frame.step));
  return lanes.map((lane, index): Lane => {
    const marks = lane.marks.length > 0 ? lane.marks : [{ at: range.from, kind: 'loyal' as const }];
    return {
      id: lane.id,
      name: index % every === 0 ? nameOf(lane.id) : '',
      mark:
        lane.role === 'replica' && frame.step >= LEAST_NAME_STEP && frame.left > 40
          ? lane.mark
          : null,
      y: frame.y(index),
      pieces: marks.map(({ at, kind }, piece) => ({
        x: frame.x(clamp(at, range.from, range.until)),
        end: frame.x(clamp(marks[piece + 1]?.at ?? range.until, range.from, range.until)),
        mark: kind,
      })),
    };
  });
}

function bandsOf(
  { timeline, range, nameOf, terms = USUAL_TERMS }: PictureInput,
  frame: Frame,
): Picture['bands'] {
  const ends = timeline.bands.map((_, index) => timeline.bands[index + 1]?.from ?? Infinity);
  return timeline.bands.flatMap(({ from, view, primary }, index) => {
    const until = ends[index] ?? Infinity;
    if (from > range.until || until < range.from) return [];
    const x = frame.x(Math.max(from, range.from));
    const width = frame.x(Math.min(until, range.until)) - x;
    const label = bandNames({ view, primary }, nameOf, terms).find(
      (text) => textWidth(text, 12) <= width - 10,
    );
    return [{ x, width, isOdd: index % 2 === 1, label: label ?? '' }];
  });
}

type LanePlace = { readonly frame: Frame; readonly range: Range; readonly index: number };

function shadesOf(lane: LaneHistory, { frame, range, index }: LanePlace): readonly Shade[] {
  const height = clamp(frame.step * 0.62, 2, 22);
  return lane.phases.flatMap(({ at, phase }, entry) => {
    if (phase === null) return [];
    const from = clamp(at, range.from, range.until);
    const until = clamp(lane.phases[entry + 1]?.at ?? range.until, range.from, range.until);
    const x = frame.x(from);
    const width = frame.x(until) - x;
    return width <= 0 ? [] : [{ x, y: frame.y(index) - height / 2, width, height, phase }];
  });
}

function wiresOf(
  { lanes, messages, kinds, timeline, range }: PictureInput,
  frame: Frame,
  book: ValueBook,
): readonly Wire[] {
  const laneOf = new Map(lanes.map(({ id }, index) => [id, index]));
  return messages.flatMap((message): readonly Wire[] => {
    const from = laneOf.get(message.from);
    const to = laneOf.get(message.to);
    const until = hasStopped(message)
      ? message.touchedAt
      : message.sentAt + flightTime(message, timeline.medianDelay);
    const isInside = message.sentAt <= range.until && until >= range.from;
    if (from === undefined || to === undefined || from === to || !isInside) return [];
    const start = { x: frame.x(message.sentAt), y: frame.y(from) };
    const end = { x: frame.x(until), y: frame.y(to) };
    return [
      {
        event: message.event,
        tone: book.ofIndex(message.value).tone,
        validity: finalValidity(message),
        glyph: kinds[message.kind]?.glyph ?? 'circle',
        from: start,
        to: endOf(message, start, end),
      },
    ];
  });
}

/** By hand: its line ends where it was held or dropped. */
function hasStopped({ fate, touchedAt }: FlightMessage): boolean {
  return (fate === 'held' || fate === 'dropped') && touchedAt >= 0;
}

function endOf(message: FlightMessage, start: Point, end: Point): Point {
  if (hasStopped(message))
    return { x: end.x, y: between(start, end, message.touchedShare / 1000).y };
  return isLost(message) ? between(start, end, LOST_AT) : end;
}

function beadsOf(
  lane: LaneHistory,
  place: LanePlace & { readonly book: ValueBook; readonly terms: DrawingTerms },
): readonly LaneBead[] {
  const { frame, range, index, book, terms } = place;
  const size = clamp(frame.step * 0.72, 5, 16);
  return lane.executed
    .filter(({ at }) => at >= range.from && at <= range.until)
    .map(({ at, seq, digest }) => {
      const { letter, tone } = book.ofDigest(digest);
      const name = letter === '' ? String(seq) : letter;
      const { slot, hasQuorums } = terms;
      const title = `${hasQuorums ? 'Executed' : 'Obeyed'} ${slot} ${seq}${letter === '' ? '' : `, value ${letter}`}`;
      return {
        x: frame.x(at),
        y: frame.y(index),
        label: size >= 12 ? name : '',
        tone,
        size,
        title,
      };
    });
}

type Flag = Omit<Picture['flags'][number], 'isLast'>;

/** At the lane of the first replica that stands in it. Those that would cover each other share a flag. */
function flagsOf({ timeline, lanes, range }: PictureInput, frame: Frame): readonly Flag[] {
  const flags: Flag[] = [];
  for (const { violation } of timeline.violations) {
    if (violation.at < range.from || violation.at > range.until) continue;
    const index = lanes.findIndex(({ id }) => id === violation.replicas[0]);
    const y = index === -1 ? frame.top + 8 : frame.y(index);
    const text = violation.monitor.replaceAll('-', ' ');
    const flag = { x: frame.x(violation.at), y, text, title: violation.detail };
    const near = flags.findIndex((other) => isCovered(flag, other));
    const other = flags[near];
    if (other === undefined) flags.push(flag);
    else flags[near] = joinFlags(other, flag);
  }
  return flags;
}

function isCovered(flag: Flag, by: Flag): boolean {
  const reach = textWidth(by.text, 12) + 24;
  return (
    Math.abs(flag.y - by.y) < 16 &&
    flag.x < by.x + reach &&
    by.x < flag.x + textWidth(flag.text, 12) + 24
  );
}

function joinFlags(one: Flag, other: Flag): Flag {
  const texts = new Set([...one.text.split(', '), other.text]);
  return { ...one, text: [...texts].join(', '), title: `${one.title} ${other.title}` };
}

/** The message whose line or glyph is nearest to a point, if any is near enough. */
export function wireAt(picture: Picture, point: Point, reach: number): Wire | null {
  let best: Wire | null = null;
  let least = reach;
  for (const wire of picture.wires) {
    const away = distanceToLine(point, wire);
    if (away <= least) {
      least = away;
      best = wire;
    }
  }
  return best;
}

function distanceToLine(point: Point, { from, to }: Wire): number {
  const run = to.x - from.x;
  const rise = to.y - from.y;
  const share = clamp(
    ((point.x - from.x) * run + (point.y - from.y) * rise) /
      Math.max(1e-6, run * run + rise * rise),
    0,
    1,
  );
  return Math.hypot(point.x - from.x - run * share, point.y - from.y - rise * share);
}

/** The diagram at one moment. */
export type SpacetimeScene = {
  readonly picture: Picture;
  readonly time: Micros;
  readonly hideFuture: boolean;
  readonly selectedMessage: number | null;
};
