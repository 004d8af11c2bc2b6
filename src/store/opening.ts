/**
 * Opening runs: a first one from a link or a preset, and a new one for each change. Changes queue up, so that a second
 * click builds on the first and never on a version that is about to be replaced.
 */
import type { Moment, Scenario, Timeline } from '../core/model/index.ts';
import type { Engine, Opened, Source } from '../worker/messages.ts';
import { pushed, redone, switchedTo, undone } from './versions/history.ts';
import type { History, Version } from './versions/history.ts';
import { fullNotice, idleNotice, refusalNotice, showFailure } from './notices.ts';
import { isSettled } from './settled.ts';
import { restorePage, withSitting } from './kept/sitting.ts';
import type { Stores } from './state.ts';

/** What a change turns the present version into; null: nothing. */
export type Change = (present: Version) => Promise<ChangeResult | null> | ChangeResult | null;

export type ChangeResult = {
  readonly scenario: Scenario;
  readonly label: string;
  /** What is said about it, where that is more than its label. */
  readonly toast?: string;
  /** Where the intervention stands that this change adds: the playhead then stands right behind it. */
  readonly intervenedAt?: number;
};

export interface Opening {
  /** Replaces everything, from a preset, a link or a file. False where it was refused. */
  begin(source: Source, label: string): Promise<boolean>;
  /** Edits the present version. The playhead keeps its time. */
  change(change: Change): Promise<void>;
  undo(): Promise<void>;
  redo(): Promise<void>;
  /** Another version, by id. */
  switchTo(version: number): Promise<void>;
  /** A fresh worker, and the present version in it. */
  restart(): Promise<void>;
}

export function createOpening(engine: Engine, stores: Stores): Opening {
  const queued = createQueue((error) => showFailure(stores, error));
  return {
    begin: (source, label) => queued(() => begin({ engine, stores }, source, label), false),
    change: (change) => queued(() => applyChange({ engine, stores }, change), undefined),
    undo: () => queued(() => travel({ engine, stores }, undone), undefined),
    redo: () => queued(() => travel({ engine, stores }, redone), undefined),
    switchTo: (version) =>
      queued(
        () => travel({ engine, stores }, (history) => switchedTo(history, version)),
        undefined,
      ),
    restart: () => {
      engine.restart();
      return queued(() => reopen({ engine, stores }), undefined);
    },
  };
}

type Desk = { readonly engine: Engine; readonly stores: Stores };

/** One job after the other; an error ends its own job only. */
function createQueue(
  onError: (error: unknown) => void,
): <T>(job: () => Promise<T>, otherwise: T) => Promise<T> {
  let tail: Promise<unknown> = Promise.resolve();
  return (job, otherwise) => {
    const done = tail.then(job).catch((error: unknown) => {
      onError(error);
      return otherwise;
    });
    tail = done;
    return done;
  };
}

async function begin(desk: Desk, source: Source, label: string): Promise<boolean> {
  const { stores } = desk;
  const opened = await open(desk, source);
  if (!opened) return false;
  const version = { scenario: opened.scenario, label, preset: opened.preset };
  stores.history.setState(pushed(stores.history.getState(), version, 'fresh'));
  stores.playback.setState({ at: 0, events: null, isPlaying: false, loop: null, announced: [] });
  stores.selection.setState({
    process: null,
    message: null,
    event: null,
    picked: [],
    answer: null,
  });
  stores.recording.setState(({ notice }) => ({ notice: idleNotice(opened.idle) ?? notice }));
  const { sitting } = opened.recorded;
  if (sitting) {
    stores.history.setState((history) => withSitting(history, sitting));
    restorePage(stores, sitting);
  }
  return true;
}

async function applyChange(desk: Desk, change: Change): Promise<void> {
  const { stores } = desk;
  const { present } = stores.history.getState();
  if (!present) return;
  stores.playback.setState({ isHeld: true });
  try {
    const result = await change(present);
    if (!result) return;
    const opened = await open(desk, { from: 'scenario', scenario: result.scenario });
    if (!opened) return;
    const version = { scenario: opened.scenario, label: result.label, preset: present.preset };
    stores.history.setState(pushed(stores.history.getState(), version));
    stores.selection.setState({ toast: result.toast ?? result.label });
    keepTime(stores, opened.timeline, result.intervenedAt);
  } finally {
    stores.playback.setState({ isHeld: false });
  }
}

