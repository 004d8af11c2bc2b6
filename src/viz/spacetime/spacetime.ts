/** The space-time diagram: one lane for each process, time from left to right, every message a line. */
import { select } from 'd3-selection';
import type { Selection } from 'd3-selection';
import type { EventIndex, Micros } from '../../core/model/index.ts';
import { clamp, pair, round } from '../geometry.ts';
import type { Point } from '../geometry.ts';
import { drawGlyphs, drawHatches } from '../glyphs.ts';
import { pointIn } from '../pointer.ts';
import { textWidth } from '../text.ts';
import { drawBackground } from './draw-background.ts';
import { createPart, drawPart } from './draw-part.ts';
import type { Layer } from './draw-part.ts';
import { drawSigns, markReached } from './draw-signs.ts';
import { timeLabel } from './frame.ts';
import type { Tick } from './frame.ts';
import { wireAt } from './picture.ts';
import type { SpacetimeScene, Wire } from './picture.ts';

export type SpacetimeOptions = {
  readonly onSeek: (time: Micros) => void;
  readonly onSelectMessage: (event: EventIndex) => void;
};

export type SpacetimeView = { update(scene: SpacetimeScene): void; destroy(): void };

type Drawing = Selection<SVGSVGElement, unknown, null, undefined>;

/** How near to a line a click has to be. */
const REACH = 7;

export function createSpacetime(element: HTMLElement, options: SpacetimeOptions): SpacetimeView {
  let shown: SpacetimeScene | null = null;
  const svg: Drawing = select(element)
    .append('svg')
    .attr('class', 'spacetime-drawing')
    .attr('role', 'img');
  drawHatches(svg);
  const clips = createClips(svg);
  const background = svg.append('g');
  const future = createPart(svg, 'future');
  const past = createPart(svg, 'past');
  const signs = svg.append('g');
  const chosen = svg.append('g').attr('class', 'chosen');
  const head = createHead(svg);
  listen(svg, () => shown, options);
  return {
    update(scene) {
      if (shown?.picture !== scene.picture) {
        const { width, height } = scene.picture.frame.size;
        svg.attr('viewBox', `0 0 ${width} ${height}`);
        drawBackground(background, scene.picture);
        drawPart(past, scene.picture, 'past');
        drawPart(future, scene.picture, 'future');
        drawSigns(signs, scene.picture);
      }
      shown = scene;
      svg.attr('aria-label', labelOf(scene));
      svg.classed('hides-future', scene.hideFuture);
      markReached(signs, scene.time < scene.picture.range.from ? -1 : headAt(scene));
      drawClips(clips, scene);
      drawChosen(chosen, scene);
      uncover(background, drawHead(head, scene));
    },
    destroy() {
      svg.remove();
    },
  };
}

function labelOf({ picture, time }: SpacetimeScene): string {
  const { from, until } = picture.range;
  return `Space-time diagram from ${timeLabel(from)} to ${timeLabel(until)}: ${picture.summary}. Playhead at ${timeLabel(time)}.`;
}

type Clips = {
  readonly past: Selection<SVGRectElement, unknown, null, undefined>;
  readonly future: Selection<SVGRectElement, unknown, null, undefined>;
};

function createClips(svg: Drawing): Clips {
  const defs = svg.append('defs');
  const clip = (id: string): Clips['past'] => defs.append('clipPath').attr('id', id).append('rect');
  return { past: clip('spacetime-past'), future: clip('spacetime-future') };
}

function headAt({ picture, time }: SpacetimeScene): number {
  const { frame, range } = picture;
  return frame.x(clamp(time, range.from, range.until));
}

/** Moving the playhead moves two rectangles; the picture stays. */
function drawClips({ past, future }: Clips, scene: SpacetimeScene): void {
  const { left, right, size } = scene.picture.frame;
  const head = headAt(scene);
  const start = left - 8;
  const isBefore = scene.time < scene.picture.range.from;
  const width = isBefore ? 0 : Math.max(0, head - start + (scene.hideFuture ? 0 : 0.5));
  past.attr('x', start).attr('y', 0).attr('height', size.height).attr('width', width);
  const after = isBefore ? start : head;
  future
    .attr('x', after)
    .attr('y', 0)
    .attr('height', size.height)
    .attr('width', Math.max(0, right + 6 - after));
}

