/** A strip of the diagram drawn at once, with some of its events ringed: for runs beside each other. */
import type { Micros, ProcessId } from '../../core/model/index.ts';
import { paintAround, paintAxis, paintBehind, plotOf } from './paint-chrome.ts';
import type { Moment } from './paint-chrome.ts';
import { paintData } from './paint-data.ts';
import type { Pen } from './pen.ts';
import { partsOf } from './scene.ts';
import type { Scene } from './scene.ts';

type Ringed = { readonly at: Micros; readonly process: ProcessId };

const RING = 'M-5 0A5 5 0 1 1 5 0A5 5 0 1 1 -5 0Z';

export function paintStrip(
  scene: Scene,
  pen: Pen,
  { differing, ...moment }: Moment & { readonly differing: readonly Ringed[] },
): void {
  const { frame, laneOf } = scene;
  paintSides(scene, pen, moment);
  pen.clip(plotOf(frame));
  for (const { at, process } of differing) {
    const lane = laneOf.get(process);
    if (lane === undefined || (moment.hidesFuture && at > moment.time)) continue;
    pen.shape(RING, { x: frame.x(at), y: frame.y(lane), scale: 1 }, { stroke: 'gold', width: 2 });
  }
  pen.unclip();
  paintAround(scene, pen, moment);
  paintAxis(scene, pen, moment);
}

/** What has happened, and in outline what is known ahead. */
export function paintSides(scene: Scene, pen: Pen, moment: Moment): void {
  const { frame } = scene;
  const parts = partsOf(scene);
  const plot = plotOf(frame);
  const head = Math.min(Math.max(frame.x(moment.time), frame.left), frame.right);
  paintBehind(scene, pen);
  pen.clip({ ...plot, width: head - frame.left });
  exhaust(paintData(scene, parts, pen, 'past'));
  pen.unclip();
  if (moment.hidesFuture || head >= frame.right) return;
  pen.clip({ ...plot, x: head, width: frame.right - head });
  exhaust(paintData(scene, parts, pen, 'future'));
  pen.unclip();
}

function exhaust(pieces: Generator<void, void>): void {
  while (pieces.next().done !== true);
}
