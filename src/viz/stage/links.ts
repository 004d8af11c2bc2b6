/** The way of each link, found once and kept: every message of a link takes it, and there are thousands in a frame. */
import type { ProcessId } from '../../core/model/index.ts';
import type { Curve, Point } from '../geometry.ts';
import { wayBetween } from './way.ts';
import type { Place } from './way.ts';

export type Links = {
  readonly places: ReadonlyMap<ProcessId, Place>;
  between(from: ProcessId, to: ProcessId): Curve | null;
  /** Puts the point of a way into `at`; false where there is no such link. */
  locate(link: number, share: number, at: { x: number; y: number }): boolean;
  /** The number of a link, for `locate`. */
  linkOf(from: ProcessId, to: ProcessId): number;
};

/** Above so many places they are dots, which a message may well pass over. */
const MOST_PLACES = 20;
/** Start, bend and end. */
const FIGURES = 6;
const UNKNOWN = 0;
const KNOWN = 1;
const NONE = 2;

/** `captions`: where words stand that a message had better not cross. */
export function createLinks(
  places: ReadonlyMap<ProcessId, Place>,
  captions: readonly Place[] = [],
): Links {
  const stride = Math.max(0, ...places.keys()) + 1;
  const figures = new Float32Array(stride * stride * FIGURES);
  const states = new Uint8Array(stride * stride);
  const others = places.size > MOST_PLACES ? [] : [...places.values()];
  const find = (link: number): number => {
    const start = places.get(Math.floor(link / stride));
    const end = places.get(link % stride);
    const curve = start && end ? wayBetween(start, end, others, captions) : null;
    const state = curve === null ? NONE : KNOWN;
    figures.set(curve?.flatMap(({ x, y }) => [x, y]) ?? [], link * FIGURES);
    states[link] = state;
    return state;
  };
  const figure = (link: number, index: number): number => figures[link * FIGURES + index] ?? 0;
  const isKnown = (link: number): boolean => {
    const state = states[link];
    return (state === UNKNOWN ? find(link) : state) === KNOWN;
  };
  return {
    places,
    linkOf: (from, to) => (from < stride && to < stride ? from * stride + to : -1),
    between(from, to) {
      const link = this.linkOf(from, to);
      if (link < 0 || !isKnown(link)) return null;
      const point = (index: number): Point => ({
        x: figure(link, index),
        y: figure(link, index + 1),
      });
      return [point(0), point(2), point(4)];
    },
    locate(link, share, at) {
      if (link < 0 || !isKnown(link)) return false;
      const base = link * FIGURES;
      const left = 1 - share;
      const a = left * left;
      const b = 2 * left * share;
      const c = share * share;
      at.x = a * (figures[base] ?? 0) + b * (figures[base + 2] ?? 0) + c * (figures[base + 4] ?? 0);
      at.y =
        a * (figures[base + 1] ?? 0) + b * (figures[base + 3] ?? 0) + c * (figures[base + 5] ?? 0);
      return true;
    },
  };
}
