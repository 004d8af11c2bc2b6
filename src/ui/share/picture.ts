/**
 * A part of the page as one SVG: drawings keep their lines, what is drawn on a canvas becomes an image, and labels become text. It
 * is made of what is on the screen, so that a picture shows what a person saw when they asked for it.
 */
import { familiesIn, fontRules } from './fonts.ts';
import { inlined } from './inline-style.ts';
import { boxOf, unzoomed } from '../../viz/zoom.ts';

const SVG = 'http://www.w3.org/2000/svg';

export type Picture = { readonly svg: string; readonly width: number; readonly height: number };

type Sheet = {
  readonly root: SVGSVGElement;
  readonly families: Set<string>;
  readonly left: number;
  readonly top: number;
};

/** The elements, one below the other, on the page's ground. */
export async function pictureOf(blocks: readonly Element[], title: string): Promise<Picture> {
  const boxes = blocks.map(boxOf);
  const width = Math.ceil(Math.max(1, ...boxes.map((box) => box.width)));
  const height = Math.ceil(boxes.reduce((sum, box) => sum + box.height, 0));
  const root = made('svg', { width, height, viewBox: `0 0 ${width} ${height}` });
  if (!(root instanceof SVGSVGElement)) throw new Error('An SVG is made as one.');
  const name = made('title', {});
  name.textContent = title;
  root.append(name, made('rect', { width, height, fill: groundOf(blocks[0]) }));
  const families = new Set<string>();
  let top = 0;
  blocks.forEach((block, index) => {
    const box = boxes[index];
    if (!box) return;
    put(block, { root, families, left: box.left, top: box.top - top });
    top += box.height;
  });
  const style = made('style', {});
  style.textContent = await fontRules(families, root.textContent ?? '');
  name.after(style);
  return { svg: new XMLSerializer().serializeToString(root), width, height };
}

function groundOf(element: Element | undefined): string {
  for (let at = element ?? null; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    if (!isClear(colour)) return colour;
  }
  return 'white';
}

function isClear(colour: string): boolean {
  return colour === 'transparent' || /,\s*0\)$/.test(colour);
}

function put(element: Element, sheet: Sheet): void {
  const style = getComputedStyle(element);
  const box = boxOf(element);
  const isSeen = style.display !== 'none' && style.visibility !== 'hidden' && box.width > 0;
  if (!isSeen || element.matches('.visually-hidden')) return;
  const place = { x: box.left - sheet.left, y: box.top - sheet.top };
  if (element instanceof SVGSVGElement) putDrawing(element, box, sheet);
  else if (element instanceof HTMLCanvasElement) {
    const { width, height } = box;
    if (element.width > 0)
      sheet.root.append(made('image', { ...place, width, height, href: element.toDataURL() }));
  } else {
    putBox(style, { ...place, width: box.width, height: box.height }, sheet);
    for (const child of element.childNodes) {
      if (child instanceof Element) put(child, sheet);
      else if (child instanceof Text) putText(child, style, sheet);
    }
  }
}

function putDrawing(
  element: SVGSVGElement,
  box: DOMRect,
  { root, families, left, top }: Sheet,
): void {
  const copy = inlined(element);
  const { width, height } = box;
  if (!copy.hasAttribute('viewBox')) copy.setAttribute('viewBox', `0 0 ${width} ${height}`);
  for (const [name, value] of Object.entries({
    x: box.left - left,
    y: box.top - top,
    width,
    height,
  }))
    copy.setAttribute(name, String(value));
  for (const text of element.querySelectorAll('text'))
    for (const family of familiesIn(getComputedStyle(text).fontFamily)) families.add(family);
  root.append(copy);
}

type Box = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

function putBox(style: CSSStyleDeclaration, box: Box, { root }: Sheet): void {
  const stroke = parseFloat(style.borderTopWidth);
  const hasBorder =
    stroke > 0 && style.borderTopStyle !== 'none' && style.borderLeftStyle !== 'none';
  if (isClear(style.backgroundColor) && !hasBorder) return;
  root.append(
    made('rect', {
      ...box,
      rx: parseFloat(style.borderTopLeftRadius) || 0,
      fill: isClear(style.backgroundColor) ? 'none' : style.backgroundColor,
      ...(hasBorder ? { stroke: style.borderTopColor, 'stroke-width': stroke } : {}),
    }),
  );
}

/** One text for each line that the browser has broken it into. */
function putText(
  node: Text,
  style: CSSStyleDeclaration,
  { root, families, left, top }: Sheet,
): void {
  for (const family of familiesIn(style.fontFamily)) families.add(family);
  const ascent = ascentOf(style);
  for (const { text, box } of linesOf(node)) {
    const line = made('text', {
      x: box.left - left,
      y: box.top - top + ascent,
      fill: style.color,
      'font-family': style.fontFamily,
      'font-size': style.fontSize,
      'font-weight': style.fontWeight,
    });
    line.textContent = text;
    root.append(line);
  }
}

type Line = { text: string; readonly box: DOMRect };

function linesOf(node: Text): readonly Line[] {
  const lines: Line[] = [];
  const range = document.createRange();
  const around = node.parentElement ?? document.body;
  for (const { index, 0: word } of node.data.matchAll(/\S+\s*/g)) {
    range.setStart(node, index);
    range.setEnd(node, index + word.trimEnd().length);
    const box = unzoomed(range.getBoundingClientRect(), around);
    const last = lines.at(-1);
    if (last && Math.abs(last.box.top - box.top) < 2) last.text += word;
    else if (box.width > 0) lines.push({ text: word, box });
  }
  return lines.map(({ text, box }) => ({ text: text.trimEnd(), box }));
}

/** From the top of a line's box down to its base line. */
function ascentOf(style: CSSStyleDeclaration): number {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return parseFloat(style.fontSize);
  context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  return context.measureText('x').fontBoundingBoxAscent;
}

function made(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}
