/** The diagram as an SVG document, for ranges of up to some thousands of messages: the same painters with another pen. */
import type { Colours } from './colours.ts';
import { paintAround, paintAxis, paintBehind, plotOf } from './paint-chrome.ts';
import type { Moment } from './paint-chrome.ts';
import { paintData } from './paint-data.ts';
import type { Pen } from './pen.ts';
import { partsOf } from './scene.ts';
import type { Scene } from './scene.ts';
import { createSvgPen } from './svg-pen.ts';

/** `colour` gives the value of a token such as 'ground' or 'v-A', and the typeface for 'sans'. */
export function spacetimeSvg(
  scene: Scene,
  moment: Moment,
  { colour, title }: { readonly colour: Colours; readonly title: string },
): string {
  const pen = createSvgPen(colour);
  paintWhole(scene, moment, pen);
  return pen.document(scene.frame.size, title);
}

/** The whole diagram at once, for drawings that do not move. */
export function paintWhole(scene: Scene, moment: Moment, pen: Pen): void {
  const { frame } = scene;
  const parts = partsOf(scene);
  const plot = plotOf(frame);
  const head = Math.min(Math.max(frame.x(moment.time), frame.left), frame.right);
  paintBehind(scene, pen);
  pen.clip({ ...plot, width: head - frame.left });
  exhaust(paintData(scene, parts, pen, 'past'));
  pen.unclip();
  if (!moment.hidesFuture && head < frame.right) {
    pen.clip({ ...plot, x: head, width: frame.right - head });
    exhaust(paintData(scene, parts, pen, 'future'));
    pen.unclip();
  }
  paintAround(scene, pen, moment);
  paintAxis(scene, pen, moment);
}

function exhaust(pieces: Generator<void, void>): void {
  while (pieces.next().done !== true);
}
