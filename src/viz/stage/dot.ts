/** A replica of a large council: a dot in two half rings, prepares at the left and commits at the right, towards their quorum. */
import { clamp, segmentPath } from '../geometry.ts';
import { countOf } from './gauge.ts';
import type { Gauge, GaugeInput, GaugeSegment } from './gauge.ts';
import { GAUGE_RADIUS } from './tiers.ts';

/** Of the radius: where the ring begins, and the disc within it ends. */
const RING = 0.64;
export const DOT_DISC = 0.5;
/** Degrees left free at the top and at the bottom. */
const GAP = 7;

/** Not a slot for each replica, of which there are too many: the share of the quorum that is reached, which ends the half ring. */
export function dotGaugeOf(input: GaugeInput): Gauge {
  const count = countOf(input);
  return { segments: segmentsOf(input, count), notch: '', count, hasQuorum: count >= input.q };
}

function segmentsOf(input: GaugeInput, count: number): readonly GaugeSegment[] {
  const { votes, digest, q, book } = input;
  const reached = clamp(count / q, 0, 1);
  const others = votes.filter((vote) => vote.digest !== digest);
  const other = clamp(others.length / q, 0, 1 - reached);
  const tone = book.ofDigest(digest).tone;
  const pieces: readonly (Pick<GaugeSegment, 'state' | 'tone'> & { readonly share: number })[] = [
    { state: 'vote', tone, share: reached },
    { state: 'empty', tone: 'v-n', share: 1 - reached - other },
    { state: 'other', tone: book.ofDigest(others[0]?.digest ?? '').tone, share: other },
  ];
  let at = 0;
  return pieces.flatMap(({ state, tone: colour, share }) => {
    const from = at;
    at += share;
    return share < 0.005 ? [] : [{ state, tone: colour, path: ringPath(input, from, at) }];
  });
}

function ringPath({ side, scale }: GaugeInput, from: number, to: number): string {
  const radius = GAUGE_RADIUS * scale;
  const span = 180 - 2 * GAP;
  const ends =
    side === 'left'
      ? [180 + GAP + span * from, 180 + GAP + span * to]
      : [180 - GAP - span * to, 180 - GAP - span * from];
  return segmentPath({
    inner: radius * RING,
    outer: radius,
    from: ends[0] ?? 0,
    to: ends[1] ?? 0,
  });
}
