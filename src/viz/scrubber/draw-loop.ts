/** The stretch that playing repeats: a bracket below the track with a handle at either end. */
import type { Selection } from 'd3-selection';
import type { LoopEnd } from './drag.ts';
import type { ScrubberLoop } from './scene.ts';

type Drawing = Selection<SVGSVGElement, unknown, null, undefined>;
type Layer = Selection<SVGGElement, unknown, null, undefined>;

const LINE_Y = 30;

/** Draws it, or takes it away where there is none. */
export function createLoop(svg: Drawing): (loop: ScrubberLoop | null) => void {
  const layer: Layer = svg.append('g').attr('class', 'scrubber-loop');
  const line = layer.append('path').attr('class', 'loop-line');
  const from = createHandle(layer, { end: 'from', letter: 'A' });
  const until = createHandle(layer, { end: 'until', letter: 'B' });
  return (loop) => {
    layer.attr('display', loop === null ? 'none' : null);
    if (loop === null) return;
    line.attr('d', `M${loop.from} ${LINE_Y - 10}V${LINE_Y + 1}H${loop.until}V${LINE_Y - 10}`);
    from.attr('transform', `translate(${loop.from} ${LINE_Y + 9})`);
    until.attr('transform', `translate(${loop.until} ${LINE_Y + 9})`);
  };
}

function createHandle(
  layer: Layer,
  { end, letter }: { readonly end: LoopEnd; readonly letter: string },
): Layer {
  const handle = layer.append('g').attr('class', 'loop-handle').attr('data-loop-end', end);
  handle.append('title').text(`${letter}: drag to change what playing repeats`);
  // What a finger can take hold of is larger than what is seen.
  handle
    .append('rect')
    .attr('class', 'loop-reach')
    .attr('x', -12)
    .attr('y', -11)
    .attr('width', 24)
    .attr('height', 24);
  handle
    .append('rect')
    .attr('class', 'loop-grip')
    .attr('x', -7)
    .attr('y', -7)
    .attr('width', 14)
    .attr('height', 15)
    .attr('rx', 2);
  handle.append('text').attr('y', 5).text(letter);
  return handle;
}
