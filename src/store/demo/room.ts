/**
 * The five-minute demo. It plays its runs in a lab of its own, with an engine of its own and in plain words: what a person has
 * open in the Lab, with all that can be undone there, is never touched.
 */
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { endingOf, isOver } from '../ending.ts';
import { createLab } from '../lab.ts';
import type { Lab } from '../lab.ts';
import { showFailure } from '../notices.ts';
import { hashOf } from '../pages.ts';
import { toggled } from '../playback.ts';
import { roomOf } from '../rooms.ts';
import { toMoment, toStart } from '../travel.ts';
import { readQuery, START, queryOf } from './address.ts';
import type { DemoPlace, DemoStop } from './address.ts';
import { DEMO_STEPS } from './steps.ts';
import type { Recording } from '../state.ts';
import { createTrials } from './trials.ts';
import type { TrialsRoom } from './trials.ts';
import type { Council } from './yours.ts';

export type Demo = DemoPlace & {
  /** What somebody expected of a step, by position of step and answer. */
  readonly answers: Readonly<Record<number, number>>;
  /** What was wrong with the address, or ''. */
  readonly problem: string;
};

export type DemoRoom = {
  readonly state: StoreApi<Demo>;
  /** Where its runs are played. */
  readonly stage: Lab;
  /** Shows what an address names; one without a query leaves the demo where it is. */
  readonly follow: (query: string) => void;
  readonly go: (stop: DemoStop) => void;
  readonly answer: (answer: number) => void;
  /** At the summary: a person's own council, and the runs that are made of it. */
  readonly seat: (council: Council) => void;
  readonly trials: TrialsRoom;
};

/** What is shown until somebody says what they have. */
const USUAL: Council = { n: 7, f: 2, same: 2 };

/** The demo of a lab: it stays at its step while a person is on other pages. */
export const demoOf = roomOf(createRoom);

function createRoom(lab: Lab): DemoRoom {
  const state = createStore<Demo>(() => ({
    stop: START,
    council: USUAL,
    answers: {},
    problem: '',
  }));
  const stage = createStage(lab);
  const greeting = greet(stage);
  let isShown = false;
  const write = (place: DemoPlace): void => {
    const site = { page: 'demo', query: queryOf(place) } as const;
    lab.site.setState(site);
    lab.around.writeAddress(hashOf(site).slice(1));
  };
  const show = (place: DemoPlace, problem = ''): void => {
    isShown = true;
    state.setState({ ...place, problem });
    write(place);
    void greeting.then(() => openStep(stage, place.stop));
  };
  return {
    state,
    stage,
    go: (stop) => show({ ...state.getState(), stop }),
    follow(query) {
      const present = state.getState();
      const { problem, ...place } = readQuery(query, present);
      if (!isShown || problem !== '' || queryOf(place) !== queryOf(present)) show(place, problem);
      // A link that is copied has to lead to what is shown.
      else if (query !== queryOf(present)) write(present);
    },
    answer(answer) {
      const { stop, answers } = state.getState();
      if (stop.at === 'step') state.setState({ answers: { ...answers, [stop.step]: answer } });
    },
    seat: (council) => show({ stop: { at: 'yours' }, council }),
    trials: createTrials(lab),
  };
}

function createStage({ around, settings }: Lab): Lab {
  const stage = createLab(around.startEngine(), {
    ...around,
    settings: { ...settings.getState(), words: 'plain' },
    writeAddress: () => {},
    // It is no work of anybody's.
    shelf: { left: () => Promise.resolve([]), put: () => true, remove: () => {} },
  });
  settings.subscribe(({ theme, isStill }) => stage.settings.setState({ theme, isStill }));
  stage.selection.setState({ isFirstVisit: false });
  return stage;
}

async function greet(stage: Lab): Promise<void> {
  try {
    const outcome = await stage.engine.ask('hello', null);
    if (outcome.status === 'done') stage.catalog.setState({ field: outcome.value });
  } catch (error) {
    showFailure(stage, error);
  }
}

/** The run of a step, from its beginning. What is open already is only rewound. */
async function openStep(stage: Lab, stop: DemoStop): Promise<void> {
  stage.playback.setState({ isPlaying: false });
  const step = stop.at === 'step' ? DEMO_STEPS[stop.step] : undefined;
  if (step === undefined) return;
  if (stage.history.getState().present?.preset === step.preset) rewind(stage);
  else await stage.opening.begin({ from: 'preset', name: step.preset }, '');
  stage.playback.setState({ speed: step.speed, hidesFuture: true });
}

/** From the beginning once more, with all that will be surprising. */
export function rewind(stage: Lab): void {
  toStart(stage);
  stage.playback.setState({ announced: [] });
}

/** What a clicker does: plays the run of the step, shows how it ends, and goes on to the next. */
export function goOn({ state, stage, go }: DemoRoom): void {
  const { stop } = state.getState();
  const { timeline } = stage.recording.getState();
  const { at, isPlaying } = stage.playback.getState();
  if (timeline === null || isOver(timeline, at)) return go(stopAfter(stop));
  if (isPlaying) return showEnd(stage);
  stage.playback.setState((playback) => toggled(playback, 'forward', timeline));
}

export function goBack({ state, go }: DemoRoom): void {
  go(stopBefore(state.getState().stop));
}

/** Puts the playhead where the run has shown what it is here for: at once, or once the recording knows. */
export function showEnd(stage: Lab): void {
  const { run } = stage.recording.getState();
  const show = (recording: Recording): boolean => {
    if (recording.run !== run) return true;
    const ending = endingOf(recording.timeline);
    if (ending !== null) toMoment(stage, ending);
    return ending !== null;
  };
  if (show(stage.recording.getState())) return;
  const stop = stage.recording.subscribe((recording) => {
    if (show(recording)) stop();
  });
}

/** The last of all is the summary. */
export function stopAfter(stop: DemoStop): DemoStop {
  if (stop.at === 'yours') return stop;
  const step = stop.step + 1;
  return step < DEMO_STEPS.length ? { at: 'step', step } : { at: 'yours' };
}

function stopBefore(stop: DemoStop): DemoStop {
  const step = stop.at === 'yours' ? DEMO_STEPS.length : stop.step;
  return { at: 'step', step: Math.max(0, step - 1) };
}
