/** Where lanes and times lie in a space-time diagram of any size. */
import { scaleLinear } from 'd3-scale';
import type { Micros } from '../../core/model/index.ts';
import { clamp, round } from '../geometry.ts';
import type { Size } from '../geometry.ts';
import { textWidth } from '../text.ts';

export type Range = { readonly from: Micros; readonly until: Micros };

export type Frame = {
  readonly size: Size;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Between two lanes. */
  readonly step: number;
  x(time: Micros): number;
  y(lane: number): number;
  timeAt(x: number): Micros;
};

const TOP = 20;
const AXIS = 24;
const NARROW = 480;

export function createFrame(size: Size, lanes: number, range: Range): Frame {
  const left = size.width < NARROW ? 36 : 60;
  const right = Math.max(left + 1, size.width - 12);
  const bottom = Math.max(TOP + 1, size.height - AXIS);
  const step = (bottom - TOP) / Math.max(1, lanes);
  const scale = scaleLinear([range.from, Math.max(range.from + 1, range.until)], [left, right]);
  return {
    size,
    left,
    right,
    top: TOP,
    bottom,
    step,
    x: (time) => round(scale(time)),
    y: (lane) => round(TOP + (lane + 0.5) * step),
    timeAt: (x) => Math.round(clamp(scale.invert(x), range.from, range.until)),
  };
}

export type Tick = {
  readonly x: number;
  /** The middle of the label, which stays within the drawing. */
  readonly labelX: number;
  readonly label: string;
};

/** About one tick in 90 pixels. */
export function ticksOf(frame: Frame, range: Range): readonly Tick[] {
  const count = Math.max(2, Math.floor((frame.right - frame.left) / 90));
  const milliseconds = scaleLinear([range.from / 1000, range.until / 1000], [0, 1]);
  return milliseconds.ticks(count).map((tick) => {
    const label = timeLabel(tick * 1000);
    const half = textWidth(label, 12) / 2;
    const x = frame.x(tick * 1000);
    return { x, labelX: round(clamp(x, half, frame.size.width - half)), label };
  });
}

/** "456 ms", "1.25 s". */
export function timeLabel(time: Micros): string {
  if (time >= 10_000_000) return `${Math.round(time / 10_000) / 100} s`;
  return `${Math.round(time / 100) / 10} ms`;
}
