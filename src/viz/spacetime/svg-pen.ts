/** Writes an SVG document that needs nothing else: colours are written out, and texts name the page's typeface first. */
import { round } from '../geometry.ts';
import type { Box, Point, Size } from '../geometry.ts';
import type { Colours } from './colours.ts';
import type { Ink, Lettering, Pen } from './pen.ts';

export type SvgPen = Pen & { document(size: Size, title: string): string };

export function createSvgPen(colour: Colours): SvgPen {
  const body: string[] = [];
  const hatches = new Map<string, string>();
  const clips: string[] = [];
  const inkOf = (ink: Ink): string => {
    if (ink.isHatched === true && ink.fill !== undefined)
      hatches.set(ink.fill, hatchOf(ink.fill, colour));
    return attributesOf(ink, colour);
  };
  return {
    rect: (box, ink) => void body.push(`<rect ${boxOf(box)} ${inkOf(ink)}/>`),
    segments: (ends, ink) => void body.push(`<path d="${linesOf(ends)}" ${inkOf(ink)}/>`),
    dots: (points, size, ink) =>
      void body.push(`<path d="${squaresOf(points, size)}" ${inkOf(ink)}/>`),
    shape(path, { x, y, scale }, ink) {
      const place = `translate(${round(x)} ${round(y)}) scale(${Math.round(scale * 1000) / 1000})`;
      body.push(`<path transform="${place}" d="${path}" ${inkOf(ink)}/>`);
    },
    text: (words, at, lettering) => void body.push(textOf(words, at, { lettering, colour })),
    clip(box) {
      const id = `clip-${clips.length}`;
      clips.push(`<clipPath id="${id}"><rect ${boxOf(box)}/></clipPath>`);
      body.push(`<g clip-path="url(#${id})">`);
    },
    unclip: () => void body.push('</g>'),
    document({ width, height }, title) {
      const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`;
      const defs = `<defs>${[...hatches.values(), ...clips].join('')}</defs>`;
      const ground = `<rect width="${width}" height="${height}" fill="${colour('ground')}"/>`;
      return `${head}<title>${escaped(title)}</title>${defs}${ground}${body.join('')}</svg>`;
    },
  };
}

function boxOf({ x, y, width, height }: Box): string {
  return `x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"`;
}

function linesOf(ends: readonly number[]): string {
  const lines: string[] = [];
  for (let at = 0; at + 3 < ends.length; at += 4) {
    const [x = 0, y = 0, endX = 0, endY = 0] = ends.slice(at, at + 4);
    lines.push(`M${round(x)} ${round(y)}L${round(endX)} ${round(endY)}`);
  }
  return lines.join('');
}

function squaresOf(points: readonly number[], size: number): string {
  const squares: string[] = [];
  for (let at = 0; at + 1 < points.length; at += 2) {
    const x = round((points[at] ?? 0) - size / 2);
    squares.push(`M${x} ${round((points[at + 1] ?? 0) - size / 2)}h${size}v${size}h${-size}Z`);
  }
  return squares.join('');
}

function attributesOf(ink: Ink, colour: Colours): string {
  const { fill, isHatched = false, stroke, width = 1, alpha, dash = [] } = ink;
  const parts = [
    `fill="${fill === undefined ? 'none' : isHatched ? `url(#hatch-${fill})` : colour(fill)}"`,
  ];
  if (stroke !== undefined) parts.push(`stroke="${colour(stroke)}" stroke-width="${width}"`);
  if (stroke !== undefined && dash.length > 0) parts.push(`stroke-dasharray="${dash.join(' ')}"`);
  if (alpha !== undefined && alpha < 1) parts.push(`opacity="${Math.round(alpha * 1000) / 1000}"`);
  return parts.join(' ');
}

function hatchOf(token: string, colour: Colours): string {
  return (
    `<pattern id="hatch-${token}" width="3.4" height="3.4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">` +
    `<rect width="3.4" height="3.4" fill="${colour('ground')}"/><rect width="1.5" height="3.4" fill="${colour(token)}"/></pattern>`
  );
}

type Style = { readonly lettering: Lettering; readonly colour: Colours };

function textOf(words: string, { x, y }: Point, { lettering, colour }: Style): string {
  const { size, fill, weight = 400, anchor = 'start', halo, alpha = 1 } = lettering;
  const rim =
    halo === undefined
      ? ''
      : ` stroke="${colour(halo)}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"`;
  const faint = alpha < 1 ? ` opacity="${alpha}"` : '';
  const family = escaped(colour('sans'));
  return `<text x="${round(x)}" y="${round(y)}" font-family="${family}" font-size="${size}" font-weight="${weight}" text-anchor="${anchor}" fill="${colour(fill)}"${rim}${faint}>${escaped(words)}</text>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
