/** Glyphs painted once and stamped many times: a canvas draws a thousand of them in a frame. */
import type { Glyph } from '../../core/model/index.ts';
import { glyphPath, overlayPath } from '../glyphs.ts';
import type { Validity } from '../glyphs.ts';
import type { Palette } from '../palette.ts';

type Look = {
  readonly glyph: Glyph;
  readonly tone: string;
  readonly validity: Validity;
};

export type Sprites = {
  /** In device pixels, with its middle in the middle. */
  of(glyph: Glyph, tone: string, validity: Validity): HTMLCanvasElement;
};

/** Of the box of sixteen units, for strokes that lie over its edge. */
const ROOM = 22;

export function createSprites(palette: Palette, side: number): Sprites {
  // By kind, tone and validity in turn, so that asking makes no key.
  const made = new Map<Glyph, Map<string, Map<Validity, HTMLCanvasElement>>>();
  return {
    of(glyph, tone, validity) {
      const tones = within(made, glyph);
      const sprites = within(tones, tone);
      const known = sprites.get(validity);
      if (known !== undefined) return known;
      const sprite = paint({ glyph, tone, validity }, palette, side);
      sprites.set(validity, sprite);
      return sprite;
    },
  };
}

function within<K, A, B>(maps: Map<K, Map<A, B>>, key: K): Map<A, B> {
  const known = maps.get(key);
  if (known !== undefined) return known;
  const made = new Map<A, B>();
  maps.set(key, made);
  return made;
}

function paint(look: Look, palette: Palette, side: number): HTMLCanvasElement {
  const scale = side / 16;
  const sprite = document.createElement('canvas');
  sprite.width = Math.ceil(ROOM * scale);
  sprite.height = sprite.width;
  const brush = sprite.getContext('2d');
  if (brush === null) return sprite;
  brush.translate(sprite.width / 2, sprite.height / 2);
  brush.scale(scale, scale);
  paintShape(brush, look, palette);
  const over = overlayPath(look.validity);
  if (over !== '') {
    brush.setLineDash([]);
    brush.strokeStyle = palette.text;
    brush.lineWidth = 1.7;
    brush.stroke(new Path2D(over));
  }
  return sprite;
}

/** As the style sheet draws them: solid is valid, hollow rejected, hatched forged, dotted lost. */
function paintShape(
  brush: CanvasRenderingContext2D,
  { glyph, tone, validity }: Look,
  palette: Palette,
): void {
  const shape = new Path2D(glyphPath(glyph));
  const colour = palette.tone(tone);
  const isHatched = validity === 'forged' || validity === 'forged-rejected';
  const isSolid = validity === 'valid' || validity === 'late';
  if (validity === 'late') brush.globalAlpha = 0.45;
  brush.fillStyle = isSolid ? colour : palette.ground;
  brush.fill(shape, 'evenodd');
  if (isHatched) hatch(brush, shape, colour);
  brush.strokeStyle = colour;
  brush.lineWidth = isSolid ? 0.8 : 1.7;
  if (validity === 'dropped' || validity === 'due') brush.setLineDash([1.6, 1.9]);
  brush.stroke(shape);
  brush.globalAlpha = 1;
}

const HATCH_STEP = 3.4;

function hatch(brush: CanvasRenderingContext2D, shape: Path2D, colour: string): void {
  brush.save();
  brush.clip(shape, 'evenodd');
  brush.strokeStyle = colour;
  brush.lineWidth = 1.5;
  brush.beginPath();
  for (let offset = -24; offset <= 24; offset += HATCH_STEP * Math.SQRT2) {
    brush.moveTo(offset - 12, 12);
    brush.lineTo(offset + 12, -12);
  }
  brush.stroke();
  brush.restore();
}
