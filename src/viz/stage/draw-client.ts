/** Draws clients: squares outside the ring. */
import type { Selection } from 'd3-selection';
import { round } from '../geometry.ts';
import type { ClientScene, ClientText } from './client-scene.ts';

export type ClientGroup = Selection<SVGGElement, ClientScene, null, undefined>;

export function createClientParts(group: ClientGroup): void {
  group.append('rect').attr('class', 'client-square').attr('rx', 3);
  group.append('text').attr('class', 'client-name');
}

export function drawClient(group: ClientGroup, scene: ClientScene): void {
  const { half } = scene;
  group
    .attr(
      'class',
      `client${scene.isSelected ? ' is-selected' : ''}${scene.isWaiting ? ' is-waiting' : ''}`,
    )
    .attr('transform', `translate(${round(scene.x)} ${round(scene.y)})`)
    .attr('aria-label', scene.label)
    .attr('aria-pressed', String(scene.isSelected));
  group
    .select('.client-square')
    .attr('x', -half)
    .attr('y', -half)
    .attr('width', 2 * half)
    .attr('height', 2 * half);
  group
    .select('.client-name')
    .attr('y', half > 15 ? 5 : 4.2)
    .attr('font-size', half > 15 ? 14 : 12)
    .text(scene.showsName ? scene.name : '');
  group
    .selectAll<SVGTextElement, ClientText>('text.caption')
    .data(scene.texts)
    .join('text')
    .attr('class', (text) => `caption is-${text.weight} is-${text.anchor}`)
    .attr('x', (text) => text.x)
    .attr('y', (text) => text.y + scene.font * 0.35)
    .attr('font-size', scene.font)
    .text((text) => text.text);
}
