/** A space-time diagram as data: where lanes, views, partitions and flags lie, and what each tile adds. A pure function of its input. */
import type {
  Cone,
  MarkKind,
  MessageInfo,
  Micros,
  ProcessId,
  Tile,
  Timeline,
} from '../../core/model/index.ts';
import type { Size } from '../geometry.ts';
import type { Namer } from '../names.ts';
import { bandNames } from '../terms.ts';
import type { DrawingTerms } from '../terms.ts';
import { textWidth } from '../text.ts';
import { createValueBook } from '../values.ts';
import { createFrame, ticksOf } from './frame.ts';
import type { Frame, LaneRoom, Tick } from './frame.ts';
import { fullestOf, partOf } from './parts.ts';
import type { Part, PartInput } from './parts.ts';
import type { Range } from './range.ts';

export type SpacetimeInput = {
  /** Those of the range, in order; some may still be missing. */
  readonly tiles: readonly Tile[];
  readonly processes: readonly ProcessId[];
  /** How many of them are replicas: the first. */
  readonly n: number;
  readonly kinds: readonly MessageInfo[];
  readonly timeline: Pick<
    Timeline,
    'bands' | 'violations' | 'values' | 'medianDelay' | 'reached' | 'marks'
  >;
  readonly range: Range;
  readonly size: Size;
  readonly room: LaneRoom;
  readonly scroll: number;
  readonly nameOf: Namer;
  /** What people call a monitor. */
  readonly titleOf: (monitor: string) => string;
  readonly terms: DrawingTerms;
  readonly cone: Cone | null;
  /** The lane that is looked at. */
  readonly process: ProcessId | null;
};

export type Lane = {
  readonly id: ProcessId;
  readonly index: number;
  readonly name: string;
  readonly isNamed: boolean;
  readonly isChosen: boolean;
  readonly isReplica: boolean;
};

export type Band = {
  readonly x: number;
  readonly width: number;
  readonly isOdd: boolean;
  readonly label: string;
};

export type Wall = {
  readonly x: number;
  readonly end: number;
  readonly label: string;
  /** Which group each lane is in; lanes of no group are not listed. */
  readonly groups: readonly { readonly lane: number; readonly group: number }[];
};

export type Flag = {
  readonly at: Micros;
  readonly x: number;
  readonly lane: number;
  readonly text: string;
  readonly title: string;
  /** There is no room for the text right of it. */
  readonly isLast: boolean;
};

export type Scene = {
  readonly input: SpacetimeInput;
  readonly frame: Frame;
  readonly lanes: readonly Lane[];
  readonly laneOf: ReadonlyMap<ProcessId, number>;
  readonly bands: readonly Band[];
  readonly walls: readonly Wall[];
  readonly flags: readonly Flag[];
  readonly ticks: readonly Tick[];
};

/** Clients first, then replicas. */
export function laneOrder(processes: readonly ProcessId[], n: number): readonly ProcessId[] {
  return [...processes.filter((id) => id >= n), ...processes.filter((id) => id < n)];
}

export function spacetimeScene(input: SpacetimeInput): Scene {
  const { size, range, room, scroll } = input;
  const order = laneOrder(input.processes, input.n);
  const frame = createFrame({ size, lanes: order.length, range, room, scroll });
  const laneOf = new Map(order.map((id, index) => [id, index]));
  const placed = { input, frame, laneOf };
  return {
    ...placed,
    lanes: lanesOf(placed, order),
    bands: bandsOf(placed),
    walls: wallsOf(placed),
    flags: flagsOf(placed),
    ticks: ticksOf(frame),
  };
}

type Placed = Pick<Scene, 'input' | 'frame' | 'laneOf'>;

const NAME_HEIGHT = 13;

/** Where lanes lie too close for a name each, every so many have one, and the chosen one always. */
function lanesOf({ input, frame }: Placed, order: readonly ProcessId[]): readonly Lane[] {
  const every = Math.max(1, Math.ceil(NAME_HEIGHT / frame.step));
  const chosen = order.findIndex((id) => id === input.process);
  return order.map((id, index) => ({
    id,
    index,
    name: input.nameOf(id),
    isNamed:
      index === chosen ||
      (index % every === 0 &&
        (chosen === -1 || Math.abs(index - chosen) * frame.step >= NAME_HEIGHT)),
    isChosen: index === chosen,
    isReplica: id < input.n,
  }));
}

