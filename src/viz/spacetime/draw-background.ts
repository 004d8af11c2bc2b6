/** What lies behind the messages: views, lanes with their names, and the axis. */
import { select } from 'd3-selection';
import { drawIcon } from '../draw-icon.ts';
import type { Layer } from './draw-part.ts';
import type { Tick } from './frame.ts';
import type { Lane, Picture } from './picture.ts';

export function drawBackground(layer: Layer, picture: Picture): void {
  drawBands(layer, picture);
  drawTicks(layer, picture);
  drawLanes(layer, picture);
}

type Band = Picture['bands'][number];

function drawBands(layer: Layer, { bands, frame }: Picture): void {
  layer
    .selectAll<SVGRectElement, Band>('rect.view-band')
    .data(bands)
    .join('rect')
    .attr('class', (band) => `view-band ${band.isOdd ? 'is-odd' : 'is-even'}`)
    .attr('x', (band) => band.x)
    .attr('y', 0)
    .attr('width', (band) => band.width)
    .attr('height', frame.bottom);
  layer
    .selectAll<SVGPathElement, Band>('path.view-edge')
    .data(bands.filter(({ x }) => x > frame.left + 1))
    .join('path')
    .attr('class', 'view-edge')
    .attr('d', (band) => `M${band.x} 0V${frame.bottom}`);
  layer
    .selectAll<SVGTextElement, Band>('text.view-label')
    .data(bands.filter(({ label }) => label !== ''))
    .join('text')
    .attr('class', 'view-label')
    .attr('x', (band) => band.x + 6)
    .attr('y', 14)
    .text((band) => band.label);
}

function drawTicks(layer: Layer, { ticks, frame }: Picture): void {
  layer
    .selectAll<SVGPathElement, Tick>('path.tick')
    .data(ticks)
    .join('path')
    .attr('class', 'tick')
    .attr('d', (tick) => `M${tick.x} ${frame.top}V${frame.bottom + 3}`);
  layer
    .selectAll<SVGTextElement, Tick>('text.tick-label')
    .data(ticks)
    .join('text')
    .attr('class', 'tick-label')
    .attr('x', (tick) => tick.labelX)
    .attr('y', frame.bottom + 16)
    .text((tick) => tick.label);
}

function drawLanes(layer: Layer, { lanes }: Picture): void {
  const groups = layer
    .selectAll<SVGGElement, Lane>('g.lane')
    .data(lanes, (lane) => lane.id)
    .join((enter) => {
      const group = enter.append('g').attr('class', 'lane');
      group.append('text').attr('class', 'lane-name').attr('x', 8);
      group.append('g').attr('class', 'mark-icon');
      return group;
    })
    .attr('transform', (lane) => `translate(0 ${lane.y})`);
  groups
    .select('text')
    .attr('y', 4.5)
    .text((lane) => lane.name);
  groups.select<SVGGElement>('g.mark-icon').each(function drawMark(lane) {
    drawIcon(select(this).attr('transform', 'translate(46 0) scale(0.76)'), lane.mark);
  });
  groups
    .selectAll<SVGPathElement, Lane['pieces'][number]>('path.lane-line')
    .data((lane) => lane.pieces)
    .join('path')
    .attr('class', (piece) => `lane-line mark-${piece.mark}`)
    .attr('d', (piece) => `M${piece.x} 0H${piece.end}`);
}
