/** The stage at one moment: a pure function of the recording and the playhead. */
import type { ProcessId, ReplicaProcess } from '../../core/model/index.ts';
import { round } from '../geometry.ts';
import type { Point, Size } from '../geometry.ts';
import { USUAL_TERMS } from '../terms.ts';
import type { Bundle } from './bundles.ts';
import { captionPlaces } from './caption-places.ts';
import { createCast } from './cast.ts';
import type { Cast } from './cast.ts';
import { clientScene } from './client-scene.ts';
import type { ClientScene } from './client-scene.ts';
import { clientsOf, replicasOf } from './input.ts';
import type { CrownTravel, StageInput } from './input.ts';
import { stageLayout } from './layout.ts';
import type { StageLayout } from './layout.ts';
import { gatheringOf } from './gathering.ts';
import type { Gathering } from './gathering.ts';
import { createLinks } from './links.ts';
import type { Links } from './links.ts';
import { messageScenes } from './message-scene.ts';
import type { MessageScene } from './message-scene.ts';
import { timerShare } from './replica-scene.ts';
import type { ReplicaScene } from './replica-scene.ts';
import { outwards, pointAt } from './ring.ts';
import { threadsOf, wallsOf } from './thread.ts';
import type { Thread } from './thread.ts';
import { CROWN_TOP, LEAST_DOT_WITH_TIMER } from './tiers.ts';
import type { Place } from './way.ts';

export type StageScene = {
  readonly size: Size;
  readonly replicas: readonly ReplicaScene[];
  /** What is left of each view timer that runs. */
  readonly timers: ReadonlyMap<ProcessId, number>;
  readonly clients: readonly ClientScene[];
  readonly messages: readonly MessageScene[];
  readonly bundles: readonly Bundle[];
  /** Dimmed while nobody follows its bearer. */
  readonly crown: (Point & { readonly scale: number; readonly isDimmed: boolean }) | null;
  readonly threads: readonly Thread[];
  readonly walls: readonly string[];
  readonly gathering: Gathering | null;
  /** Moving parts may ease; false for people who want no motion. */
  readonly isStill: boolean;
};

/** `ground` spares the search for places while neither the council nor the stage has changed: see `createSurveyor`. */
export function stageScene(
  input: StageInput,
  { layout, links }: Ground = groundOf(input),
  cast: Cast = createCast(),
): StageScene {
  const replicas = replicasOf(input.processes);
  const { book, view, scenes } = cast(input, layout);
  return {
    size: input.size,
    replicas: scenes,
    timers: hasTimers(layout) ? timersOf(replicas, input) : NO_TIMERS,
    clients: clientScenes(input, layout),
    messages: messageScenes({
      ...input,
      links,
      book,
      scale: layout.tier.scale,
    }),
    bundles: input.bundles ?? [],
    crown:
      input.terms?.hasLeader === false
        ? null
        : crownOf(
            layout,
            input.crown ?? standing(view?.primary ?? input.lastPrimary),
            view === null,
          ),
    threads: threadsOf(replicas, layout),
    walls: input.partition ? wallsOf(input.partition, layout) : [],
    gathering: gatheringOf({ input, layout, book }),
    isStill: input.still === true,
  };
}

/** Where everybody stands, and the ways between them. */
export type Ground = { readonly layout: StageLayout; readonly links: Links };

function groundOf(input: StageInput): Ground {
  const { n, processes, size } = input;
  const layout = stageLayout({ n, clients: clientsOf(processes).length, size });
  return { layout, links: createLinks(placesOf(input, layout), captionPlaces(layout)) };
}

/** Remembers the last ground: the search takes longer than a frame may, and changes are rare. */
export function createSurveyor(): (input: StageInput) => Ground {
  let last: { readonly key: string; readonly ground: Ground } | null = null;
  return (input) => {
    const { n, processes, size } = input;
    const clients = clientsOf(processes).map(({ id }) => id);
    const key = [n, size.width, size.height, ...clients].join(' ');
    if (last?.key !== key) last = { key, ground: groundOf(input) };
    return last.ground;
  };
}

function clientScenes(
  { processes, selected, nameOf, terms = USUAL_TERMS }: StageInput,
  layout: StageLayout,
): readonly ClientScene[] {
  return clientsOf(processes).flatMap((process, index) => {
    const seat = layout.clients[index];
    if (seat === undefined) return [];
    const isSelected = selected?.kind === 'process' && selected.id === process.id;
    return clientScene({
      process,
      seat,
      name: nameOf(process.id),
      isSelected,
      replies: terms.replies,
    });
  });
}

const NO_TIMERS: StageScene['timers'] = new Map();

function hasTimers({ tier }: StageLayout): boolean {
  return tier.body !== 'dot' || tier.scale >= LEAST_DOT_WITH_TIMER;
}

function timersOf(
  replicas: readonly ReplicaProcess[],
  { time, terms = USUAL_TERMS }: Pick<StageInput, 'time' | 'terms'>,
): ReadonlyMap<ProcessId, number> {
  const shares = new Map<ProcessId, number>();
  for (const { id, mark, timers } of replicas) {
    const share = mark.kind === 'crashed' ? null : timerShare(timers, time, terms.timer);
    if (share !== null) shares.set(id, share);
  }
  return shares;
}

/** Messages begin and end clear of the gauges. */
function placesOf({ processes }: StageInput, layout: StageLayout): ReadonlyMap<ProcessId, Place> {
  const places = new Map<ProcessId, Place>();
  layout.seats.forEach((seat, replica) => {
    places.set(replica, {
      x: seat.x,
      y: seat.y,
      radius: layout.radius + 7 * layout.tier.scale + 2,
    });
  });
  clientsOf(processes).forEach(({ id }, index) => {
    const seat = layout.clients[index];
    if (seat !== undefined) places.set(id, { x: seat.x, y: seat.y, radius: seat.half + 6 });
  });
  return places;
}

function standing(primary: ProcessId | null | undefined): CrownTravel | null {
  return primary === undefined || primary === null
    ? null
    : { from: primary, to: primary, progress: 1 };
}

/** The crown keeps to the ring on its way, round the shorter side. */
function crownOf(
  layout: StageLayout,
  travel: CrownTravel | null,
  isDimmed: boolean,
): StageScene['crown'] {
  if (travel === null) return null;
  const from = layout.seats[travel.from];
  const to = layout.seats[travel.to];
  if (from === undefined || to === undefined) return null;
  const way = to.turn - from.turn;
  const shorter = way - Math.round(way);
  const at = pointAt(layout.ring, from.turn + shorter * travel.progress);
  const { scale } = layout.tier;
  if (layout.tier.body !== 'dot') {
    const above = (CROWN_TOP - 11) * scale;
    return { x: round(at.x), y: round(at.y - above), scale: Math.max(scale, 0.5), isDimmed };
  }
  // Outside is the name of a dot, so its crown is inside.
  const out = outwards(layout.ring, at);
  const reach = layout.radius + 9;
  return { x: round(at.x - out.x * reach), y: round(at.y - out.y * reach), scale: 0.6, isDimmed };
}
