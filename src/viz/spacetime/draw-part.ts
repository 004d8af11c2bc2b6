/** One side of the playhead: what has happened, or in outline what will. Both sides show the same picture, each clipped to its own. */
import type { Selection } from 'd3-selection';
import { pair, round } from '../geometry.ts';
import { drawGlyphs } from '../glyphs.ts';
import type { GlyphMark } from '../glyphs.ts';
import type { Picture, Shade, Wire } from './picture.ts';

export type Side = 'past' | 'future';
export type Layer = Selection<SVGGElement, unknown, null, undefined>;

/** Above so many, glyphs of their own cost too much, and would hide each other. */
const MOST_GLYPHS = 500;

export function createPart(
  parent: Selection<SVGSVGElement, unknown, null, undefined>,
  side: Side,
): Layer {
  const part = parent
    .append('g')
    .attr('class', `part is-${side}`)
    .attr('clip-path', `url(#spacetime-${side})`);
  for (const name of ['shades', 'wires', 'glyphs']) part.append('g').attr('class', name);
  return part;
}

export function drawPart(part: Layer, picture: Picture, side: Side): void {
  drawShades(part.select<SVGGElement>('.shades'), picture.shades);
  drawWires(part.select<SVGGElement>('.wires'), picture.wires);
  const areGlyphs = picture.wires.length <= MOST_GLYPHS;
  drawEnds(
    part.select<SVGGElement>('.glyphs'),
    areGlyphs ? picture : { ...picture, wires: [] },
    side,
  );
  drawDots(part.select<SVGGElement>('.glyphs'), areGlyphs ? [] : picture.wires);
}

function drawShades(layer: Layer, shades: readonly Shade[]): void {
  layer
    .selectAll<SVGRectElement, Shade>('rect')
    .data(shades)
    .join('rect')
    .attr('class', (shade) => `shade is-${shade.phase}`)
    .attr('x', (shade) => shade.x)
    .attr('y', (shade) => round(shade.y))
    .attr('width', (shade) => shade.width)
    .attr('height', (shade) => round(shade.height))
    .attr('rx', 1.5);
}

type Bundle = { readonly key: string; readonly name: string; readonly path: string };

/** Lines that look alike are one path: a thousand of them cost as much as one. */
function drawWires(layer: Layer, wires: readonly Wire[]): void {
  const paths = new Map<string, string[]>();
  for (const wire of wires) {
    const name = `wire ${wire.tone} is-${wire.validity}`;
    const list = paths.get(name) ?? [];
    list.push(`M${pair(wire.from)}L${pair(wire.to)}`);
    paths.set(name, list);
  }
  drawBundles(layer, paths);
}

function drawBundles(layer: Layer, paths: ReadonlyMap<string, readonly string[]>): void {
  const bundles = [...paths].map(([name, list]): Bundle => ({
    key: name,
    name,
    path: list.join(''),
  }));
  layer
    .selectAll<SVGPathElement, Bundle>('path.wire, path.dots')
    .data(bundles, (bundle) => bundle.key)
    .join('path')
    .attr('class', (bundle) => bundle.name)
    .attr('d', (bundle) => bundle.path);
}

type End = GlyphMark & { readonly x: number; readonly y: number };

function drawEnds(layer: Layer, { wires, glyphSize }: Picture, side: Side): void {
  const ends = wires.map((wire): End => ({
    glyph: wire.glyph,
    tone: wire.tone,
    validity: side === 'past' ? wire.validity : 'due',
    x: wire.to.x,
    y: wire.to.y,
  }));
  const groups = layer
    .selectAll<SVGGElement, End>('g.glyph')
    .data(ends)
    .join('g')
    .attr(
      'transform',
      ({ x, y }) => `translate(${round(x)} ${round(y)}) scale(${round(glyphSize) / 16})`,
    );
  drawGlyphs(groups);
}

function drawDots(layer: Layer, wires: readonly Wire[]): void {
  const paths = new Map<string, string[]>();
  for (const { tone, to } of wires) {
    const name = `dots ${tone}`;
    const list = paths.get(name) ?? [];
    list.push(`M${round(to.x - 1.5)} ${round(to.y - 1.5)}h3v3h-3Z`);
    paths.set(name, list);
  }
  drawBundles(layer, paths);
}
