/** Draws words, glyphs, icons and beads that have their places already. */
import { select } from 'd3-selection';
import type { Selection } from 'd3-selection';
import { drawIcon } from '../draw-icon.ts';
import { round } from '../geometry.ts';
import { drawGlyphs } from '../glyphs.ts';
import type { GlyphMark } from '../glyphs.ts';
import type { PlacedPiece } from './caption.ts';

type Pieces<D> = Selection<SVGGElement, D, null, undefined>;

export function drawPieces<D>(group: Pieces<D>, pieces: readonly PlacedPiece[]): void {
  const texts = pieces.filter((piece) => piece.kind === 'text');
  group
    .selectAll<SVGTextElement, (typeof texts)[number]>('text.caption')
    .data(texts)
    .join('text')
    .attr('class', (piece) => `caption is-${piece.weight}`)
    .attr('x', (piece) => piece.x + piece.width / 2)
    .attr('y', (piece) => piece.y + piece.font * 0.35)
    .attr('font-size', (piece) => piece.font)
    .text((piece) => piece.text);
  drawGlyphPieces(group, pieces);
  drawBeads(group, pieces);
}

function drawGlyphPieces<D>(group: Pieces<D>, pieces: readonly PlacedPiece[]): void {
  const glyphs = pieces
    .filter((piece) => piece.kind === 'glyph')
    .map((piece) => ({ ...piece, validity: 'valid' as const }));
  const groups = group
    .selectAll<SVGGElement, GlyphMark & PlacedPiece>('g.glyph')
    .data(glyphs)
    .join('g')
    .attr('transform', (piece) => `translate(${piece.x + piece.width / 2} ${piece.y}) scale(0.66)`);
  drawGlyphs(groups);
  const icons = pieces.filter((piece) => piece.kind === 'icon');
  group
    .selectAll<SVGGElement, (typeof icons)[number]>('g.mark-icon')
    .data(icons)
    .join('g')
    .attr('class', 'mark-icon')
    .attr('transform', (piece) => `translate(${piece.x + piece.width / 2} ${piece.y}) scale(0.76)`)
    .each(function drawPiece(piece) {
      drawIcon(select(this), piece.mark);
    });
}

function drawBeads<D>(group: Pieces<D>, pieces: readonly PlacedPiece[]): void {
  const beads = pieces.filter((piece) => piece.kind === 'bead');
  const groups = group
    .selectAll<SVGGElement, (typeof beads)[number]>('g.bead')
    .data(beads)
    .join((enter) => {
      const bead = enter.append('g');
      bead.append('rect').attr('rx', 2);
      bead.append('path').attr('class', 'bead-other');
      bead.append('text');
      return bead;
    })
    .attr('class', ({ bead }) => `bead is-${bead.state} ${bead.tone}`)
    .attr('transform', (piece) => `translate(${piece.x + piece.size / 2} ${piece.y})`);
  groups
    .select('rect')
    .attr('x', ({ size }) => -size / 2 + 0.5)
    .attr('y', ({ size }) => -size / 2 + 0.5)
    .attr('width', ({ size }) => size - 1)
    .attr('height', ({ size }) => size - 1);
  groups
    .select('.bead-other')
    .attr('class', ({ bead }) => `bead-other ${bead.other ?? ''}`)
    .attr('d', ({ bead, size }) => (bead.other === undefined ? '' : lowerHalf(size / 2 - 0.5)));
  groups
    .select('text')
    .attr('y', ({ size }) => round(size * 0.23))
    .attr('font-size', ({ size, bead }) => round(size * (bead.label.length > 2 ? 0.52 : 0.68)))
    .text(({ bead }) => bead.label);
}

/** Below the diagonal of a square around the origin. */
function lowerHalf(half: number): string {
  return `M${-half} ${half}L${half} ${-half}V${half}Z`;
}
