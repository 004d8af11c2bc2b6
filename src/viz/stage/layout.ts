/** Where everything on the stage stands. The first arrangement in which nothing overlaps is taken, so none ever does. */
import { clamp, distance, isInside, overlap } from '../geometry.ts';
import type { Box, Point, Size } from '../geometry.ts';
import { clientArea } from './client-area.ts';
import type { ClientSeat } from './client-area.ts';
import { evenTurns, pointAt, spreadTurns, walkedTurns } from './ring.ts';
import type { Need, Ring } from './ring.ts';
import { TIERS, dotTier, extentOf } from './tiers.ts';
import type { Extent, Tier } from './tiers.ts';

/** Always away from the middle, so that no message has to cross a caption. */
export type CaptionSide = 'left' | 'right' | 'above' | 'below';

export type Seat = Point & {
  /** Along the ring, from noon clockwise. */
  readonly turn: number;
  readonly caption: CaptionSide;
  /** Everything that belongs to the replica lies in here. */
  readonly box: Box;
};

export type StageLayout = {
  readonly tier: Tier;
  readonly radius: number;
  readonly ring: Ring;
  readonly seats: readonly Seat[];
  readonly clients: readonly ClientSeat[];
};

export type LayoutInput = { readonly n: number; readonly clients: number; readonly size: Size };

const MARGIN = 6;
/** Between the blocks of two replicas. */
const GAP = 4;
export const CAPTION_GAP = 8;
const EXPONENTS = [2, 2.6, 4, 8] as const;
/** Four stand in the corners anyway: the squarer, the more room they have. */
const CORNERS = [5, 8] as const;

export function stageLayout(input: LayoutInput): StageLayout {
  const { seats: clients, rest } = clientArea(input.clients, input.size);
  const area = {
    x: rest.x + MARGIN,
    y: rest.y + MARGIN,
    width: Math.max(1, rest.width - 2 * MARGIN),
    height: Math.max(1, rest.height - 2 * MARGIN),
  };
  const spoken = input.n < LEAST_DOTS ? arrange(input.n, area) : null;
  const found = spoken ?? arrangeDots(input.n, area);
  return { ...found, clients };
}

type Arrangement = Omit<StageLayout, 'clients'>;

function arrange(n: number, area: Box): Arrangement | null {
  for (const tier of TIERS) {
    const room = area.width * area.height;
    const { radius, above, below } = extentOf(tier);
    if (n * 2 * radius * (above + below) > room) continue;
    const stacked = firstFitting({ n, area, tier, placement: 'stacked' });
    // Beside the only one pass all messages to and from its clients.
    const best =
      n === 1 ? stacked : roomier(firstFitting({ n, area, tier, placement: 'side' }), stacked);
    if (best !== null) return best;
  }
  return null;
}

type Attempt = {
  readonly n: number;
  readonly area: Box;
  readonly tier: Tier;
  /** `side`: captions left and right of the ring; `stacked`: above its upper half and below its lower one. */
  readonly placement: 'side' | 'stacked';
};

/** Round before square, even before squeezed. */
function firstFitting(attempt: Attempt): Arrangement | null {
  const { n, area, tier, placement } = attempt;
  if (placement === 'side' && tier.body === 'seat') return null;
  for (const exponent of n === 4 ? CORNERS : EXPONENTS) {
    const ring = ringOf(attempt, exponent);
    if (ring.halfWidth < 0 || ring.halfHeight < 0 || isTooShort(attempt, ring)) return null;
    const spread = [evenTurns(n), walkedTurns(ring, n)];
    if (n > 4) spread.push(spreadTurns(ring, n, needOf(attempt, ring)));
    const found = spread
      .map((turns) => seatAll(attempt, ring, turns))
      .find((each) => fits(each, area) && innerGap(each) >= leastGap(tier));
    if (found !== undefined) return found;
  }
  return null;
}

/** Neighbours are clear of each other across or down, so every step takes at least the smaller of the two. */
function isTooShort({ n, tier }: Attempt, { halfWidth, halfHeight }: Ring): boolean {
  const { radius, above, below } = extentOf(tier);
  const step = Math.min(2 * radius, above + below) + GAP;
  return n > 4 && n * step > 4 * (halfWidth + halfHeight);
}

/** Neighbours need room for a message between them, and nobody is drawn large at the cost of that room. */
function leastGap(tier: Tier): number {
  return tier.scale > 0.8 ? 160 * (tier.scale - 0.8) + 40 : 26 * tier.scale + 6;
}

function ringOf({ n, area, tier, placement }: Attempt, exponent: number): Ring {
  const { radius, above, below, captionHeight } = extentOf(tier);
  const side = Math.max(
    radius,
    placement === 'side' ? radius + CAPTION_GAP + tier.captionWidth : tier.captionWidth / 2,
  );
  const top = placement === 'side' ? Math.max(above, captionHeight / 2) : above + captionHeight;
  const bottom = placement === 'side' ? Math.max(below, captionHeight / 2) : below + captionHeight;
  const isAlone = n === 1;
  return {
    centre: { x: area.x + area.width / 2, y: area.y + top + (area.height - top - bottom) / 2 },
    // A wide stage would pull the ring out into a line; nobody needs more than twice the height.
    halfWidth: isAlone
      ? 0
      : Math.min(area.width / 2 - side, Math.max(area.height, (area.width - 2 * side) * 0.42)),
    halfHeight: isAlone ? 0 : (area.height - top - bottom) / 2,
    exponent,
  };
}

