/** Which stretch of simulated time the space-time diagram shows, and which window the page has to hold for it. */
import type { Micros, Timeline } from '../core/model/index.ts';
import { isSettled } from './settled.ts';

export type Range = { readonly from: Micros; readonly until: Micros };

/** Message delays across the diagram at moderate speed: one request and its four phases fit well. */
const DELAYS_SHOWN = 14;
/** At high speed a page of the diagram still lasts for so many seconds. */
const SECONDS_SHOWN = 3;

export type Page = {
  readonly span: Micros;
  /** Where the run ends, which the page does not go far beyond; null while that is not known. */
  readonly end: Micros | null;
};

export function pageOf(timeline: Timeline, speed: number): Page {
  const { medianDelay, reached } = timeline;
  const span = Math.round(medianDelay * Math.max(DELAYS_SHOWN, speed * SECONDS_SHOWN));
  return { span, end: isSettled(timeline) ? reached : null };
}

/** Room behind the end of the run, as a share of the page. */
const END_ROOM = 0.03;

/**
 * The diagram is turned page by page: while the playhead stays on the page nothing moves but the playhead, which is
 * easier to read than a picture that scrolls.
 */
export function nextRange(previous: Range | null, at: Micros, page: Page): Range {
  const limit = page.end === null ? Infinity : Math.ceil(page.end + page.span * END_ROOM);
  const span = Math.min(page.span, limit);
  const isOnPage =
    previous !== null &&
    previous.until - previous.from === span &&
    previous.until <= limit &&
    at >= previous.from &&
    (at <= previous.from + span * 0.9 || previous.until === limit);
  if (isOnPage) return previous;
  const wanted = Math.floor(at - span * 0.2);
  const from = Math.max(0, Math.min(wanted, limit - span));
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
