/** A drawing as it looks here, in a file of its own: what style sheets say is written onto each element. */

/** What is passed on to children, so that it is written only where it changes. */
const INHERITED = [
  'fill',
  'fill-opacity',
  'fill-rule',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-dashoffset',
  'stroke-linecap',
  'stroke-linejoin',
  'stroke-opacity',
  'color',
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'font-variant-numeric',
  'letter-spacing',
  'text-anchor',
  'dominant-baseline',
  'paint-order',
  'visibility',
] as const;

/** What each element has of its own, and how it is where nobody says anything. */
const OWN: readonly (readonly [property: string, usual: string])[] = [
  ['opacity', '1'],
  ['mix-blend-mode', 'normal'],
  ['stop-color', 'rgb(0, 0, 0)'],
  ['stop-opacity', '1'],
];

/** Only for the page: names for screen readers, handles for events and style sheets. */
const OF_THE_PAGE = /^(class|style|tabindex|role|aria-.*|data-.*)$/;

export function inlined(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true);
  if (!(copy instanceof SVGSVGElement)) throw new Error('A drawing is copied as a drawing.');
  write(svg, copy, null);
  return copy;
}

function write(from: Element, to: Element, around: CSSStyleDeclaration | null): void {
  const style = getComputedStyle(from);
  if (style.display === 'none') {
    to.remove();
    return;
  }
  const said: string[] = [];
  for (const property of INHERITED) {
    const value = style.getPropertyValue(property);
    if (value !== around?.getPropertyValue(property)) said.push(`${property}:${value}`);
  }
  for (const [property, usual] of OWN) {
    const value = style.getPropertyValue(property);
    if (value !== usual && value !== '') said.push(`${property}:${value}`);
  }
  for (const { name } of [...to.attributes]) if (OF_THE_PAGE.test(name)) to.removeAttribute(name);
  const moved = from.hasAttribute('transform') ? '' : movedBy(style);
  if (said.length > 0 || moved !== '') to.setAttribute('style', said.join(';') + moved);
  // The list of the copy shrinks where something is not shown.
  const copies = [...to.children];
  [...from.children].forEach((child, index) => {
    const copy = copies[index];
    if (copy) write(child, copy, style);
  });
}

/** What a style sheet has moved, with the point that it turns about. */
function movedBy(style: CSSStyleDeclaration): string {
  if (style.transform === 'none' || style.transform === '') return '';
  const { transform, transformOrigin, transformBox } = style;
  return `;transform:${transform};transform-origin:${transformOrigin};transform-box:${transformBox}`;
}