function needOf({ tier, placement }: Attempt, ring: Ring): Need {
  const { radius, above, below, captionHeight } = extentOf(tier);
  if (placement === 'stacked') {
    const across = Math.max(2 * radius, tier.captionWidth) + GAP;
    const roundel = above + below + GAP;
    return (from, to) => {
      const isApart = isUpper(from, ring) !== isUpper(to, ring);
      return { across, down: roundel + (isApart ? 0 : captionHeight) };
    };
  }
  const down = Math.max(above, captionHeight / 2) + Math.max(below, captionHeight / 2) + GAP;
  const caption = CAPTION_GAP + tier.captionWidth;
  return (from, to) => {
    const isApart = isRight(from, ring) !== isRight(to, ring);
    return { across: 2 * radius + GAP + (isApart ? 0 : caption), down };
  };
}

function isUpper(point: Point, ring: Ring): boolean {
  return point.y < ring.centre.y - 1;
}

function isRight(point: Point, ring: Ring): boolean {
  return point.x >= ring.centre.x - 1;
}

function seatAll({ tier, placement }: Attempt, ring: Ring, turns: readonly number[]): Arrangement {
  const extent = extentOf(tier);
  const seats = turns.map((turn) => {
    const point = pointAt(ring, turn);
    const side = isRight(point, ring) ? 'right' : 'left';
    const caption: CaptionSide =
      placement === 'side' ? side : isUpper(point, ring) ? 'above' : 'below';
    return { ...point, turn, caption, box: boxOf({ point, caption, tier, extent }) };
  });
  return { tier, radius: extent.radius, ring, seats };
}

type Placed = {
  readonly point: Point;
  readonly caption: CaptionSide;
  readonly tier: Tier;
  readonly extent: Extent;
};

function boxOf({ point, caption, tier, extent }: Placed): Box {
  const { radius, above, below, captionHeight } = extent;
  if (caption === 'above' || caption === 'below') {
    const half = Math.max(radius, tier.captionWidth / 2);
    const height = above + below + captionHeight;
    const top = above + (caption === 'above' ? captionHeight : 0);
    return { x: point.x - half, y: point.y - top, width: 2 * half, height };
  }
  const top = Math.max(above, captionHeight / 2);
  const beside = CAPTION_GAP + tier.captionWidth;
  return {
    x: point.x - radius - (caption === 'left' ? beside : 0),
    y: point.y - top,
    width: 2 * radius + beside,
    height: top + Math.max(below, captionHeight / 2),
  };
}

function fits({ seats }: Arrangement, area: Box): boolean {
  const slack = {
    x: area.x - 0.5,
    y: area.y - 0.5,
    width: area.width + 1,
    height: area.height + 1,
  };
  return seats.every(
    (seat, index) =>
      isInside(seat.box, slack) &&
      seats.slice(index + 1).every((other) => !overlap(seat.box, other.box, GAP - 1)),
  );
}

/** The one with more room between roundels, where the messages fly. */
function roomier(one: Arrangement | null, other: Arrangement | null): Arrangement | null {
  if (one === null || other === null) return one ?? other;
  return innerGap(other) > innerGap(one) ? other : one;
}

function innerGap({ seats, radius }: Arrangement): number {
  let least = Infinity;
  seats.forEach((seat, index) => {
    for (const other of seats.slice(index + 1))
      least = Math.min(least, distance(seat, other) - 2 * radius);
  });
  return least;
}

/** From so many on, a replica is a dot. */
const LEAST_DOTS = 17;
const LARGEST_DOT = 15;
const SMALLEST_DOT = 2;
/** Kept free outside the ring for names, across and down. */
const NAME_ROOM = { x: 44, y: 20 } as const;

/** More replicas than can be told of in words: dots, as large as the ring leaves them. */
function arrangeDots(n: number, area: Box): Arrangement {
  const hasNames = area.width > 6 * NAME_ROOM.x && area.height > 8 * NAME_ROOM.y;
  const room = hasNames ? NAME_ROOM : { x: 4, y: 4 };
  let radius = LARGEST_DOT;
  let arrangement = dotsOf({ n, area, room, radius });
  // A smaller dot leaves the ring more way: two rounds are enough.
  for (let round = 0; round < 3; round += 1) {
    const wanted = clamp(gapOf(arrangement) / 2 - 1.5, SMALLEST_DOT, radius);
    if (wanted >= radius - 0.05) break;
    radius = wanted;
    arrangement = dotsOf({ n, area, room, radius });
  }
  return arrangement;
}

type Dots = {
  readonly n: number;
  readonly area: Box;
  readonly room: Point;
  readonly radius: number;
};

function dotsOf({ n, area, room, radius }: Dots): Arrangement {
  const halfHeight = Math.max(1, area.height / 2 - radius - room.y);
  const ring: Ring = {
    centre: { x: area.x + area.width / 2, y: area.y + area.height / 2 },
    halfWidth: Math.max(1, Math.min(area.width / 2 - radius - room.x, 2.4 * halfHeight)),
    halfHeight,
    exponent: 2.6,
  };
  const tier = dotTier(radius);
  const extent = extentOf(tier);
  const seats = walkedTurns(ring, n).map((turn) => {
    const point = pointAt(ring, turn);
    const caption = 'below' as const;
    return { ...point, turn, caption, box: boxOf({ point, caption, tier, extent }) };
  });
  return { tier, radius: extent.radius, ring, seats };
}

/** From the first to the second: all are equally far apart along the ring. */
function gapOf({ seats }: Arrangement): number {
  const [first, second] = seats;
  return first === undefined || second === undefined ? Infinity : distance(first, second);
}
