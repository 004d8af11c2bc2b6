/** Ties the stage to the stores: what is drawn at the playhead, and what a click on it selects. */
import type { ProcessId } from '../../core/model/index.ts';
import type { Lab } from '../../store/lab.ts';
import type { Selection } from '../../store/state.ts';
import { majorityView } from '../../viz/stage/input.ts';
import type { CrownTravel, StageSelection } from '../../viz/stage/input.ts';
import { createLayouter, stageScene } from '../../viz/stage/scene.ts';
import { createStage } from '../../viz/stage/stage.ts';
import { createSnapshots, partitionAt } from '../snapshot.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Drawing, Size } from '../use-view.ts';

export function startStage(element: HTMLElement, lab: Lab): Drawing {
  const select = (process: ProcessId): void => {
    lab.selection.setState({ process, message: null });
  };
  const stage = createStage(element, {
    onSelect: select,
    onInspect: select,
    onSelectMessage: (message) => lab.selection.setState({ message, process: null }),
  });
  const snapshots = createSnapshots();
  const layouter = createLayouter();
  const crowns = createCrownBearer();
  return {
    draw(size) {
      const snapshot = snapshots(lab);
      if (!snapshot) return false;
      const isStill = lab.settings.getState().isStill;
      const crown = isStill ? null : crowns(snapshot, performance.now());
      const input = inputOf({ snapshot, size, crown, isStill, selected: selectedOf(lab) });
      stage.update(stageScene(input, layouter(input)));
      return crown !== null && crown.progress < 1;
    },
    destroy: () => stage.destroy(),
  };
}

type Shown = {
  readonly snapshot: Snapshot;
  readonly size: Size;
  readonly crown: CrownTravel | null;
  readonly isStill: boolean;
  readonly selected: StageSelection | null;
};

function inputOf({
  snapshot,
  size,
  crown,
  isStill,
  selected,
}: Shown): Parameters<typeof stageScene>[0] {
  const { scenario, timeline, at } = snapshot;
  return {
    processes: snapshot.processes,
    messages: snapshot.messages,
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
