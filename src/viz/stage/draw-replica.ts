/** Draws replicas into their groups. A replica is drawn anew only when something about it has changed. */
import type { BaseType, Selection } from 'd3-selection';
import { drawIcon } from '../draw-icon.ts';
import { arcPath, round } from '../geometry.ts';
import type { Gauge } from './gauge.ts';
import { DOT_DISC } from './dot.ts';
import { drawPieces } from './draw-pieces.ts';
import { hasIconInside } from './replica-scene.ts';
import type { ReplicaScene } from './replica-scene.ts';
import { DISC_RADIUS, DOT_TIMER_RADIUS, GAUGE_RADIUS, TIMER_RADIUS } from './tiers.ts';

export type ReplicaGroup = Selection<SVGGElement, ReplicaScene, null, undefined>;

/** Fingers need this much, however small the replica is drawn. */
const LEAST_TARGET = 11;
const LEAST_NAME = 12;

export function createReplicaParts(group: ReplicaGroup): void {
  group.append('circle').attr('class', 'replica-target');
  group.append('circle').attr('class', 'replica-halo');
  group.append('g').attr('class', 'replica-gauge is-prepare');
  group.append('g').attr('class', 'replica-gauge is-commit');
  group.append('circle').attr('class', 'replica-timer-bed');
  group.append('path').attr('class', 'replica-timer');
  group.append('circle').attr('class', 'replica-disc');
  group.append('g').attr('class', 'replica-icon mark-icon');
  group.append('text').attr('class', 'replica-name');
  group.append('g').attr('class', 'replica-caption');
  group.append('g').attr('class', 'replica-badge');
  group.append('g').attr('class', 'replica-family');
}

export function drawReplica(group: ReplicaGroup, scene: ReplicaScene): void {
  group
    .attr('class', classesOf(scene))
    .attr('transform', `translate(${round(scene.x)} ${round(scene.y)})`)
    .attr('aria-label', scene.label)
    .attr('aria-pressed', String(scene.isSelected));
  const reach = GAUGE_RADIUS * scene.scale;
  group.select('.replica-target').attr('r', Math.max(LEAST_TARGET, reach + 4));
  group.select('.replica-halo').attr('r', round(Math.max(reach + 4 * scene.scale, 4)));
  const isDot = scene.body === 'dot';
  group
    .select('.replica-disc')
    .attr('r', round((isDot ? GAUGE_RADIUS * DOT_DISC : DISC_RADIUS) * scene.scale));
  drawGauge(group.select<SVGGElement>('.is-prepare'), scene.prepares);
  drawGauge(group.select<SVGGElement>('.is-commit'), scene.commits);
  drawInside(group, scene);
  drawPieces(group.select<SVGGElement>('.replica-caption'), scene.caption);
  if (isDot) return;
  group.select('.replica-timer-bed').attr('r', round(TIMER_RADIUS * scene.scale));
  drawBadge(group.select<SVGGElement>('.replica-badge'), scene);
  drawFamily(group.select<SVGGElement>('.replica-family'), scene);
}

function classesOf(scene: ReplicaScene): string {
  const flags = {
    'is-traitor': scene.isTraitor,
    'is-primary': scene.isPrimary,
    'is-selected': scene.isSelected,
    'is-executed': scene.isExecuted,
  };
  const held = Object.entries(flags).flatMap(([name, holds]) => (holds ? [name] : []));
  return ['replica', `is-${scene.body}`, `mark-${scene.mark}`, scene.tone, ...held].join(' ');
}

function drawGauge(group: ReplicaGroup, gauge: Gauge): void {
  group.classed('has-quorum', gauge.hasQuorum);
  group
    .selectAll<SVGPathElement, Gauge['segments'][number]>('path.slot')
    .data(gauge.segments)
    .join('path')
    .attr('class', (segment) => `slot is-${segment.state} ${segment.tone}`)
    .attr('d', (segment) => segment.path);
  group
    .selectAll<SVGPathElement, string>('path.notch')
    .data(gauge.notch === '' ? [] : [gauge.notch])
    .join('path')
    .attr('class', 'notch')
    .attr('d', (path) => path);
}

