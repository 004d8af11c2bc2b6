/** Where a pointer is, in the units of a drawing that fills its element. */
import type { Point, Size } from './geometry.ts';

export function pointIn(drawing: Element, event: MouseEvent, size: Size): Point {
  const box = drawing.getBoundingClientRect();
  return {
    x: ((event.clientX - box.left) * size.width) / Math.max(1, box.width),
    y: ((event.clientY - box.top) * size.height) / Math.max(1, box.height),
  };
}