async function travel(desk: Desk, move: (history: History) => History): Promise<void> {
  const { stores } = desk;
  const before = stores.history.getState();
  const after = move(before);
  if (!after.present) return;
  const opened = await open(desk, { from: 'scenario', scenario: after.present.scenario });
  if (!opened) return;
  stores.history.setState(after);
  keepTime(stores, opened.timeline, undefined);
}

/** The same run once more, with the playhead where it was, also between two events of one microsecond. */
async function reopen(desk: Desk): Promise<void> {
  const { present } = desk.stores.history.getState();
  if (present) await open(desk, { from: 'scenario', scenario: present.scenario });
}

async function open(desk: Desk, source: Source): Promise<Extract<Opened, { ok: true }> | null> {
  const outcome = await desk.engine.ask('open', source);
  if (outcome.status === 'overtaken') return null;
  const opened = outcome.value;
  if (!opened.ok) {
    const isFirst = desk.stores.history.getState().present === null;
    const notice = refusalNotice({ source, problems: opened.problems, isFirst });
    desk.stores.recording.setState({ notice });
    return null;
  }
  desk.stores.recording.setState({
    status: 'open',
    run: opened.run,
    timeline: opened.timeline,
    report: null,
    shared: null,
    claim: opened.recorded.hash,
    notice: opened.timeline.isFull === true ? fullNotice(opened.timeline) : null,
  });
  return opened;
}

/** The playhead keeps its simulated time; right behind the new intervention if there is one, as soon as that is recorded. */
function keepTime(stores: Stores, timeline: Timeline, intervenedAt: number | undefined): void {
  place(stores, timeline, intervenedAt);
  if (intervenedAt === undefined || isRecordedTo(timeline, intervenedAt))
    return keepSelection(stores, timeline, intervenedAt);
  const { run } = stores.recording.getState();
  const { at } = stores.playback.getState();
  const stop = stores.recording.subscribe((recording) => {
    const isOther = recording.run !== run || recording.timeline === null;
    if (!isOther && !isRecordedTo(recording.timeline, intervenedAt)) return;
    stop();
    if (isOther) return;
    if (stores.playback.getState().at === at) place(stores, recording.timeline, intervenedAt);
    keepSelection(stores, recording.timeline, intervenedAt);
  });
}

function place(stores: Stores, timeline: Timeline, intervenedAt: number | undefined): void {
  const { at } = stores.playback.getState();
  const placed = interventionAt(timeline, intervenedAt);
  const limit = isSettled(timeline) ? timeline.reached : Infinity;
  stores.playback.setState(
    placed
      ? { at: placed.at, events: placed.events }
      : { at: Math.min(Math.max(Math.floor(at), intervenedAt ?? 0), limit), events: null },
  );
}

/** What had been sent before an intervention is the same message in the branch that it opens. */
function keepSelection(stores: Stores, timeline: Timeline, intervenedAt: number | undefined): void {
  const placed = interventionAt(timeline, intervenedAt);
  // The last of its events is the intervention itself.
  const isKept = (event: number | null): boolean =>
    event !== null && placed !== null && event < placed.events - 1;
  const { message, event } = stores.selection.getState();
  if (!isKept(message)) stores.selection.setState({ message: null });
  if (!isKept(event)) stores.selection.setState({ event: null });
}

/** Whether the recording tells of all that happens at this time. */
function isRecordedTo(timeline: Timeline, at: number): boolean {
  return isSettled(timeline) || timeline.reached > at || interventionAt(timeline, at) !== null;
}

function interventionAt(timeline: Timeline, at: number | undefined): Moment | null {
  return timeline.interventions.findLast((each) => each.moment.at === at)?.moment ?? null;
}
