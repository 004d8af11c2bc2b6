/** Keeps every message around the playhead where the window, which is drawn whole, has only a sample of them. */
import type { Timeline } from '../core/model/index.ts';
import type { Engine } from '../worker/messages.ts';
import { showFailure } from './notices.ts';
import type { Range } from './range.ts';
import type { Playback, Stores } from './state.ts';

/** A phase of a hundred replicas is ten thousand messages; two phases overlap, and clients speak, too. */
const MESSAGES_MAX = 40_000;
/** A page in median delays, which last a second each at normal speed, and how much of it lies behind the playhead. */
const DELAYS = 1.6;
const BEHIND = 0.25;
/** What is left ahead of the playhead when the next page is asked for. */
const LEAST_AHEAD = 0.35;
/** Faster than this nobody follows single messages, and pages would be out of date before they came. */
const FASTEST = 4;

export function createTrafficKeeper({
  engine,
  stores,
}: {
  readonly engine: Engine;
  readonly stores: Stores;
}): () => void {
  let asked = '';
  return function keep() {
    const { timeline, run, window, windowRun, traffic } = stores.recording.getState();
    if (!timeline || !window || windowRun !== run || window.omitted === 0) return;
    const playback = stores.playback.getState();
    if (playback.isPlaying && playback.speed > FASTEST) return;
    const held = traffic?.run === run ? traffic.range : null;
    if (held && serves(held, playback, timeline)) return;
    const range = pageAround(playback.at, timeline);
    const key = `${run} ${range.from}`;
    if (key === asked) return;
    asked = key;
    engine
      .ask('traffic', { run, ...range, cap: MESSAGES_MAX })
      .then((outcome) => {
        if (outcome.status !== 'done') return;
        const { messages } = outcome.value;
        stores.recording.setState({ traffic: { run, range, messages } });
      })
      .catch((error: unknown) => showFailure(stores, error));
  };
}

/** Begins at whole steps, so that a moving playhead asks for the same page until it comes. */
function pageAround(at: number, { medianDelay, reached }: Timeline): Range {
  const step = Math.max(1, Math.round(medianDelay * BEHIND));
  const from = Math.max(0, (Math.floor(at / step) - 1) * step);
  return { from, until: Math.min(reached, from + Math.round(medianDelay * DELAYS)) };
}

/** Whether the messages held are those of the playhead, and will be for a while. */
function serves(held: Range, { at }: Playback, { medianDelay, reached }: Timeline): boolean {
  const ahead = Math.min(reached, at + medianDelay * LEAST_AHEAD);
  return held.from <= at && held.until >= ahead;
}
