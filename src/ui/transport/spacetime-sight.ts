/** What the diagram looks at: the stretch of time, the lanes, the cone, the cursor. One for each lab, so that it outlives its panel. */
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Cone, ConeDirection, Micros } from '../../core/model/index.ts';
import type { Lab } from '../../store/lab.ts';
import { nextRange, pageOf } from '../../store/range.ts';
import type { Stop } from '../../viz/spacetime/cursor.ts';
import type { LaneRoom } from '../../viz/spacetime/frame.ts';
import { isWhole, moved, spanOf, whole, within, zoomed } from '../../viz/spacetime/range.ts';
import type { Range } from '../../viz/spacetime/range.ts';

export type Sight = {
  /** Chosen by the person; null: the page around the playhead. */
  readonly own: Range | null;
  /** What is shown at present. */
  readonly range: Range;
  readonly room: LaneRoom;
  readonly scroll: number;
  readonly coneMode: ConeDirection | 'off';
  readonly cone: Cone | null;
  readonly cursor: Stop | null;
  /** What is shown, in words. */
  readonly shown: string;
  /** What the cursor stands on. */
  readonly spoken: string;
  /** Whether the lanes do not all fit, or could have more room. */
  readonly canScroll: boolean;
};

export type SightStore = StoreApi<Sight>;

const sights = new WeakMap<Lab, SightStore>();

export function sightOf(lab: Lab): SightStore {
  const known = sights.get(lab);
  if (known !== undefined) return known;
  const made = createStore<Sight>(() => ({
    own: null,
    range: { from: 0, until: 1 },
    room: 'fit',
    scroll: 0,
    coneMode: 'past',
    cone: null,
    cursor: null,
    shown: '',
    spoken: '',
    canScroll: false,
  }));
  sights.set(lab, made);
  return made;
}

const STEP = 1.6;

function reachedOf(lab: Lab): Micros {
  return lab.recording.getState().timeline?.reached ?? 1;
}

/** `at` null: around the playhead where it is to be seen, else around the middle. */
export function zoom(lab: Lab, factor: number, at: number | null = null): void {
  const sight = sightOf(lab);
  const { range } = sight.getState();
  const head = lab.playback.getState().at;
  const isSeen = head >= range.from && head <= range.until;
  const around = at ?? (isSeen ? head : (range.from + range.until) / 2);
  sight.setState({ own: zoomed(range, { factor, at: around }, reachedOf(lab)) });
}

export const zoomIn = (lab: Lab): void => zoom(lab, 1 / STEP);
export const zoomOut = (lab: Lab): void => zoom(lab, STEP);

export function showAll(lab: Lab): void {
  sightOf(lab).setState({ own: whole(reachedOf(lab)) });
}

/** Back to the page around the playhead. */
export function followHead(lab: Lab): void {
  sightOf(lab).setState({ own: null });
}

export function move(lab: Lab, time: number, lanes = 0): void {
  const sight = sightOf(lab);
  const { range, own, scroll } = sight.getState();
  const to = time === 0 ? own : moved(range, time, reachedOf(lab));
  sight.setState({ own: to, scroll: Math.max(0, scroll + lanes) });
}

export function showRange(lab: Lab, range: Range): void {
  sightOf(lab).setState({ own: within(range, reachedOf(lab)) });
}

/** The range to show now: the person's own, which goes with the playhead when that leaves it, or the page around the playhead. */
export function createFollower(lab: Lab): () => Range {
  let page: Range | null = null;
  let last: number | null = null;
  return () => {
    const { timeline } = lab.recording.getState();
    const { at, speed, isPlaying } = lab.playback.getState();
    const { own } = sightOf(lab).getState();
    const before = last;
    last = at;
    if (timeline === null) return { from: 0, until: 1 };
    if (own === null) {
      page = nextRange(page, at, pageOf(timeline, speed));
      return page;
    }
    const isIn = (time: number): boolean => time >= own.from && time <= own.until;
    const hasMoved = before !== null && before !== at;
    const isLost = hasMoved && !isIn(at) && (!isPlaying || isIn(before));
    if (!isLost || isWhole(own, timeline.reached)) return own;
    const share = at > own.until ? 0.2 : 0.8;
    const from = at - share * spanOf(own);
    const next = within({ from, until: from + spanOf(own) }, timeline.reached);
    sightOf(lab).setState({ own: next });
    return next;
  };
}