function bandsOf({ input, frame }: Placed): readonly Band[] {
  const { timeline, range, nameOf, terms } = input;
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

function wallsOf({ input, frame, laneOf }: Placed): readonly Wall[] {
  const { tiles, range } = input;
  const known = new Map(
    tiles.flatMap(({ partitions }) => partitions).map((one) => [JSON.stringify(one), one]),
  );
  return [...known.values()]
    .filter(({ from, until }) => from <= range.until && (until ?? Infinity) >= range.from)
    .map(({ from, until, groups }) => ({
      x: frame.x(Math.max(from, range.from)),
      end: frame.x(Math.min(until ?? input.timeline.reached, range.until)),
      label: `Partition: ${groups.map((members) => members.map(input.nameOf).join(' ')).join(' | ')}`,
      groups: groups.flatMap((members, group) =>
        members.flatMap((id) => {
          const lane = laneOf.get(id);
          return lane === undefined ? [] : [{ lane, group }];
        }),
      ),
    }));
}

/** At the lane of the first replica that stands in it. Those that would cover each other share a flag. */
function flagsOf({ input, frame, laneOf }: Placed): readonly Flag[] {
  const { timeline, range } = input;
  const flags: Flag[] = [];
  for (const { violation } of timeline.violations) {
    if (violation.at < range.from || violation.at > range.until) continue;
    const lane = laneOf.get(violation.replicas[0] ?? -1) ?? 0;
    const text = input.titleOf(violation.monitor);
    const flag = flagAt(frame, {
      at: violation.at,
      x: frame.x(violation.at),
      lane,
      text,
      title: violation.detail,
    });
    const near = flags.findIndex((other) => isCovered(frame, flag, other));
    const other = flags[near];
    if (other === undefined) flags.push(flag);
    else flags[near] = flagAt(frame, joined(other, flag));
  }
  return flags;
}

function flagAt(frame: Frame, flag: Omit<Flag, 'isLast'>): Flag {
  return { ...flag, isLast: flag.x + textWidth(flag.text, 12) + 14 > frame.size.width };
}

function isCovered(frame: Frame, flag: Flag, by: Flag): boolean {
  const reach = textWidth(by.text, 12) + 24;
  return (
    Math.abs(flag.lane - by.lane) * frame.step < 16 &&
    flag.x < by.x + reach &&
    by.x < flag.x + textWidth(flag.text, 12) + 24
  );
}

function joined(one: Flag, other: Flag): Flag {
  const texts = new Set([...one.text.split(', '), other.text]);
  return { ...one, text: [...texts].join(', '), title: `${one.title} ${other.title}` };
}

/** What the tiles add, all at once. */
export function partsOf(scene: Scene): readonly Part[] {
  const pieces = partsInPieces(scene);
  for (;;) {
    const step = pieces.next();
    if (step.done === true) return step.value;
  }
}

/** The same in pieces that take a few milliseconds each. */
export function* partsInPieces(scene: Scene): Generator<void, readonly Part[]> {
  const { input, frame, laneOf } = scene;
  const { timeline, tiles } = input;
  let fullBar = 1;
  for (const tile of tiles) {
    fullBar = Math.max(fullBar, fullestOf(tile));
    yield;
  }
  const part: PartInput = {
    frame,
    laneOf,
    kinds: input.kinds,
    book: createValueBook(timeline.values),
    terms: input.terms,
    medianDelay: timeline.medianDelay,
    reached: timeline.reached,
    cone: input.cone,
    fullBar,
  };
  const parts: Part[] = [];
  for (const [index, tile] of tiles.entries()) {
    const before = tiles[index - 1];
    const hasBefore = before !== undefined && before.bars === null && before.until === tile.from;
    parts.push(yield* partOf(tile, hasBefore, part));
  }
  return parts;
}

/** The mark of a replica at a time. */
export function markAt(
  { marks }: Pick<Timeline, 'marks'>,
  replica: ProcessId,
  time: number,
): MarkKind {
  const last = marks.findLast((mark) => mark.replica === replica && mark.moment.at <= time);
  return MARKS.find((kind) => kind === last?.kind) ?? 'loyal';
}

const MARKS: readonly MarkKind[] = ['loyal', 'crashed', 'lying', 'colluding', 'prompt-injected'];
