/** Keeps what the screen needs around the playhead: the window, the explanation, and the report at the end. */
import type { Engine } from '../worker/messages.ts';
import { stepBefore } from './frame.ts';
import { showFailure } from './notices.ts';
import { isRecorded, placeOf } from './playback.ts';
import { covers, nextRange, pageOf, windowRange } from './range.ts';
import type { Range } from './range.ts';
import type { Stores } from './state.ts';
import { createStatesKeeper } from './states.ts';
import { createTrafficKeeper } from './traffic.ts';

/** Messages that a window holds at most: more cannot be told apart on the diagram, nor drawn sixty times a second. */
const MESSAGES_MAX = 3000;

export function watchPlayhead(engine: Engine, stores: Stores): void {
  const watch = { engine, stores };
  const make = (): readonly (() => void)[] => [
    createWindowKeeper(watch),
    createTrafficKeeper(watch),
    createStatesKeeper(watch),
    createExplainer(watch),
    createReporter(watch),
  ];
  let keepers = make();
  const look = (): void => {
    // A fresh worker numbers its runs anew: nothing that was asked of the old one counts any more.
    if (stores.recording.getState().status === 'crashed') keepers = make();
    if (stores.recording.getState().status !== 'open') return;
    for (const keep of keepers) keep();
  };
  stores.playback.subscribe(look);
  stores.recording.subscribe(look);
}

export type Watch = { readonly engine: Engine; readonly stores: Stores };

function createWindowKeeper({ engine, stores }: Watch): () => void {
  let page: Range | null = null;
  let held: (Range & { readonly run: number }) | null = null;
  let asked = '';
  return function keep() {
    const { timeline, run } = stores.recording.getState();
    if (!timeline) return;
    const { at, speed } = stores.playback.getState();
    page = nextRange(page, at, pageOf(timeline, speed));
    if (held?.run === run && covers(held, page, timeline.reached)) return;
    const wanted = windowRange(page);
    const range = { run, from: wanted.from, until: Math.min(wanted.until, timeline.reached) };
    const key = `${run} ${range.from} ${range.until}`;
    if (key === asked) return;
    asked = key;
    engine
      .ask('window', { ...range, cap: MESSAGES_MAX })
      .then((outcome) => {
        if (outcome.status !== 'done') return;
        held = range;
        stores.recording.setState({ window: outcome.value, windowRun: run, windowRange: range });
      })
      .catch((error: unknown) => showFailure(stores, error));
  };
}

function createExplainer({ engine, stores }: Watch): () => void {
  let asked = '';
  return function keep() {
    const playback = stores.playback.getState();
    const { run, timeline, window, windowRun } = stores.recording.getState();
    if (!timeline) return;
    const place = placeOf(playback);
    // An answer from before the recording has come so far tells of an earlier moment: it is asked for again then.
    const isThere = isRecorded(timeline, place);
    // While playing a new explanation is worth its cost only where something has happened.
    const last =
      playback.isPlaying && window && windowRun === run ? stepBefore(window, place) : null;
    const where = last ? String(last.moment.events) : `${place.at} ${place.events}`;
    const key = `${run} ${where} ${isThere}`;
    if (key === asked) return;
    asked = key;
    stores.recording.setState({ isExplaining: true });
    engine
      .ask('explain', { run, place })
      .then((outcome) => {
        const isLatest = asked === key;
        if (outcome.status === 'done') {
          const isWaiting = !isLatest || !isThere;
          const explained = { explained: outcome.value, explainedRun: run };
          stores.recording.setState({ ...explained, isExplaining: isWaiting });
        } else if (isLatest) stores.recording.setState({ isExplaining: false });
      })
      .catch((error: unknown) => showFailure(stores, error));
  };
}

function createReporter({ engine, stores }: Watch): () => void {
  let asked = 0;
  return function keep() {
    const { run, timeline } = stores.recording.getState();
    if (!timeline?.done || asked === run) return;
    asked = run;
    engine
      .ask('report', { run })
      .then((outcome) => {
        if (outcome.status !== 'done' || stores.recording.getState().run !== run) return;
        stores.recording.setState({ report: outcome.value });
      })
      .catch((error: unknown) => showFailure(stores, error));
  };
}
