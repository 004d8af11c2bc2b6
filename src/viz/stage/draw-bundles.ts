/** Draws the bundles of the selected process: a fan of lines and a sign with the kind and the count. */
import type { Selection } from 'd3-selection';
import { drawGlyphs } from '../glyphs.ts';
import { SIGN_SIZE } from './bundles.ts';
import type { Bundle } from './bundles.ts';

type Layer = Selection<SVGGElement, unknown, null, undefined>;

export function drawBundles(layer: Layer, bundles: readonly Bundle[]): void {
  layer
    .selectAll<SVGPathElement, Bundle>('path.bundle')
    .data(bundles, ({ key }) => key)
    .join((enter) => enter.insert('path', 'g'))
    .attr('class', ({ tone }) => `bundle ${tone}`)
    .attr('d', ({ path }) => path);
  const signs = layer
    .selectAll<SVGGElement, Bundle>('g.bundle-sign')
    .data(bundles, ({ key }) => key)
    .join((enter) => {
      const sign = enter.append('g').attr('class', 'bundle-sign');
      const { width, height } = SIGN_SIZE;
      sign.append('rect').attr('rx', 4).attr('width', width).attr('height', height);
      sign.append('g').attr('transform', 'translate(14 11) scale(0.75)');
      sign.append('text').attr('x', 26).attr('y', 15);
      return sign;
    })
    .attr('transform', ({ x, y }) => `translate(${x - SIGN_SIZE.width / 2} ${y})`);
  signs.select('text').text(({ label }) => label);
  drawGlyphs(signs.select<SVGGElement>('g').datum((bundle) => ({ ...bundle, validity: 'valid' })));
}
