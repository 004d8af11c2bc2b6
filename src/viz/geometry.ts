/** Points, boxes and ring segments. Angles are degrees, clockwise from noon. */
import { arc } from 'd3-shape';

export type Point = { readonly x: number; readonly y: number };

export type Size = { readonly width: number; readonly height: number };

export type Box = Point & Size;

const RADIANS = Math.PI / 180;

/** One decimal is finer than any screen and keeps paths short. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

export function between(from: Point, to: Point, share: number): Point {
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

export function distance(from: Point, to: Point): number {
  return Math.hypot(to.x - from.x, to.y - from.y);
}

export function atAngle(radius: number, angle: number): Point {
  return { x: radius * Math.sin(angle * RADIANS), y: -radius * Math.cos(angle * RADIANS) };
}

export function overlap(a: Box, b: Box, gap = 0): boolean {
  return (
    a.x < b.x + b.width + gap &&
    b.x < a.x + a.width + gap &&
    a.y < b.y + b.height + gap &&
    b.y < a.y + a.height + gap
  );
}

export function isInside(inner: Box, outer: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

export type Segment = {
  readonly inner: number;
  readonly outer: number;
  readonly from: number;
  readonly to: number;
};

export function segmentPath({ inner, outer, from, to }: Segment): string {
  const path = arc().digits(1);
  return (
    path({
      innerRadius: inner,
      outerRadius: outer,
      startAngle: from * RADIANS,
      endAngle: to * RADIANS,
    }) ?? ''
  );
}

/** An open arc from noon, for rings that drain. */
export function arcPath(radius: number, share: number): string {
  const end = atAngle(radius, 359.9 * clamp(share, 0, 1));
  const isLarge = share > 0.5 ? 1 : 0;
  return `M0 ${round(-radius)}A${round(radius)} ${round(radius)} 0 ${isLarge} 1 ${round(end.x)} ${round(end.y)}`;
}

export type Curve = readonly [Point, Point, Point];

export function pointOnCurve([start, bend, end]: Curve, share: number): Point {
  return between(between(start, bend, share), between(bend, end, share), share);
}

/** A quadratic curve, cut at a share of its parameter: the part behind, the point, the part ahead. */
export function splitCurve(
  curve: Curve,
  share: number,
): { readonly at: Point; readonly behind: string; readonly ahead: string } {
  const [start, bend, end] = curve;
  const first = between(start, bend, share);
  const second = between(bend, end, share);
  const at = between(first, second, share);
  return {
    at,
    behind: `M${pair(start)}Q${pair(first)} ${pair(at)}`,
    ahead: `M${pair(at)}Q${pair(second)} ${pair(end)}`,
  };
}

export function pair(point: Point): string {
  return `${round(point.x)} ${round(point.y)}`;
}
