/** What lies behind and around the recorded: views, partitions, names, the axis, flags. Little enough for every frame. */
import { clamp } from '../geometry.ts';
import { markIcon } from '../marks.ts';
import { textWidth } from '../text.ts';
import { timeLabel } from './frame.ts';
import type { Frame } from './frame.ts';
import type { Pen } from './pen.ts';
import { markAt } from './scene.ts';
import type { Flag, Lane, Scene, Wall } from './scene.ts';

/** Of a moment: where the playhead stands, and whether what lies ahead is to be seen. */
export type Moment = { readonly time: number; readonly hidesFuture: boolean };

export function plotOf({ left, right, top, bottom }: Frame) {
  return { x: left, y: top, width: right - left, height: bottom - top };
}

export function paintBehind(scene: Scene, pen: Pen): void {
  const { frame, bands, ticks, lanes } = scene;
  for (const { x, width, isOdd } of bands)
    if (isOdd) pen.rect({ x, y: 0, width, height: frame.bottom }, { fill: 'surface' });
  for (const { x } of bands)
    if (x > frame.left + 1) pen.segments([x, 0, x, frame.bottom], { stroke: 'line-2' });
  const grid = ticks.flatMap(({ x }) => [x, frame.top, x, frame.bottom + 3]);
  pen.segments(grid, { stroke: 'line' });
  pen.clip({ x: 0, y: frame.top, width: frame.size.width, height: frame.bottom - frame.top });
  const chosen = lanes.find(({ isChosen }) => isChosen);
  if (chosen !== undefined) {
    const y = frame.y(chosen.index) - frame.step / 2;
    const box = { x: 0, y, width: frame.size.width, height: frame.step };
    pen.rect(box, { fill: 'surface-2', alpha: 0.75 });
  }
  for (const wall of scene.walls) paintWall(frame, wall, pen);
  pen.unclip();
}

/** Groups take turns at being shaded; between two lanes of different groups stands a wall. */
function paintWall(frame: Frame, { x, end, groups }: Wall, pen: Pen): void {
  const width = Math.max(1, end - x);
  const walls: number[] = [];
  for (const [index, { lane, group }] of groups.entries()) {
    const y = frame.y(lane) - frame.step / 2;
    const alpha = group % 2 === 0 ? 0.07 : 0.16;
    pen.rect({ x, y, width, height: frame.step }, { fill: 'text-3', alpha });
    const before = groups.find((other) => other.lane === lane - 1);
    if (index > 0 && before !== undefined && before.group !== group) walls.push(x, y, end, y);
  }
  pen.segments(walls, { stroke: 'text-2', width: 1.5 });
  const [top, bottom] = [frame.top, frame.bottom];
  pen.segments([x, top, x, bottom, end, top, end, bottom], { stroke: 'ctl', dash: [4, 3] });
}

export function paintAround(scene: Scene, pen: Pen, moment: Moment): void {
  const { frame } = scene;
  pen.rect(
    { x: 0, y: frame.top, width: frame.left - 4, height: frame.bottom - frame.top },
    { fill: 'ground' },
  );
  pen.clip({ x: 0, y: frame.top, width: frame.size.width, height: frame.bottom - frame.top });
  for (const lane of scene.lanes) paintName(scene, lane, pen, moment);
  for (const flag of scene.flags) paintFlag(scene, flag, pen, moment);
  pen.unclip();
  paintBandLabels(scene, pen, moment);
  paintScrollMark(frame, pen);
}

function paintName(scene: Scene, lane: Lane, pen: Pen, { time }: Moment): void {
  const { frame, input } = scene;
  const y = frame.y(lane.index);
  // A name that would be cut, or pushed into its neighbour, waits until the lanes are scrolled.
  if (!lane.isNamed || y < frame.top - 2 || y > frame.bottom - 2) return;
  const at = { x: 8, y: clamp(y + 4.5, frame.top + 9, frame.bottom - 1) };
  if (lane.isChosen)
    pen.rect({ x: 2, y: at.y - 10, width: 2.5, height: 12 }, { fill: 'gold-tile' });
  pen.text(lane.name, at, {
    size: frame.step < 13 ? 12 : 13,
    fill: lane.isChosen ? 'text' : 'text-2',
    weight: lane.isChosen ? 700 : 600,
  });
  const hasRoom = frame.step >= 13 && frame.left > 40 && lane.isReplica;
  if (!hasRoom) return;
  const icon = markIcon(markAt(input.timeline, lane.id, time));
  const place = { x: 47, y, scale: 0.72 };
  pen.shape(icon.line, place, { stroke: 'text-2', width: 1.6 });
  if (icon.solid !== '') pen.shape(icon.solid, place, { fill: 'text-2' });
}

