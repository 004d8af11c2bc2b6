/** Where each of many messages is drawn, read from packed numbers without an object for any. */
import type { MessageInfo, Micros, ProcessId, ValueInfo } from '../../core/model/index.ts';
import type { Size } from '../geometry.ts';
import type { Links } from './links.ts';
import { receiverOf, senderOf, shareAt } from './traffic.ts';
import type { Traffic } from './traffic.ts';

export type CrowdInput = {
  readonly traffic: Traffic;
  readonly links: Links;
  readonly time: Micros;
  readonly kinds: readonly MessageInfo[];
  readonly values: readonly ValueInfo[];
  /** Whose messages stand out, or null. */
  readonly process: ProcessId | null;
  readonly size: Size;
  /** Of a glyph, in pixels of the page. */
  readonly glyphSize: number;
  /** For people who want no motion: near the end of their way. */
  readonly isStill: boolean;
};

/** Where a message is drawn that does not move. */
const STILL_AT = 0.9;

/** Puts the point where a message is drawn into `at`; false where its way is not on the stage. */
export function placeOf(
  { traffic, links, time, isStill }: CrowdInput,
  index: number,
  at: { x: number; y: number },
): boolean {
  const link = links.linkOf(senderOf(traffic, index), receiverOf(traffic, index));
  const share = shareAt(traffic, index, time);
  const isOver = share >= (traffic.stops[index] ?? 1);
  return links.locate(link, isStill && !isOver ? STILL_AT : share, at);
}
