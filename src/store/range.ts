/** Which stretch of simulated time the space-time diagram shows, and which window the page has to hold for it. */
import type { Micros } from '../core/model/index.ts';

export type Range = { readonly from: Micros; readonly until: Micros };

/** Message delays across the diagram at moderate speed: one request and its four phases fit well. */
const DELAYS_SHOWN = 14;
/** At high speed a page of the diagram still lasts for so many seconds. */
const SECONDS_SHOWN = 3;

export function spanOf(medianDelay: Micros, speed: number): Micros {
  return Math.round(medianDelay * Math.max(DELAYS_SHOWN, speed * SECONDS_SHOWN));
}

/**
 * The diagram is turned page by page: while the playhead stays on the page nothing moves but the playhead, which is
 * easier to read than a picture that scrolls.
 */
export function nextRange(previous: Range | null, at: Micros, span: Micros): Range {
  const isOnPage =
    previous !== null &&
    previous.until - previous.from === span &&
    at >= previous.from &&
    at <= previous.from + span * 0.9;
  if (isOnPage) return previous;
  const from = Math.max(0, Math.floor(at - span * 0.2));
  return { from, until: from + span };
}

/** The window to ask for: the page and a page on either side, so that turning it needs no waiting. */
export function windowRange(range: Range): Range {
  const span = range.until - range.from;
  return { from: Math.max(0, range.from - Math.round(span / 2)), until: range.until + span };
}

/** Whether a window still serves: it covers the page, up to what has been recorded. */
export function covers(held: Range, page: Range, reached: Micros): boolean {
  return held.from <= page.from && held.until >= Math.min(page.until, reached);
}
