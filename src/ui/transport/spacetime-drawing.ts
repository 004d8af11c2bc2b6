/** Ties the space-time diagram to the stores: what it shows of the recording, and what hands on it do. */
import type { Lab } from '../../store/lab.ts';
import { seek } from '../../store/travel.ts';
import type { Size } from '../../viz/geometry.ts';
import type { Hit } from '../../viz/spacetime/hit.ts';
import type { Part } from '../../viz/spacetime/parts.ts';
import { tilesOf } from '../../viz/spacetime/range.ts';
import { laneOrder, spacetimeScene } from '../../viz/spacetime/scene.ts';
import type { Scene, SpacetimeInput } from '../../viz/spacetime/scene.ts';
import { createSpacetime } from '../../viz/spacetime/spacetime.ts';
import { shownWords, wordsOfHit } from '../../viz/spacetime/words.ts';
import { TILE_GUTTER } from '../../viz/spacetime/frame.ts';
import type { Drawing } from '../use-view.ts';
import { createConeKeeper } from './spacetime-cone.ts';
import { createContext } from './spacetime-context.ts';
import type { Context } from './spacetime-context.ts';
import { listenToKeys } from './spacetime-keys.ts';
import { createFollower, followHead, move, showRange, sightOf, zoom } from './spacetime-sight.ts';
import { createTileStore } from './spacetime-tiles.ts';
import type { Shown } from './spacetime-tiles.ts';
import { density } from '../../viz/zoom.ts';

export function startSpacetime(element: HTMLElement, lab: Lab, plan: () => void): Drawing {
  const sight = sightOf(lab);
  const tiles = createTileStore(lab, plan);
  const follow = createFollower(lab);
  const contextOf = createContext(lab);
  const keepCone = createConeKeeper(lab);
  let order: readonly number[] = [];
  const view = createSpacetime(element, {
    onZoom: (factor, at) => zoom(lab, factor, at),
    onMove: (time, lanes) => move(lab, time, lanes),
    onRange: (range) => showRange(lab, range),
    onReset: () => followHead(lab),
    onSeek: (time) => seek(lab, time),
    onPick: (hit) => pick(lab, hit),
    onPickLane: (lane) => pickProcess(lab, order[lane] ?? null),
    tell: (hit) => wordsOfHit(hit, contextOf().words),
    onChange: plan,
  });
  const stopKeys = listenToKeys(element, lab, {
    parts: () => view.parts(),
    order: () => order,
    words: () => contextOf().words,
  });
  const stopSight = sight.subscribe(plan);
  return {
    draw(size) {
      const context = contextOf();
      if (context.timeline === null) return false;
      const range = follow();
      const { process } = lab.selection.getState();
      const shown = tiles.show(
        tilesOf(range, size.width - TILE_GUTTER, context.timeline.reached),
        process,
      );
      keepCone();
      const scene = sceneOf(lab, context, { shown, range, size });
      if (scene === null) return false;
      order = laneOrder(scene.input.processes, scene.input.n);
      const isBusy = view.update(stateOf(lab, scene, { shown, context }));
      report(lab, scene, isBusy ? null : wordsFor(scene, view.parts(), shown.isComplete));
      return isBusy || shown.isWaiting;
    },
    destroy() {
      stopKeys();
      stopSight();
      view.destroy();
    },
  };
}

function wordsFor(scene: Scene, parts: readonly Part[], isComplete: boolean): string {
  return isComplete ? shownWords(scene, parts) : 'Reading the recording …';
}

function pick(lab: Lab, hit: Exclude<Hit, { readonly kind: 'bars' }>): void {
  switch (hit.kind) {
    case 'message':
      lab.selection.setState({ message: hit.wire.message.event, event: null, process: null });
      return;
    case 'row':
      lab.selection.setState({ event: hit.row.event, message: null, process: null });
      return;
    case 'flag':
      seek(lab, hit.flag.at);
  }
}

function pickProcess(lab: Lab, process: number | null): void {
  if (process !== null) lab.selection.setState({ process, message: null, event: null });
}

type Given = {
  readonly shown: Shown;
  readonly range: SpacetimeInput['range'];
  readonly size: Size;
};

function sceneOf(lab: Lab, context: Context, { shown, range, size }: Given): Scene | null {
  const { timeline, n, clients } = context;
  if (timeline === null) return null;
  const { room, scroll, cone } = sightOf(lab).getState();
  const usual = Array.from({ length: n + clients }, (_, id) => id);
  const seen = shown.tiles.flatMap(({ processes }) => processes);
  const processes = [...new Set([...usual, ...seen])].sort((a, b) => a - b);
  return spacetimeScene({
    tiles: shown.tiles,
    processes,
    n,
    kinds: context.words.kinds,
    timeline,
    range,
    size,
    room,
    scroll,
    nameOf: context.words.nameOf,
    titleOf: context.titleOf,
    terms: context.words.terms,
    cone,
    process: lab.selection.getState().process,
  });
}

const identities = new WeakMap<object, number>();
let known = 0;

/** A number for each object, so that a key can say which one it is about. */
function identity(one: object): number {
  const found = identities.get(one) ?? ++known;
  identities.set(one, found);
  return found;
}

type Drawn = { readonly shown: Shown; readonly context: Context };

function stateOf(lab: Lab, scene: Scene, { shown, context }: Drawn) {
  const { input, frame } = scene;
  const { message, event } = lab.selection.getState();
  const { at, hidesFuture } = lab.playback.getState();
  const { theme } = lab.settings.getState();
  const key = [
    input.range.from,
    input.range.until,
    frame.size.width,
    frame.size.height,
    frame.step,
    frame.scroll,
    input.process,
    theme,
    identity(context.words.values),
    input.cone === null ? 0 : identity(input.cone),
    input.processes.length,
    density(),
    ...shown.tiles.map(identity),
  ].join(' ');
  return {
    scene,
    key,
    moment: { time: at, hidesFuture },
    selectedMessage: message,
    selectedEvent: event,
    cursor: sightOf(lab).getState().cursor,
    theme,
    isWaiting: shown.isWaiting,
  };
}

/** Tells the panel what it shows; only what is new, because each telling asks for another frame. */
function report(lab: Lab, { frame, input }: Scene, shown: string | null): void {
  const sight = sightOf(lab);
  const now = sight.getState();
  const canScroll = frame.scrollMax > 0 || (input.processes.length > 1 && frame.step < 20);
  const isSame =
    now.range.from === input.range.from &&
    now.range.until === input.range.until &&
    now.scroll === frame.scroll &&
    now.canScroll === canScroll &&
    (shown === null || now.shown === shown);
  if (isSame) return;
  sight.setState({
    range: input.range,
    scroll: frame.scroll,
    canScroll,
    ...(shown === null ? {} : { shown }),
  });
}
