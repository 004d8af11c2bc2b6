// @vitest-environment happy-dom
import { select } from 'd3-selection';
import { describe, expect, test } from 'vitest';
import {
  GLYPH_AREAS,
  GLYPH_POLYGONS,
  drawGlyphs,
  glyphPath,
  overlayPath,
} from '../../../src/viz/glyphs.ts';
import type { GlyphMark, Validity } from '../../../src/viz/glyphs.ts';
import { KINDS } from './builders.ts';

function area(points: readonly (readonly [number, number])[]): number {
  const twice = points.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = points[(index + 1) % points.length] ?? [0, 0];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) / 2;
}

describe('glyphs', () => {
  test('all kinds cover about the same area, so that none looks more important', () => {
    const polygons = Object.values(GLYPH_POLYGONS).map((parts) =>
      parts.reduce((sum, part) => sum + area(part), 0),
    );
    for (const covered of [...polygons, ...Object.values(GLYPH_AREAS)]) {
      expect(covered).toBeGreaterThan(84);
      expect(covered).toBeLessThan(118);
    }
  });

  test('no two kinds share a shape', () => {
    const paths = new Set(KINDS.map(({ glyph }) => glyphPath(glyph)));
    expect(paths.size).toBe(KINDS.length);
  });

  test('what was refused or lost differs by a stroke, not by colour', () => {
    const strokes = (['valid', 'rejected', 'dropped'] as const).map(overlayPath);
    expect(new Set(strokes).size).toBe(3);
    expect(overlayPath('forged-rejected')).toBe(overlayPath('rejected'));
  });

  test('a forged message is hatched, and loses the hatching when its datum changes', () => {
    document.body.innerHTML = '<svg></svg>';
    const draw = (validity: Validity): SVGPathElement | null => {
      const mark: GlyphMark = { glyph: 'square', tone: 'v-B', validity };
      const groups = select<SVGSVGElement, unknown>('svg')
        .selectAll<SVGGElement, GlyphMark>('g')
        .data([mark])
        .join('g');
      drawGlyphs(groups);
      return document.querySelector('.glyph-shape');
    };
    expect(draw('forged')?.getAttribute('fill')).toBe('url(#hatch-v-B)');
    expect(draw('valid')?.getAttribute('fill')).toBeNull();
    expect(document.querySelectorAll('.glyph-shape')).toHaveLength(1);
  });
});
