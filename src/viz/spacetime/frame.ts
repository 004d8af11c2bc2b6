/** Where lanes and times lie in a space-time diagram of any size. */
import { scaleLinear } from 'd3-scale';
import type { Micros } from '../../core/model/index.ts';
import { clamp, round } from '../geometry.ts';
import type { Size } from '../geometry.ts';
import { textWidth } from '../text.ts';
import type { Range } from './range.ts';

export type Frame = {
  readonly size: Size;
  readonly range: Range;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Between two lanes. */
  readonly step: number;
  readonly lanes: number;
  /** How far the lanes are pushed up, and how far they can be. */
  readonly scroll: number;
  readonly scrollMax: number;
  x(time: Micros): number;
  y(lane: number): number;
  timeAt(x: number): number;
  /** The nearest lane, whether or not there is one so far up or down. */
  laneAt(y: number): number;
};

/** `fit`: as many lanes as can be drawn at once; `roomy`: each with its name. */
export type LaneRoom = 'fit' | 'roomy';

export type FrameInput = {
  readonly size: Size;
  readonly lanes: number;
  readonly range: Range;
  readonly room: LaneRoom;
  readonly scroll: number;
};

const TOP = 20;
const AXIS = 24;
const NARROW = 480;
/** What of the width is not time. */
export const TILE_GUTTER = 72;
const STEP_MIN: Readonly<Record<LaneRoom, number>> = { fit: 4, roomy: 20 };

export function createFrame({ size, lanes, range, room, scroll }: FrameInput): Frame {
  const left = size.width < NARROW ? 40 : 60;
  const right = Math.max(left + 1, size.width - 12);
  const bottom = Math.max(TOP + 1, size.height - AXIS);
  const count = Math.max(1, lanes);
  const step = Math.max((bottom - TOP) / count, STEP_MIN[room]);
  const scrollMax = Math.max(0, step * count - (bottom - TOP));
  const scrolled = clamp(scroll, 0, scrollMax);
  const perTime = (right - left) / Math.max(1e-6, range.until - range.from);
  return {
    size,
    range,
    left,
    right,
    top: TOP,
    bottom,
    step,
    lanes: count,
    scroll: scrolled,
    scrollMax,
    x: (time) => left + (time - range.from) * perTime,
    y: (lane) => TOP + (lane + 0.5) * step - scrolled,
    timeAt: (x) => range.from + (clamp(x, left, right) - left) / perTime,
    laneAt: (y) => Math.floor((y - TOP + scrolled) / step),
  };
}

export type Tick = {
  readonly x: number;
  /** The middle of the label, which stays within the drawing. */
  readonly labelX: number;
  readonly label: string;
};

/** About one tick in 90 pixels. */
export function ticksOf(frame: Frame): readonly Tick[] {
  const { range } = frame;
  const count = Math.max(2, Math.floor((frame.right - frame.left) / 90));
  const milliseconds = scaleLinear([range.from / 1000, range.until / 1000], [0, 1]);
  return milliseconds.ticks(count).map((tick) => {
    const label = timeLabel(tick * 1000, (range.until - range.from) / count);
    const half = textWidth(label, 12) / 2;
    const x = frame.x(tick * 1000);
    return { x, labelX: round(clamp(x, half, frame.size.width - half)), label };
  });
}

/** "456 ms", "1.25 s", and as many decimals as it takes to tell times apart that are `grain` microseconds from each other. */
export function timeLabel(time: Micros, grain = 1_000): string {
  if (time >= 10_000_000 && grain >= 10_000) return `${Math.round(time / 10_000) / 100} s`;
  const parts = grain < 10 ? 1_000 : grain < 100 ? 100 : 10;
  return `${Math.round((time * parts) / 1_000) / parts} ms`;
}
