/** The timeline of a run, to read and to drag on. Its wrapper gives it the semantics of a slider. */
import { select } from 'd3-selection';
import type { Selection } from 'd3-selection';
import type { Micros } from '../../core/model/index.ts';
import { pointIn } from '../pointer.ts';
import { createLoop } from './draw-loop.ts';
import { dragOn } from './drag.ts';
import type { LoopEnd } from './drag.ts';
import { timeAtPoint } from './scene.ts';
import type { Band, ScrubberBead, ScrubberMark, ScrubberScene } from './scene.ts';

export type ScrubberOptions = {
  /** While the playhead is dragged, and for a click. */
  readonly onSeek: (time: Micros) => void;
  /** While an end of the stretch to repeat is dragged. */
  readonly onLoop?: (end: LoopEnd, time: Micros) => void;
};

export type ScrubberView = { update(scene: ScrubberScene): void; destroy(): void };

type Drawing = Selection<SVGSVGElement, unknown, null, undefined>;
type Layer = Selection<SVGGElement, unknown, null, undefined>;

/** From the top: labels and flags, the track, beads and ticks. */
const TRACK = { y: 20, height: 8 } as const;
const BEADS_Y = 39;
const FLAG = 'M0 22V4H9L6.6 7.2L9 10.4H0';

export function createScrubber(element: HTMLElement, options: ScrubberOptions): ScrubberView {
  let shown: ScrubberScene | null = null;
  const svg: Drawing = select(element)
    .append('svg')
    .attr('class', 'scrubber-drawing')
    .attr('aria-hidden', 'true');
  drawQuietPattern(svg);
  const track = svg.append('g');
  const beads = svg.append('g');
  const flags = svg.append('g');
  const loop = createLoop(svg);
  const bookmarks = svg.append('g');
  const head = createHead(svg);
  dragOn(svg, (event, drawing, end) => {
    if (shown === null) return;
    const time = timeAtPoint(shown, pointIn(drawing, event, shown.size).x);
    if (end === null) options.onSeek(time);
    else options.onLoop?.(end, time);
  });
  return {
    update(scene) {
      shown = scene;
      svg.attr('viewBox', `0 0 ${scene.size.width} ${scene.size.height}`);
      drawTrack(track, scene);
      drawBeads(beads, scene);
      drawFlags(flags, scene.flags);
      loop(scene.loop);
      drawBookmarks(bookmarks, scene.bookmarks);
      head.attr('transform', `translate(${scene.head} 0)`);
    },
    destroy() {
      svg.remove();
    },
  };
}

function drawQuietPattern(svg: Drawing): void {
  const pattern = svg
    .append('defs')
    .append('pattern')
    .attr('id', 'scrubber-quiet')
    .attr('width', 5)
    .attr('height', 5)
    .attr('patternUnits', 'userSpaceOnUse')
    .attr('patternTransform', 'rotate(45)');
  pattern.append('rect').attr('class', 'quiet-line').attr('width', 1.5).attr('height', 5);
}

function createHead(svg: Drawing): Layer {
  const head = svg.append('g').attr('class', 'scrubber-head');
  head
    .append('rect')
    .attr('class', 'head-line')
    .attr('x', -1)
    .attr('y', 18)
    .attr('width', 2)
    .attr('height', 28);
  head
    .append('rect')
    .attr('class', 'head-grip')
    .attr('x', -5.5)
    .attr('y', 18.5)
    .attr('width', 11)
    .attr('height', 11)
    .attr('rx', 2);
  return head;
}

