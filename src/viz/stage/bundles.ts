/** Where messages are too many for glyphs: those of one process in bundles by sender and kind, each with its count. */
import type { Glyph, ProcessId } from '../../core/model/index.ts';
import { round } from '../geometry.ts';
import type { Point } from '../geometry.ts';
import { createValueBook } from '../values.ts';
import { placeOf } from './crowd-place.ts';
import type { CrowdInput } from './crowd-place.ts';
import { kindOf, receiverOf, senderOf, valueOf } from './traffic.ts';

export type Bundle = Point & {
  readonly key: string;
  readonly glyph: Glyph;
  readonly tone: string;
  /** A line for each message, from where it was sent to where it is. */
  readonly path: string;
  /** "99 sent", "12 coming". */
  readonly label: string;
};

type Group = {
  readonly kind: number;
  readonly value: number;
  readonly isSent: boolean;
  readonly points: Point[];
  path: string;
};

/** Of the messages to be seen, by their index. What a process sends is one bundle for each kind and value; what comes to it is another. */
export function bundlesOf(input: CrowdInput, seen: Iterable<number>): readonly Bundle[] {
  const { process, kinds, values } = input;
  if (process === null) return [];
  const groups = new Map<string, Group>();
  for (const index of seen) gather(groups, { input, index, process });
  const book = createValueBook(values);
  const bundles = [...groups].map(([key, { kind, value, isSent, points, path }]): Bundle => {
    const { x, y } = middleOf(points);
    return {
      ...{ key, x, y, path },
      glyph: kinds[kind]?.glyph ?? 'circle',
      tone: book.ofIndex(value).tone,
      label: `${points.length} ${isSent ? 'sent' : 'coming'}`,
    };
  });
  return spread(bundles);
}

type Gathered = {
  readonly input: CrowdInput;
  readonly index: number;
  readonly process: ProcessId;
};

function gather(groups: Map<string, Group>, { input, index, process }: Gathered): void {
  const { traffic, links } = input;
  const [from, to] = [senderOf(traffic, index), receiverOf(traffic, index)];
  if (from !== process && to !== process) return;
  const point = { x: 0, y: 0 };
  const start = links.places.get(from);
  if (start === undefined || !placeOf(input, index, point)) return;
  const [kind, value, isSent] = [kindOf(traffic, index), valueOf(traffic, index), from === process];
  const key = `${isSent ? 'from' : 'to'} ${kind} ${value}`;
  const group = groups.get(key) ?? { kind, value, isSent, points: [], path: '' };
  group.points.push(point);
  group.path += `M${round(start.x)} ${round(start.y)}L${round(point.x)} ${round(point.y)}`;
  groups.set(key, group);
}

function middleOf(points: readonly Point[]): Point {
  const sum = points.reduce((all, { x, y }) => ({ x: all.x + x, y: all.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

/** Pixels that the sign of a bundle takes, across and down. */
export const SIGN_SIZE = { width: 86, height: 22 } as const;

/** From the top: a sign that would lie over another goes below it. */
function spread(bundles: readonly Bundle[]): readonly Bundle[] {
  const placed: Bundle[] = [];
  for (const bundle of [...bundles].sort((a, b) => a.y - b.y)) {
    let { y } = bundle;
    for (const other of placed) {
      const isBeside = Math.abs(other.x - bundle.x) >= SIGN_SIZE.width;
      if (!isBeside && y < other.y + SIGN_SIZE.height) y = other.y + SIGN_SIZE.height;
    }
    placed.push({ ...bundle, x: round(bundle.x), y: round(y) });
  }
  return placed;
}