const FLAG = 'M0 6V-12H10L7.400 -8.600L10 -5.200H0';

function paintFlag({ frame, input }: Scene, flag: Flag, pen: Pen, moment: Moment): void {
  const isAhead = frame.timeAt(flag.x) > moment.time && moment.time < input.range.until;
  if (isAhead && moment.hidesFuture) return;
  const y = frame.y(flag.lane);
  pen.shape(
    FLAG,
    { x: flag.x, y, scale: 1 },
    { fill: isAhead ? 'ground' : 'verm', stroke: 'verm', width: 1.5 },
  );
  pen.text(
    flag.text,
    { x: flag.x + (flag.isLast ? -4 : 14), y: y - 4 },
    {
      size: 12,
      weight: 600,
      fill: 'verm',
      halo: 'ground',
      anchor: flag.isLast ? 'end' : 'start',
    },
  );
}

/** What has not been reached is not told: neither by a view nor by a partition. */
function paintBandLabels({ frame, bands, walls, input }: Scene, pen: Pen, moment: Moment): void {
  const isHidden = (x: number): boolean =>
    moment.hidesFuture &&
    x > Math.max(frame.left, frame.x(Math.min(moment.time, input.range.until)));
  for (const { x, label } of bands)
    if (label !== '' && !isHidden(x))
      pen.text(label, { x: x + 6, y: 14 }, { size: 12, fill: 'text-2' });
  for (const { x, end, label } of walls) {
    const band = bands.findLast((each) => each.x <= x);
    const taken =
      band === undefined || band.label === '' ? 0 : band.x + 10 + textWidth(band.label, 12);
    const at = Math.max(x + 4, taken);
    const room = Math.max(end, frame.right) - at;
    const short = [label, 'Partition'].find((words) => textWidth(words, 12) <= room);
    if (short !== undefined && !isHidden(x))
      pen.text(short, { x: at, y: 14 }, { size: 12, fill: 'text-3', halo: 'ground' });
  }
}

/** Shows that there are more lanes above or below. */
function paintScrollMark({ top, bottom, scroll, scrollMax, size }: Frame, pen: Pen): void {
  if (scrollMax <= 0) return;
  const height = bottom - top;
  const share = height / (height + scrollMax);
  const y = top + (scroll / (height + scrollMax)) * height;
  pen.rect(
    { x: size.width - 5, y, width: 3, height: Math.max(12, share * height) },
    { fill: 'ctl' },
  );
}

/** The axis, without labels that the playhead's tag would half cover. */
export function paintAxis({ frame, ticks }: Scene, pen: Pen, { time }: Moment): void {
  const { range, bottom, size } = frame;
  const grain = (range.until - range.from) / 500;
  const tag = timeLabel(time, grain);
  const half = textWidth(tag, 12) / 2 + 6;
  const head = clamp(frame.x(time), half, size.width - half);
  const isInside = time >= range.from && time <= range.until;
  for (const { labelX, label } of ticks) {
    const reach = textWidth(label, 12) / 2 + half;
    if (isInside && Math.abs(labelX - head) < reach) continue;
    pen.text(label, { x: labelX, y: bottom + 16 }, { size: 12, fill: 'text-3', anchor: 'middle' });
  }
  if (!isInside) return;
  const x = frame.x(time);
  pen.segments([x, 0, x, bottom + 4], { stroke: 'gold-tile', width: 1.5 });
  pen.rect({ x: head - half, y: bottom + 3, width: 2 * half, height: 18 }, { fill: 'gold-fill' });
  pen.text(
    tag,
    { x: head, y: bottom + 16 },
    {
      size: 12,
      weight: 600,
      fill: 'gold-ink',
      anchor: 'middle',
    },
  );
}
