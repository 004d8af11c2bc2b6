/** Draws two quorums as brackets over the council's seats. */
import { select } from 'd3-selection';
import type { Selection } from 'd3-selection';
import type { QuorumBracket, QuorumSeat, QuorumsScene } from './scene.ts';

export type QuorumsView = { update(scene: QuorumsScene): void; destroy(): void };

type Drawing = Selection<SVGSVGElement, unknown, null, undefined>;

export function createQuorums(element: HTMLElement): QuorumsView {
  const svg: Drawing = select(element)
    .append('svg')
    .attr('class', 'quorums-drawing')
    .attr('role', 'img');
  return {
    update(scene) {
      const { width, height } = scene.size;
      svg
        .attr('viewBox', `0 0 ${width} ${height}`)
        .attr('width', width)
        .attr('height', height)
        .attr('aria-label', scene.label);
      drawSeats(svg, scene);
      drawBrackets(svg, scene.brackets);
    },
    destroy() {
      svg.remove();
    },
  };
}

function drawSeats(svg: Drawing, { seats, seatTop, seatHeight }: QuorumsScene): void {
  const groups = svg
    .selectAll<SVGGElement, QuorumSeat>('g.seat')
    .data(seats)
    .join((enter) => {
      const group = enter.append('g');
      group.append('rect').attr('rx', 2);
      group.append('text');
      return group;
    })
    .attr('class', (seat) =>
      [
        'seat',
        seat.isShared ? 'is-shared' : '',
        seat.isCulprit ? 'is-culprit' : '',
        seat.isOutside ? 'is-outside' : '',
      ].join(' '),
    )
    .attr('transform', (seat) => `translate(${seat.x} ${seatTop})`);
  groups
    .select('rect')
    .attr('width', (seat) => Math.max(0, seat.width))
    .attr('height', seatHeight);
  groups
    .select('text')
    .attr('x', (seat) => seat.width / 2)
    .attr('y', seatHeight / 2 + 4.5)
    .text((seat) => seat.name);
}

function drawBrackets(svg: Drawing, brackets: readonly QuorumBracket[]): void {
  svg
    .selectAll<SVGPathElement, QuorumBracket>('path.bracket')
    .data(brackets)
    .join('path')
    .attr('class', (bracket) => `bracket ${bracket.tone}`)
    .attr('d', (bracket) => bracket.path);
  svg
    .selectAll<SVGTextElement, QuorumBracket>('text.bracket-label')
    .data(brackets)
    .join('text')
    .attr('class', (bracket) => `bracket-label ${bracket.tone}`)
    .attr('text-anchor', (bracket) => bracket.anchor)
    .attr('x', (bracket) => bracket.x)
    .attr('y', (bracket) => bracket.y)
    .text((bracket) => bracket.label);
}
