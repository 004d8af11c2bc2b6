/** What lies over the recorded: the selected message or event, the cursor of the keyboard, the stretch that is being brushed. */
import type { EventIndex, ProcessId } from '../../core/model/index.ts';
import { clamp } from '../geometry.ts';
import { textWidth } from '../text.ts';
import type { Stop } from './cursor.ts';
import { timeLabel } from './frame.ts';
import type { Frame } from './frame.ts';
import { drawGlyph } from './looks.ts';
import { heldAt, legsOf } from './parts.ts';
import type { Part, Wire } from './parts.ts';
import type { Pen } from './pen.ts';
import type { Range } from './range.ts';
import type { Scene } from './scene.ts';

export type Chosen = {
  readonly scene: Scene;
  readonly parts: readonly Part[];
  readonly selectedMessage: EventIndex | null;
  readonly selectedEvent: EventIndex | null;
  readonly cursor: Stop | null;
};

export function paintChosen(chosen: Chosen, pen: Pen): void {
  const { scene, parts, selectedMessage, selectedEvent, cursor } = chosen;
  const { frame, laneOf } = scene;
  for (const wire of wiresOf(parts, selectedMessage, selectedEvent)) paintWire(scene, wire, pen);
  const row = selectedEvent === null ? null : rowOf(parts, selectedEvent);
  if (row !== null) ring(frame, laneOf, { ...row, pen });
  if (cursor !== null) frameCursor(frame, laneOf.get(cursor.process), cursor, pen);
}

/** The message itself, or the one whose arrival is selected. */
function wiresOf(
  parts: readonly Part[],
  message: EventIndex | null,
  event: EventIndex | null,
): readonly Wire[] {
  if (message === null && event === null) return [];
  const found = parts
    .flatMap(({ wires }) => wires)
    .find(({ message: { event: send, endEvent } }) =>
      message === null ? send === event || endEvent === event : send === message,
    );
  return found === undefined ? [] : [found];
}

/** Placed anew, because the parts may be those of a frame that has moved since. */
function paintWire({ frame, laneOf }: Scene, wire: Wire, pen: Pen): void {
  const { message } = wire;
  const from = laneOf.get(message.from);
  const to = laneOf.get(message.to);
  if (from === undefined || to === undefined) return;
  const run = Math.max(1e-6, wire.to.x - wire.from.x);
  const rise = wire.to.y - wire.from.y;
  const start = { x: frame.x(message.sentAt), y: frame.y(from) };
  // A lost message ends on its way, at the same share of it.
  const isWhole = message.endsAt > message.sentAt;
  const end = isWhole
    ? { x: frame.x(message.endsAt), y: frame.y(to) }
    : { x: start.x + run, y: start.y + rise };
  const held = heldAt(message, frame, { start, end });
  pen.segments(legsOf({ from: start, held, to: end }), { stroke: wire.tone, width: 2.5 });
  drawGlyph(pen, { ...wire, isLit: true }, { ...end, scale: 0.8 });
  pen.shape(RING, { ...end, scale: 1 }, { stroke: 'gold', width: 2 });
}

const RING = 'M-11 0A11 11 0 1 1 11 0A11 11 0 1 1 -11 0Z';

type Place = { readonly process: ProcessId; readonly at: number };

function rowOf(parts: readonly Part[], event: EventIndex): Place | null {
  for (const { beads, signs } of parts) {
    const found = [...beads, ...signs].find(({ row }) => row.event === event);
    if (found !== undefined) return found.row;
  }
  return null;
}

function ring(
  frame: Frame,
  laneOf: Scene['laneOf'],
  { process, at, pen }: Place & { readonly pen: Pen },
): void {
  const lane = laneOf.get(process);
  if (lane === undefined) return;
  pen.shape(RING, { x: frame.x(at), y: frame.y(lane), scale: 1 }, { stroke: 'gold', width: 2 });
}

function frameCursor(frame: Frame, lane: number | undefined, { at }: Stop, pen: Pen): void {
  if (lane === undefined) return;
  const x = frame.x(at);
  const y = frame.y(lane);
  pen.segments([x, frame.top, x, frame.bottom], { stroke: 'text-3', dash: [2, 3] });
  const half = clamp(frame.step / 2, 7, 12);
  const box = { x: x - half, y: y - half, width: 2 * half, height: 2 * half };
  pen.rect(box, { stroke: 'ground', width: 4 });
  pen.rect(box, { stroke: 'text', width: 2 });
}

export function paintBrush(frame: Frame, range: Range, pen: Pen): void {
  const [from, until] = [frame.x(range.from), frame.x(range.until)];
  const box = { x: from, y: 0, width: until - from, height: frame.bottom };
  pen.rect(box, { fill: 'gold-fill', alpha: 0.16 });
  pen.segments([from, 0, from, frame.bottom, until, 0, until, frame.bottom], { stroke: 'gold' });
  const words = timeLabel(range.until - range.from, (frame.range.until - frame.range.from) / 500);
  if (textWidth(words, 12) > until - from) return;
  const at = { x: (from + until) / 2, y: 14 };
  pen.text(words, at, { size: 12, fill: 'text', weight: 600, anchor: 'middle', halo: 'ground' });
}