function drawInside(group: ReplicaGroup, scene: ReplicaScene): void {
  const icon = group.select<SVGGElement>('.replica-icon');
  const isInside = hasIconInside(scene);
  const isAlone = scene.body !== 'roundel';
  const size = isAlone ? Math.min(0.62, scene.scale * 2.6) : 0.84 * scene.scale;
  const lift = isAlone ? 0 : -11 * scene.scale;
  icon.attr('transform', `translate(0 ${round(lift)}) scale(${round(size * 10) / 10})`);
  drawIcon(icon, isInside && !(scene.body === 'dot' && scene.mark === 'loyal') ? scene.mark : null);
  group
    .select<SVGTextElement>('.replica-name')
    .attr('y', round(isInside ? 12 * scene.scale : 4.5))
    .attr('font-size', Math.max(LEAST_NAME, round(17 * scene.scale)))
    .text(scene.body === 'roundel' ? scene.name : '');
}

function drawBadge(group: ReplicaGroup, scene: ReplicaScene): void {
  const badges = scene.badge === null ? [] : [scene.badge];
  const width = (scene.badge?.text.length ?? 0) * 6.4 + 10;
  const badge = group
    .attr('transform', `translate(0 ${round(GAUGE_RADIUS * scene.scale - 1)})`)
    .selectAll<SVGGElement, (typeof badges)[number]>('g')
    .data(badges)
    .join((enter) => {
      const added = enter.append('g');
      added.append('rect').attr('y', -8).attr('height', 16).attr('rx', 8);
      added.append('text').attr('y', 4.2).attr('font-size', LEAST_NAME);
      return added;
    })
    .attr('class', (each) => (each.isWanted ? 'is-wanted' : 'is-held'));
  badge
    .select('rect')
    .attr('x', -width / 2)
    .attr('width', width);
  badge.select('text').text((each) => each.text);
}

/** A letter at the upper left, in a frame that is double behind a guard. */
function drawFamily(group: ReplicaGroup, { family, scale }: ReplicaScene): void {
  const corner = GAUGE_RADIUS * 0.8 * scale;
  const half = family !== null && family.letter.length > 1 ? 11 : 8;
  // However small the replica is drawn, the crown keeps its place.
  const x = Math.max(corner, half + 14);
  const badge = group
    .attr('transform', `translate(${-round(x)} ${-round(corner)})`)
    .selectAll<SVGGElement, NonNullable<ReplicaScene['family']>>('g')
    .data(family === null ? [] : [family])
    .join((enter) => {
      const added = enter.append('g');
      added.append('rect').attr('class', 'family-frame');
      added.append('rect').attr('class', 'family-guard');
      added.append('text').attr('y', 4.2).attr('font-size', LEAST_NAME);
      return added;
    })
    .classed('is-guarded', ({ isGuarded }) => isGuarded);
  frame(badge.select('.family-frame'), { half, high: 8 });
  frame(badge.select('.family-guard'), { half: half + 3, high: 11 });
  badge.select('text').text(({ letter }) => letter);
}

type Frames = Selection<BaseType, NonNullable<ReplicaScene['family']>, SVGGElement, unknown>;

function frame(
  rect: Frames,
  { half, high }: { readonly half: number; readonly high: number },
): void {
  rect
    .attr('x', -half)
    .attr('y', -high)
    .attr('width', 2 * half)
    .attr('height', 2 * high)
    .attr('rx', 4);
}

/** Steps in which the ring of a dot drains: finer ones nobody sees, and each costs a drawing. */
const DOT_STEPS = 24;

/** The ring drains clockwise from noon; idle it is whole and dim. */
export function drawTimer(
  group: ReplicaGroup,
  { body, scale }: ReplicaScene,
  share: number | undefined,
): void {
  const isDot = body === 'dot';
  const left = isDot && share !== undefined ? Math.ceil(share * DOT_STEPS) / DOT_STEPS : share;
  const radius = (isDot ? DOT_TIMER_RADIUS : TIMER_RADIUS) * scale;
  const path = left === undefined ? '' : arcPath(radius, left);
  const timer = group.select('.replica-timer');
  if (timer.attr('d') === path) return;
  timer.classed('is-running', left !== undefined).attr('d', path);
}
