/** On very large screens the page is zoomed: what the browser measures on the screen is not what the page lays out. */
import type { Point } from './geometry.ts';

/** 1 where the browser does not tell. */
function zoomOf(element: Element): number {
  return element.currentCSSZoom || 1;
}

/** Where an element is, in the pixels that it lays out with. */
export function boxOf(element: Element): DOMRect {
  return unzoomed(element.getBoundingClientRect(), element);
}

/** A box that was measured on the screen, in the pixels of an element. */
export function unzoomed({ x, y, width, height }: DOMRect, element: Element): DOMRect {
  const zoom = zoomOf(element);
  return new DOMRect(x / zoom, y / zoom, width / zoom, height / zoom);
}

/** Where a pointer is, from the upper left corner of an element. */
export function placeIn(element: Element, { clientX, clientY }: MouseEvent): Point {
  const zoom = zoomOf(element);
  const { left, top } = boxOf(element);
  return { x: clientX / zoom - left, y: clientY / zoom - top };
}

/** Pixels of the screen for one of the page: what a canvas needs to be sharp. */
export function density(): number {
  return (window.devicePixelRatio || 1) * zoomOf(document.body);
}
