/** Draws messages as elements that people can point at, each with its trail. */
import type { Selection } from 'd3-selection';
import type { Changed } from '../changed.ts';
import { round } from '../geometry.ts';
import { PAUSE, drawGlyphs } from '../glyphs.ts';
import type { MessageScene } from './message-scene.ts';

type Layer = Selection<SVGGElement, unknown, null, undefined>;

export function drawTrails(layer: Layer, messages: readonly MessageScene[]): void {
  const groups = layer
    .selectAll<SVGGElement, MessageScene>('g.trail')
    .data(messages, (message) => message.event)
    .join((enter) => {
      const group = enter.append('g');
      group.append('path').attr('class', 'trail-behind');
      group.append('path').attr('class', 'trail-ahead');
      return group;
    })
    .attr('class', ({ tone, validity, isOver, isSelected }) =>
      [
        'trail',
        tone,
        `is-${validity}`,
        isOver ? 'is-over' : '',
        isSelected ? 'is-selected' : '',
      ].join(' '),
    );
  groups.select('.trail-behind').attr('d', (message) => message.behind);
  groups.select('.trail-ahead').attr('d', (message) => message.ahead);
}

/** A frame moves the groups; what is in them changes only where a message ends. */
export function drawFlights(
  layer: Layer,
  messages: readonly MessageScene[],
  hasChanged: Changed,
): void {
  const groups = layer
    .selectAll<SVGGElement, MessageScene>('g.flight')
    .data(messages, (message) => message.event)
    .join((enter) => {
      const group = enter.append('g').attr('data-event', (message) => message.event);
      group.append('circle').attr('class', 'flight-target').attr('r', 12);
      group.append('g');
      return group;
    })
    .attr('transform', (message) => `translate(${round(message.x)} ${round(message.y)})`)
    .filter(function looksDifferent({ glyph, tone, validity, isSelected, isHeld, size }) {
      return hasChanged(this, [glyph, tone, validity, isSelected, isHeld, size].join(' '));
    })
    .attr('class', (message) => `flight${message.isSelected ? ' is-selected' : ''}`);
  const glyphs = groups
    .select<SVGGElement>('g')
    .attr('transform', ({ size }) => `scale(${size / 16})`);
  drawGlyphs(glyphs);
  drawPauses(glyphs);
}

function drawPauses<P extends Element>(
  glyphs: Selection<SVGGElement, MessageScene, P, unknown>,
): void {
  glyphs
    .selectAll<SVGGElement, MessageScene>('g.pause')
    .data((message) => (message.isHeld ? [message] : []))
    .join((enter) => {
      const pause = enter.append('g').attr('class', 'pause');
      pause.append('circle').attr('r', PAUSE.radius);
      pause.append('path').attr('d', PAUSE.bars);
      return pause.attr('transform', `translate(${PAUSE.x} ${PAUSE.y})`);
    });
}
