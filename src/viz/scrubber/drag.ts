/** What a pointer takes hold of on the scrubber: the playhead, or an end of the stretch to repeat. */
import type { Selection } from 'd3-selection';

export type LoopEnd = 'from' | 'until';

type Drawing = Selection<SVGSVGElement, unknown, null, undefined>;
type OnDrag = (event: PointerEvent, drawing: Element, end: LoopEnd | null) => void;

/** The pointer keeps what it holds until it is let go, also outside. */
export function dragOn(svg: Drawing, onDrag: OnDrag): void {
  let held: LoopEnd | null = null;
  svg.on('pointerdown', function begin(event: PointerEvent) {
    if (event.button !== 0) return;
    this.setPointerCapture(event.pointerId);
    held = loopEndAt(event.target);
    onDrag(event, this, held);
  });
  svg.on('pointermove', function move(event: PointerEvent) {
    if (this.hasPointerCapture(event.pointerId)) onDrag(event, this, held);
  });
}

function loopEndAt(target: EventTarget | null): LoopEnd | null {
  const end = target instanceof Element ? target.closest('[data-loop-end]') : null;
  const name = end?.getAttribute('data-loop-end');
  return name === 'from' || name === 'until' ? name : null;
}