function drawChosen(layer: Layer, { picture, selectedMessage }: SpacetimeScene): void {
  const wires = picture.wires.filter(({ event }) => event === selectedMessage);
  const groups = layer
    .selectAll<SVGGElement, Wire>('g.chosen-wire')
    .data(wires)
    .join((enter) => {
      const group = enter.append('g').attr('class', 'chosen-wire');
      group.append('path').attr('class', 'chosen-line');
      group.append('circle').attr('class', 'chosen-ring').attr('r', 11);
      group.append('g');
      return group;
    });
  groups
    .select('path.chosen-line')
    .attr('class', (wire) => `chosen-line ${wire.tone}`)
    .attr('d', (wire) => `M${pair(wire.from)}L${pair(wire.to)}`);
  groups
    .select('circle')
    .attr('cx', (wire) => wire.to.x)
    .attr('cy', (wire) => wire.to.y);
  const glyphs = groups
    .select<SVGGElement>('g')
    .attr('transform', ({ to }) => `translate(${pair(to)}) scale(0.8)`);
  drawGlyphs(glyphs);
}

type Extent = { readonly from: number; readonly until: number };

function createHead(svg: Drawing): Layer {
  const head = svg.append('g').attr('class', 'spacetime-head');
  head.append('path').attr('class', 'head-line-path');
  const tag = head.append('g').attr('class', 'head-tag');
  tag.append('rect').attr('height', 18).attr('y', 3).attr('rx', 3);
  tag.append('text').attr('y', 16);
  return head;
}

function drawHead(head: Layer, scene: SpacetimeScene): Extent {
  const { frame, range } = scene.picture;
  const x = headAt(scene);
  const isInside = scene.time >= range.from && scene.time <= range.until;
  const label = timeLabel(scene.time);
  const width = textWidth(label, 12) + 12;
  head.attr('display', isInside ? null : 'none');
  head.select('.head-line-path').attr('d', `M${x} 0V${frame.bottom + 4}`);
  const centre = clamp(x, width / 2, frame.size.width - width / 2);
  head.select('.head-tag').attr('transform', `translate(${round(centre)} ${frame.bottom})`);
  head
    .select('.head-tag rect')
    .attr('x', round(-width / 2))
    .attr('width', round(width));
  head.select('.head-tag text').text(label);
  return { from: centre - width / 2, until: centre + width / 2 };
}

/** Tick labels that the tag would half cover give way to it. */
function uncover(background: Layer, tag: Extent): void {
  background
    .selectAll<SVGTextElement, Tick>('text.tick-label')
    .attr('display', ({ labelX, label }) => {
      const half = textWidth(label, 12) / 2;
      return labelX + half > tag.from && labelX - half < tag.until ? 'none' : null;
    });
}

/** A click on a message selects it, anywhere else it moves the playhead; on the axis the playhead can be dragged. */
function listen(
  svg: Drawing,
  sceneNow: () => SpacetimeScene | null,
  options: SpacetimeOptions,
): void {
  const place = (drawing: Element, event: PointerEvent): PointedAt | null => {
    const scene = sceneNow();
    return scene === null ? null : { ...pointIn(drawing, event, scene.picture.frame.size), scene };
  };
  svg.on('pointerdown', function begin(event: PointerEvent) {
    const at = place(this, event);
    if (at === null || event.button !== 0) return;
    const wire = isSeen(at) ? wireAt(at.scene.picture, at, REACH) : null;
    if (wire !== null) options.onSelectMessage(wire.event);
    else {
      this.setPointerCapture(event.pointerId);
      options.onSeek(at.scene.picture.frame.timeAt(at.x));
    }
  });
  svg.on('pointermove', function move(event: PointerEvent) {
    const at = this.hasPointerCapture(event.pointerId) ? place(this, event) : null;
    if (at !== null) options.onSeek(at.scene.picture.frame.timeAt(at.x));
  });
}

type PointedAt = Point & { readonly scene: SpacetimeScene };

/** Only the lanes hold messages, and only what is not hidden can be pointed at. */
function isSeen({ x, y, scene }: PointedAt): boolean {
  if (y > scene.picture.frame.bottom) return false;
  return !scene.hideFuture || x <= headAt(scene);
}
