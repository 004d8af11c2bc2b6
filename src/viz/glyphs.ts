/** Shape is the kind of a message, outline its validity, colour (a class) the value that it supports. */
import type { Selection } from 'd3-selection';
import type { Glyph } from '../core/model/index.ts';

/** Outlines in a box of 16 units around the origin. Each polygon covers about 105 square units, so that none looks more important. */
export const GLYPH_POLYGONS: Readonly<
  Record<Exclude<Glyph, 'circle' | 'ring'>, readonly (readonly (readonly [number, number])[])[]>
> = {
  triangle: [
    [
      [0, -8],
      [7.6, 6.2],
      [-7.6, 6.2],
    ],
  ],
  diamond: [
    [
      [0, -7.4],
      [7.2, 0],
      [0, 7.4],
      [-7.2, 0],
    ],
  ],
  square: [
    [
      [-5.2, -5.2],
      [5.2, -5.2],
      [5.2, 5.2],
      [-5.2, 5.2],
    ],
  ],
  chevron: [
    [
      [-6.8, -6.6],
      [-0.4, -6.6],
      [7, 0],
      [-0.4, 6.6],
      [-6.8, 6.6],
      [-0.4, 0],
    ],
  ],
  cross: [
    [
      [-2.4, -7],
      [2.4, -7],
      [2.4, -2.4],
      [7, -2.4],
      [7, 2.4],
      [2.4, 2.4],
      [2.4, 7],
      [-2.4, 7],
      [-2.4, 2.4],
      [-7, 2.4],
      [-7, -2.4],
      [-2.4, -2.4],
    ],
  ],
  hourglass: [
    [
      [-6.5, -7],
      [6.5, -7],
      [1.2, 0],
      [6.5, 7],
      [-6.5, 7],
      [-1.2, 0],
    ],
  ],
  star: [
    [
      [0, -8.3],
      [2.4, -3.3],
      [7.9, -2.6],
      [3.9, 1.3],
      [4.9, 6.7],
      [0, 4.1],
      [-4.9, 6.7],
      [-3.9, 1.3],
      [-7.9, -2.6],
      [-2.4, -3.3],
    ],
  ],
  bracket: [
    [
      [-7, -6.6],
      [-1.6, -6.6],
      [-1.6, -3.6],
      [-4, -3.6],
      [-4, 3.6],
      [-1.6, 3.6],
      [-1.6, 6.6],
      [-7, 6.6],
    ],
    [
      [7, -6.6],
      [1.6, -6.6],
      [1.6, -3.6],
      [4, -3.6],
      [4, 3.6],
      [1.6, 3.6],
      [1.6, 6.6],
      [7, 6.6],
    ],
  ],
  lines: [-5.6, 0, 5.6].map((middle) => [
    [-6.6, middle - 1.35],
    [6.6, middle - 1.35],
    [6.6, middle + 1.35],
    [-6.6, middle + 1.35],
  ]),
};

const CIRCLE_RADIUS = 5.8;
const RING = { outer: 6.9, inner: 3.7 } as const;

export const GLYPH_AREAS = {
  circle: Math.PI * CIRCLE_RADIUS ** 2,
  ring: Math.PI * (RING.outer ** 2 - RING.inner ** 2),
} as const;

export function glyphPath(glyph: Glyph): string {
  if (glyph === 'circle') return circlePath(CIRCLE_RADIUS, 1);
  // The inner circle runs the other way round, so that it is a hole under either fill rule.
  if (glyph === 'ring') return circlePath(RING.outer, 1) + circlePath(RING.inner, 0);
  return GLYPH_POLYGONS[glyph]
    .map((points) => `M${points.map((point) => point.join(' ')).join('L')}Z`)
    .join('');
}

function circlePath(radius: number, sweep: 0 | 1): string {
  const half = `a${radius} ${radius} 0 1 ${sweep}`;
  return `M${-radius} 0${half} ${2 * radius} 0${half} ${-2 * radius} 0Z`;
}

/** `due`: known ahead, right of the playhead. `late`: ignored as stale or duplicate, drawn like a valid one but faint. */
export type Validity =
  'valid' | 'forged' | 'rejected' | 'forged-rejected' | 'dropped' | 'due' | 'late';

const SLASH = 'M-8.5 8.5L8.5 -8.5';
const LOST = 'M-3.4 -3.4L3.4 3.4M3.4 -3.4L-3.4 3.4';

/** The stroke that lies over a glyph of this validity. */
export function overlayPath(validity: Validity): string {
  if (validity === 'rejected' || validity === 'forged-rejected') return SLASH;
  return validity === 'dropped' ? LOST : '';
}

export type GlyphMark = {
  readonly glyph: Glyph;
  /** 'v-A' to 'v-F', or 'v-n'. */
  readonly tone: string;
  readonly validity: Validity;
};

/** Two bars in a disc, beside the glyph of what a hand holds. In the box of the glyph. */
export const PAUSE = { x: 9, y: -9, radius: 6, bars: 'M-2 -2.600V2.600M2 -2.600V2.600' } as const;

/** Puts a glyph into each group, and keeps it right when the datum changes. The caller places and scales the group. */
export function drawGlyphs<P extends Element, D extends GlyphMark>(
  groups: Selection<SVGGElement, D, P, unknown>,
): void {
  groups.attr('class', (datum) => `glyph is-${datum.validity} ${datum.tone}`);
  groups
    .selectAll<SVGPathElement, D>('path.glyph-shape')
    .data((datum) => [datum])
    .join('path')
    .attr('class', 'glyph-shape')
    .attr('d', (datum) => glyphPath(datum.glyph))
    .attr('fill', (datum) => (isHatched(datum.validity) ? `url(#${hatchId(datum.tone)})` : null));
  groups
    .selectAll<SVGPathElement, D>('path.glyph-over')
    .data((datum) => (overlayPath(datum.validity) === '' ? [] : [datum]))
    .join('path')
    .attr('class', 'glyph-over')
    .attr('d', (datum) => overlayPath(datum.validity));
}

function isHatched(validity: Validity): boolean {
  return validity === 'forged' || validity === 'forged-rejected';
}

const TONES = ['v-A', 'v-B', 'v-C', 'v-D', 'v-E', 'v-F', 'v-n'] as const;

function hatchId(tone: string): string {
  return `hatch-${tone}`;
}

/** Hatching for forged messages. Every drawing that shows glyphs brings its own; equal ids paint alike. */
export function drawHatches(svg: Selection<SVGSVGElement, unknown, null, undefined>): void {
  const patterns = svg
    .append('defs')
    .selectAll('pattern')
    .data(TONES)
    .join('pattern')
    .attr('id', hatchId)
    .attr('class', (tone) => tone)
    .attr('width', 3.4)
    .attr('height', 3.4)
    .attr('patternUnits', 'userSpaceOnUse')
    .attr('patternTransform', 'rotate(45)');
  patterns.append('rect').attr('class', 'hatch-ground').attr('width', 3.4).attr('height', 3.4);
  patterns.append('rect').attr('class', 'hatch-line').attr('width', 1.5).attr('height', 3.4);
}
