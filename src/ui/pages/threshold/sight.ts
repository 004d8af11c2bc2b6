import type { Box } from '../../../viz/geometry.ts';

/** Sideways only: the page stays where a person has scrolled it. */
export function bringIntoSight(room: HTMLElement, { x, width }: Pick<Box, 'x' | 'width'>): void {
  const { scrollLeft, clientWidth } = room;
  if (x < scrollLeft) room.scrollTo({ left: x - width / 2 });
  else if (x + width > scrollLeft + clientWidth)
    room.scrollTo({ left: x + width * 1.5 - clientWidth });
}