function drawTrack(layer: Layer, scene: ScrubberScene): void {
  const whole = { x: scene.left, width: scene.right - scene.left };
  drawBars(layer, { name: 'track-bed', bars: [whole], fill: null });
  layer
    .selectAll<SVGRectElement, Band>('rect.track-band')
    .data(scene.bands)
    .join((enter) => {
      const rect = enter
        .append('rect')
        .attr('y', TRACK.y)
        .attr('height', TRACK.height)
        .attr('rx', 1);
      rect.append('title');
      return rect;
    })
    .attr('class', (band) => `track-band ${band.isOdd ? 'is-odd' : 'is-even'}`)
    .attr('x', (band) => band.x)
    .attr('width', (band) => Math.max(0, band.width - 1.5))
    .select('title')
    .text((band) => band.title);
  drawBars(layer, { name: 'track-quiet', bars: scene.quiet, fill: 'url(#scrubber-quiet)' });
  const played = { x: scene.left, width: Math.max(0, scene.head - scene.left) };
  drawBars(layer, { name: 'track-played', bars: [played], fill: null });
  layer
    .selectAll<SVGTextElement, Band>('text')
    .data(scene.bands.filter(({ label }) => label !== ''))
    .join('text')
    .attr('x', (band) => band.x)
    .attr('y', 12)
    .text((band) => band.label);
}

type Bars = {
  readonly name: string;
  readonly bars: readonly { readonly x: number; readonly width: number }[];
  readonly fill: string | null;
};

function drawBars(layer: Layer, { name, bars, fill }: Bars): void {
  layer
    .selectAll<SVGRectElement, Bars['bars'][number]>(`rect.${name}`)
    .data(bars)
    .join('rect')
    .attr('class', name)
    .attr('y', TRACK.y)
    .attr('height', TRACK.height)
    .attr('rx', 1)
    .attr('fill', fill)
    .attr('x', (bar) => bar.x)
    .attr('width', (bar) => bar.width);
}

function drawBeads(layer: Layer, scene: ScrubberScene): void {
  layer
    .selectAll<SVGRectElement, ScrubberBead>('rect')
    .data(scene.beads)
    .join((enter) => {
      const rect = enter.append('rect').attr('rx', 1.5);
      rect.append('title');
      return rect;
    })
    .attr('class', (bead) => `scrubber-bead ${bead.tone} ${bead.isPast ? 'is-past' : 'is-ahead'}`)
    .attr('x', (bead) => bead.x - (bead.letter === '' ? 3 : 4.5))
    .attr('y', (bead) => BEADS_Y - (bead.letter === '' ? 3 : 4.5))
    .attr('width', (bead) => (bead.letter === '' ? 6 : 9))
    .attr('height', (bead) => (bead.letter === '' ? 6 : 9))
    .select('title')
    .text((bead) => bead.title);
  layer
    .selectAll<SVGPathElement, ScrubberMark>('path')
    .data(scene.ticks)
    .join((enter) => {
      const tick = enter.append('path').attr('d', 'M0 -5L4 0L0 5L-4 0Z');
      tick.append('title');
      return tick;
    })
    .attr('class', (tick) => `scrubber-tick ${tick.isPast ? 'is-past' : 'is-ahead'}`)
    .attr('transform', (tick) => `translate(${tick.x} ${TRACK.y + TRACK.height / 2})`)
    .select('title')
    .text((tick) => tick.title);
}

function drawFlags(layer: Layer, flags: readonly ScrubberMark[]): void {
  layer
    .selectAll<SVGPathElement, ScrubberMark>('path')
    .data(flags)
    .join((enter) => {
      const flag = enter.append('path').attr('d', FLAG);
      flag.append('title');
      return flag;
    })
    .attr('class', (flag) => `flag ${flag.isPast ? 'is-past' : 'is-ahead'}`)
    .attr('transform', (flag) => `translate(${flag.x} 0)`)
    .select('title')
    .text((flag) => flag.title);
}

/** Ribbons that stand on the track. */
function drawBookmarks(layer: Layer, bookmarks: readonly ScrubberMark[]): void {
  layer
    .selectAll<SVGPathElement, ScrubberMark>('path')
    .data(bookmarks)
    .join((enter) => {
      const ribbon = enter.append('path').attr('d', 'M-3.5 7H3.5V18.5L0 15.5L-3.5 18.5Z');
      ribbon.append('title');
      return ribbon;
    })
    .attr('class', 'scrubber-bookmark')
    .attr('transform', ({ x }) => `translate(${x} 0)`)
    .select('title')
    .text(({ title }) => title);
}
