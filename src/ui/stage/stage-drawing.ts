/** Ties the stage to the stores: what is drawn at the playhead, and what a click on it selects. */
import type { ProcessId } from '../../core/model/index.ts';
import type { Lab } from '../../store/lab.ts';
import { partitionAt } from '../../core/base/reach.ts';
import type { Selection } from '../../store/state.ts';
import type { Size } from '../../viz/geometry.ts';
import { createCast } from '../../viz/stage/cast.ts';
import { MOST_ELEMENTS, createCrowd } from '../../viz/stage/crowd.ts';
import type { Crowd } from '../../viz/stage/crowd.ts';
import { majorityView } from '../../viz/stage/input.ts';
import type { CrownTravel, StageInput, StageSelection } from '../../viz/stage/input.ts';
import { glyphSize } from '../../viz/stage/message-scene.ts';
import { createSurveyor, stageScene } from '../../viz/stage/scene.ts';
import type { Ground } from '../../viz/stage/scene.ts';
import { createStage } from '../../viz/stage/stage.ts';
import { eventOf, findEvent, messageAt } from '../../viz/stage/traffic.ts';
import type { Traffic } from '../../viz/stage/traffic.ts';
import { createSnapshots } from '../snapshot.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Drawing } from '../use-view.ts';
import { noteSight } from './stage-sight.ts';

export function startStage(element: HTMLElement, lab: Lab): Drawing {
  return stageOnClock(element, lab, () => performance.now());
}

/** For an audience: see `isBrief` of what the stage is drawn from. */
export function startBriefStage(element: HTMLElement, lab: Lab): Drawing {
  return stageOnClock(element, lab, () => performance.now(), true);
}

/** `clock` moves what is not part of the run, such as the crown from head to head: a film has a clock of its own. */
export function stageOnClock(
  element: HTMLElement,
  lab: Lab,
  clock: () => number,
  isBrief = false,
): Drawing {
  const select = (process: ProcessId): void => {
    lab.selection.setState({ process, message: null, choices: [] });
  };
  const crowd = createCrowd(element);
  const stage = createStage(element, {
    onSelect: select,
    onInspect: select,
    onPress: (at, message) => press(lab, message, eventsNear(crowd.near(at, REACH))),
    onMenu: (process) => openMenu(lab, process),
    onPoint: (pointed) => lab.selection.setState({ pointed }),
  });
  const snapshots = createSnapshots();
  let traffic: Traffic | null = null;
  const eventsNear = (indices: readonly number[]): readonly number[] => {
    const here = traffic;
    return here === null ? [] : indices.map((index) => eventOf(here, index));
  };
  const surveyor = createSurveyor();
  const cast = createCast();
  const crowns = createCrownBearer();
  return {
    draw(size) {
      const snapshot = snapshots(lab);
      if (!snapshot) return false;
      const isStill = lab.settings.getState().isStill;
      const crown = isStill ? null : crowns(snapshot, clock());
      const input = inputOf({ snapshot, size, crown, isStill, isBrief, selected: selectedOf(lab) });
      const ground = surveyor(input);
      traffic = snapshot.traffic;
      const messages = crowdAt(crowd, { snapshot, input, ground });
      const { run } = lab.recording.getState();
      const { isSample } = snapshot;
      const present = messages.reduce((kinds, { kind }) => kinds | (1 << kind), 0);
      noteSight(lab, { traffic, run, isSample, present, hasPoints: crowd.hasPoints() });
      stage.update(stageScene({ ...input, messages, bundles: crowd.bundles() }, ground, cast));
      return crown !== null && crown.progress < 1;
    },
    destroy() {
      stage.destroy();
      crowd.destroy();
    },
  };
}

/** Replicas have one; clients are people's own machines. */
function openMenu(lab: Lab, process: ProcessId): void {
  const n = lab.history.getState().present?.scenario.replicas ?? 0;
  const menu = process < n ? process : null;
  lab.selection.setState({ process, message: null, choices: [], menu });
}

/** A finger is no finer. */
const REACH = 22;

/** Pauses and selects the message that was pressed; where several lie close, they are put up for choice. */
function press(lab: Lab, under: number | null, near: readonly number[]): void {
  const found = [...new Set(under === null ? near : [under, ...near])];
  const [first] = found;
  if (first === undefined) {
    lab.selection.setState({ choices: [] });
    return;
  }
  lab.playback.setState({ isPlaying: false });
  lab.selection.setState({
    message: first,
    process: null,
    choices: found.length > 1 ? found : [],
  });
}

type Scenery = {
  readonly snapshot: Snapshot;
  readonly input: StageInput;
  readonly ground: Ground;
};

/** Draws the messages on the canvas if they are many; the ones that are left for the drawing. */
function crowdAt(crowd: Crowd, { snapshot, input, ground }: Scenery): StageInput['messages'] {
  const { traffic } = snapshot;
  const { selected, time, kinds, values, size, still } = input;
  const count = crowd.look({
    traffic,
    links: ground.links,
    time,
    kinds,
    values,
    process: selected?.kind === 'process' ? selected.id : null,
    size,
    glyphSize: glyphSize(ground.layout.tier.scale),
    isStill: still === true,
  });
  if (count <= MOST_ELEMENTS) {
    crowd.clear();
    return crowd.seen().map((index) => messageAt(traffic, index));
  }
  crowd.draw();
  const chosen = selected?.kind === 'message' ? findEvent(traffic, selected.event) : -1;
  return chosen === -1 ? [] : [messageAt(traffic, chosen)];
}

type Shown = {
  readonly snapshot: Snapshot;
  readonly size: Size;
  readonly crown: CrownTravel | null;
  readonly isStill: boolean;
  readonly isBrief: boolean;
  readonly selected: StageSelection | null;
};

function inputOf({ snapshot, size, crown, isStill, isBrief, selected }: Shown): StageInput {
  const { scenario, timeline, at } = snapshot;
  return {
    processes: snapshot.processes,
    messages: [],
    kinds: snapshot.kinds,
    values: timeline.values,
    focusSeq: null,
    n: snapshot.n,
    q: snapshot.q,
    time: at,
    medianDelay: timeline.medianDelay,
    size,
    nameOf: snapshot.nameOf,
    terms: snapshot.terms,
    agents: snapshot.agents,
    selected,
    crown,
    lastPrimary: snapshot.lastPrimary,
    partition: partitionAt(scenario, at),
    still: isStill,
    isBrief,
  };
}

function selectedOf(lab: Lab): StageSelection | null {
  const { process, message }: Selection = lab.selection.getState();
  if (process !== null) return { kind: 'process', id: process };
  return message === null ? null : { kind: 'message', event: message };
}

/** How long the crown takes from one primary to the next. */
const TRAVEL_MS = 480;

/** Remembers who wore the crown, so that it travels when another one does. */
function createCrownBearer(): (snapshot: Snapshot, now: number) => CrownTravel | null {
  let travel: { from: ProcessId; to: ProcessId; since: number } | null = null;
  return ({ processes, lastPrimary }, now) => {
    const primary = majorityView(processes)?.primary ?? lastPrimary;
    if (!travel) travel = { from: primary, to: primary, since: -TRAVEL_MS };
    if (travel.to !== primary) travel = { from: travel.to, to: primary, since: now };
    const progress = Math.min(1, (now - travel.since) / TRAVEL_MS);
    return { from: travel.from, to: travel.to, progress };
  };
}
