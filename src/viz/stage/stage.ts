/** The stage: replicas on a ring, clients beside it, messages between them. Draws a scene; decides nothing. */
import { select } from 'd3-selection';
import type { Selection } from 'd3-selection';
import type { EventIndex, ProcessId } from '../../core/model/index.ts';
import { createChanged } from '../changed.ts';
import type { Changed } from '../changed.ts';
import { round } from '../geometry.ts';
import type { Point, Size } from '../geometry.ts';
import { drawHatches } from '../glyphs.ts';
import { createClientParts, drawClient } from './draw-client.ts';
import type { ClientScene } from './client-scene.ts';
import { drawBundles } from './draw-bundles.ts';
import { drawPieces } from './draw-pieces.ts';
import type { Gathering } from './gathering.ts';
import { drawFlights, drawTrails } from './draw-messages.ts';
import { createReplicaParts, drawReplica, drawTimer } from './draw-replica.ts';
import type { ReplicaScene } from './replica-scene.ts';
import type { StageScene } from './scene.ts';
import { pointIn } from '../pointer.ts';
import { walkOnKeys } from './walk.ts';

export type StageOptions = {
  /** A click, a tap, or arrow keys and Enter. */
  readonly onSelect: (process: ProcessId) => void;
  /** Enter or a double click. */
  readonly onInspect: (process: ProcessId) => void;
  /** A press beside all processes: where, and the message right under it, if any. */
  readonly onPress: (at: Point, message: EventIndex | null) => void;
  /** A right click, a long press, or the menu key. */
  readonly onMenu: (process: ProcessId) => void;
  /** The pointer or the focus has come to a process, or left all of them. */
  readonly onPoint: (process: ProcessId | null) => void;
};

export type StageView = {
  update(scene: StageScene): void;
  /** Moves the focus to a process, if it is on the stage. */
  focus(process: ProcessId): void;
  destroy(): void;
};

const CROWN =
  'M-11 6L-12.500 -5L-6 0.2L0 -8L6 0.2L12.500 -5L11 6ZM-10.700 7.800H10.700V10H-10.700Z';

/** Layers from the back to the front. */
const LAYERS = [
  'walls',
  'threads',
  'trails',
  'flights',
  'bundles',
  'gathering',
  'clients',
  'replicas',
  'crowns',
] as const;

export function createStage(element: HTMLElement, options: StageOptions): StageView {
  const svg = select(element)
    .append('svg')
    .attr('class', 'stage-drawing')
    .attr('role', 'group')
    .attr(
      'aria-label',
      'The council and its clients. Arrow keys move between them, Enter inspects.',
    );
  drawHatches(svg);
  const layers = Object.fromEntries(
    LAYERS.map((name) => [name, svg.append('g').attr('class', `layer-${name}`)] as const),
  );
  const layer = (name: (typeof LAYERS)[number]): Selection<SVGGElement, unknown, null, undefined> =>
    layers[name] ?? svg.append('g');
  const hasChanged = createChanged();
  let size: Size = { width: 1, height: 1 };
  walkOnKeys(svg.node(), {
    ...options,
    onGround(event) {
      const node = svg.node();
      if (node) options.onPress(pointIn(node, event, size), messageUnder(event.target));
    },
  });
  return {
    update(scene) {
      size = scene.size;
      svg
        .attr('viewBox', `0 0 ${scene.size.width} ${scene.size.height}`)
        .classed('is-still', scene.isStill);
      drawLines(layer('walls'), layer('threads'), scene);
      drawGathering(layer('gathering'), scene.gathering);
      drawTrails(layer('trails'), scene.messages);
      drawClients(layer('clients'), scene.clients, hasChanged);
      drawReplicas(layer('replicas'), scene, hasChanged);
      drawFlights(layer('flights'), scene.messages, hasChanged);
      drawBundles(layer('bundles'), scene.bundles);
      drawCrown(layer('crowns'), scene.crown);
    },
    focus(process) {
      svg.node()?.querySelector<SVGGElement>(`[data-process="${process}"]`)?.focus();
    },
    destroy() {
      svg.remove();
    },
  };
}

function messageUnder(target: EventTarget | null): EventIndex | null {
  if (!(target instanceof Element)) return null;
  const event = target.closest('[data-event]')?.getAttribute('data-event') ?? null;
  return event === null ? null : Number(event);
}

type Layer = Selection<SVGGElement, unknown, null, undefined>;

function drawLines(walls: Layer, threads: Layer, scene: StageScene): void {
  walls
    .selectAll<SVGPathElement, string>('path')
    .data(scene.walls)
    .join('path')
    .attr('class', 'wall')
    .attr('d', (path) => path);
  threads
    .selectAll<SVGPathElement, string>('path')
    .data(scene.threads.flatMap((thread) => thread.paths))
    .join('path')
    .attr('class', 'thread')
    .attr('d', (path) => path);
}

function drawGathering(layer: Layer, gathering: Gathering | null): void {
  layer
    .selectAll<SVGGElement, Gathering>('g.gathering')
    .data(gathering === null ? [] : [gathering])
    .join((enter) => {
      const group = enter.append('g').attr('class', 'gathering');
      group.append('rect').attr('rx', 6);
      group.append('g');
      return group;
    })
    .attr('transform', ({ x, y }) => `translate(${round(x)} ${round(y)})`)
    .each(function draw(shown) {
      const group = select(this).datum(shown);
      group
        .select('rect')
        .attr('x', -shown.width / 2)
        .attr('y', -shown.height / 2)
        .attr('width', shown.width)
        .attr('height', shown.height);
      drawPieces(group.select<SVGGElement>('g'), shown.pieces);
    });
}

function drawReplicas(layer: Layer, scene: StageScene, hasChanged: Changed): void {
  layer
    .selectAll<SVGGElement, ReplicaScene>('g.replica')
    .data(scene.replicas, (replica) => replica.id)
    .join((enter) => {
      const group = enter.append('g').attr('class', 'replica').attr('role', 'button');
      return group
        .attr('data-process', (replica) => replica.id)
        .attr('tabindex', (replica) => (replica.id === 0 ? 0 : -1))
        .each(function createParts(replica) {
          createReplicaParts(select(this).datum(replica));
        });
    })
    .each(function draw(replica) {
      const group = select(this).datum(replica);
      if (hasChanged(this, replica)) drawReplica(group, replica);
      drawTimer(group, replica, scene.timers.get(replica.id));
    });
}

function drawClients(layer: Layer, clients: readonly ClientScene[], hasChanged: Changed): void {
  layer
    .selectAll<SVGGElement, ClientScene>('g.client')
    .data(clients, (client) => client.id)
    .join((enter) => {
      const group = enter.append('g').attr('class', 'client').attr('role', 'button');
      return group
        .attr('data-process', (client) => client.id)
        .attr('tabindex', -1)
        .each(function createParts(client) {
          createClientParts(select(this).datum(client));
        });
    })
    .each(function draw(client) {
      if (hasChanged(this, JSON.stringify(client))) drawClient(select(this).datum(client), client);
    });
}

function drawCrown(layer: Layer, crown: StageScene['crown']): void {
  layer
    .selectAll<SVGPathElement, NonNullable<StageScene['crown']>>('path')
    .data(crown === null ? [] : [crown])
    .join('path')
    .attr('class', ({ isDimmed }) => (isDimmed ? 'crown is-dimmed' : 'crown'))
    .attr('d', CROWN)
    .attr('transform', ({ x, y, scale }) => `translate(${x} ${y}) scale(${scale})`);
}
