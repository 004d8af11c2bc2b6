/** Draws messages: as paths that people can point at, and as points on a canvas where there are too many for that. */
import type { Selection } from 'd3-selection';
import type { Changed } from '../changed.ts';
import { round } from '../geometry.ts';
import { drawGlyphs } from '../glyphs.ts';
import { createPalette } from '../palette.ts';
import type { MessageScene } from './message-scene.ts';

/** Above so many, glyphs cost more than a frame has time for. */
const MOST_GLYPHS = 480;

type Layer = Selection<SVGGElement, unknown, null, undefined>;

export function drawTrails(layer: Layer, messages: readonly MessageScene[]): void {
  const shown = messages.filter(({ behind }) => behind !== '');
  const groups = layer
    .selectAll<SVGGElement, MessageScene>('g.trail')
    .data(shown, (message) => message.event)
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

export type FlightDrawing = {
  readonly hasChanged: Changed;
  readonly onSelect: (event: number) => void;
};

/** A frame moves the groups; what is in them changes only where a message ends. */
export function drawFlights(
  layer: Layer,
  messages: readonly MessageScene[],
  { hasChanged, onSelect }: FlightDrawing,
): void {
  const shown =
    messages.length > MOST_GLYPHS ? messages.filter(({ isSelected }) => isSelected) : messages;
  const groups = layer
    .selectAll<SVGGElement, MessageScene>('g.flight')
    .data(shown, (message) => message.event)
    .join((enter) => {
      const group = enter
        .append('g')
        .on('click', (_click: MouseEvent, message) => onSelect(message.event));
      group.append('circle').attr('class', 'flight-target').attr('r', 12);
      group.append('g');
      return group;
    })
    .attr('transform', (message) => `translate(${round(message.x)} ${round(message.y)})`)
    .filter(function looksDifferent({ glyph, tone, validity, isSelected, size }) {
      return hasChanged(this, [glyph, tone, validity, isSelected, size].join(' '));
    })
    .attr('class', (message) => `flight${message.isSelected ? ' is-selected' : ''}`);
  const glyphs = groups
    .select<SVGGElement>('g')
    .attr('transform', ({ size }) => `scale(${size / 16})`);
  drawGlyphs(glyphs);
}

/** Small squares in the colours of the theme, on the canvas under the drawing. */
export function drawPoints(canvas: HTMLCanvasElement, messages: readonly MessageScene[]): void {
  const brush = canvas.getContext('2d');
  if (brush === null) return;
  brush.clearRect(0, 0, canvas.width, canvas.height);
  if (messages.length <= MOST_GLYPHS) return;
  const palette = createPalette(canvas);
  const ratio = canvas.width / Math.max(1, canvas.clientWidth);
  const side = Math.max(2, 3 * ratio);
  for (const { x, y, tone, isOver } of messages) {
    brush.fillStyle = palette(tone);
    brush.globalAlpha = isOver ? 0.4 : 0.9;
    brush.fillRect(x * ratio - side / 2, y * ratio - side / 2, side, side);
  }
  brush.globalAlpha = 1;
}
