/** Executed entries and violations, on their lanes. They are few, and each is either reached or not. */
import { round } from '../geometry.ts';
import type { Layer } from './draw-part.ts';
import type { LaneBead, Picture } from './picture.ts';

export function drawSigns(layer: Layer, { beads, flags }: Picture): void {
  drawBeads(layer, beads);
  drawFlags(layer, flags);
}

/** Those right of the playhead are outlines. */
export function markReached(layer: Layer, head: number): void {
  layer
    .selectAll<SVGGElement, LaneBead | Flag>('g.lane-bead, g.lane-flag')
    .classed('is-ahead', (sign) => sign.x > head);
}

function drawBeads(layer: Layer, beads: readonly LaneBead[]): void {
  const groups = layer
    .selectAll<SVGGElement, LaneBead>('g.lane-bead')
    .data(beads)
    .join((enter) => {
      const group = enter.append('g');
      group.append('rect').attr('rx', 2);
      group.append('text');
      group.append('title');
      return group;
    })
    .attr('class', (bead) => `lane-bead ${bead.tone}`)
    .attr('transform', (bead) => `translate(${round(bead.x)} ${round(bead.y)})`);
  groups
    .select('rect')
    .attr('x', ({ size }) => -size / 2)
    .attr('y', ({ size }) => -size / 2)
    .attr('width', ({ size }) => size)
    .attr('height', ({ size }) => size);
  groups
    .select('text')
    .attr('y', ({ size }) => round(size * 0.25))
    .attr('font-size', ({ size, label }) => round(size * (label.length > 2 ? 0.52 : 0.7)))
    .text((bead) => bead.label);
  groups.select('title').text((bead) => bead.title);
}

type Flag = Picture['flags'][number];

function drawFlags(layer: Layer, flags: readonly Flag[]): void {
  const groups = layer
    .selectAll<SVGGElement, Flag>('g.lane-flag')
    .data(flags)
    .join((enter) => {
      const group = enter.append('g').attr('class', 'lane-flag');
      group.append('path').attr('class', 'flag').attr('d', 'M0 6V-12H10L7.400 -8.600L10 -5.200H0');
      group.append('text').attr('y', -4);
      group.append('title');
      return group;
    })
    .attr('transform', ({ x, y }) => `translate(${round(x)} ${round(y)})`);
  groups
    .select('text')
    .attr('x', (flag) => (flag.isLast ? -4 : 14))
    .attr('text-anchor', (flag) => (flag.isLast ? 'end' : 'start'))
    .text((flag) => flag.text);
  groups.select('title').text((flag) => flag.title);
}
