/** The diagram as an SVG document, for ranges of up to some thousands of messages: the same painters with another pen. */
import type { Colours } from './colours.ts';
import { paintAround, paintAxis } from './paint-chrome.ts';
import type { Moment } from './paint-chrome.ts';
import type { Scene } from './scene.ts';
import { paintSides } from './strip.ts';
import { createSvgPen } from './svg-pen.ts';

/** `colour` gives the value of a token such as 'ground' or 'v-A', and the typeface for 'sans'. */
export function spacetimeSvg(
  scene: Scene,
  moment: Moment,
  { colour, title }: { readonly colour: Colours; readonly title: string },
): string {
  const pen = createSvgPen(colour);
  paintSides(scene, pen, moment);
  paintAround(scene, pen, moment);
  paintAxis(scene, pen, moment);
  return pen.document(scene.frame.size, title);
}
