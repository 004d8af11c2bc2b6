/** Draws the icon of a mark into a group that the caller places. */
import type { Selection } from 'd3-selection';
import type { MarkKind } from '../core/model/index.ts';
import { markIcon } from './marks.ts';

type Part = { readonly kind: 'line' | 'solid'; readonly path: string };

/** Null: no icon. */
export function drawIcon<D>(
  group: Selection<SVGGElement, D, null, undefined>,
  mark: MarkKind | null,
): void {
  const icon = mark === null ? { line: '', solid: '' } : markIcon(mark);
  const parts: readonly Part[] = [
    { kind: 'line', path: icon.line },
    { kind: 'solid', path: icon.solid },
  ];
  group
    .selectAll<SVGPathElement, Part>('path')
    .data(parts.filter(({ path }) => path !== ''))
    .join('path')
    .attr('class', (part) => `icon-${part.kind}`)
    .attr('d', (part) => part.path);
}
