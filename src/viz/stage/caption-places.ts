import type { Point } from '../geometry.ts';
import { CAPTION_GAP } from './layout.ts';
import type { Seat, StageLayout } from './layout.ts';
import { extentOf } from './tiers.ts';
import type { Extent } from './tiers.ts';
import type { Place } from './way.ts';

/** Of more, messages cover the stage anyway, and ways round all words would lead far out. */
const CROWD = 5;

/** Half the height of a client's two lines. */
const CLIENT_WORDS = 17;

/** Where words stand that belong to a replica or a client, as round as a place; of what stands beside them, the nearer part. */
export function captionPlaces({ seats, clients, tier }: StageLayout): readonly Place[] {
  if (seats.length > CROWD) return [];
  const extent = extentOf(tier);
  const radius = extent.captionHeight / 2;
  return [
    ...(radius === 0 ? [] : seats.map((seat) => ({ ...captionAt(seat, extent), radius }))),
    ...clients.flatMap(({ x, y, half, caption }) => {
      if (caption === null) return [];
      const away = half + CLIENT_WORDS;
      const at = caption.side === 'below' ? { x, y: y + away } : { x: x + away, y };
      return [{ ...at, radius: CLIENT_WORDS }];
    }),
  ];
}

function captionAt(
  { x, y, caption }: Seat,
  { radius, above, below, captionHeight }: Extent,
): Point {
  const half = captionHeight / 2;
  const aside = radius + CAPTION_GAP + half;
  switch (caption) {
    case 'above':
      return { x, y: y - above - half };
    case 'below':
      return { x, y: y + below + half };
    case 'left':
      return { x: x - aside, y };
    case 'right':
      return { x: x + aside, y };
  }
}
