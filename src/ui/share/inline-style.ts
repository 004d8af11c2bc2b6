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

/** A property and its value. */
type Said = readonly [property: string, value: string];

function write(from: Element, to: SVGElement, around: CSSStyleDeclaration | null): void {
  const style = getComputedStyle(from);
  if (style.display === 'none') {
    to.remove();
    return;
  }
  for (const { name } of [...to.attributes]) if (OF_THE_PAGE.test(name)) to.removeAttribute(name);
  const moved = from.hasAttribute('transform') ? [] : movedBy(style);
  // One by one: the page's content policy lets no text become a style.
  for (const [property, value] of [...inheritedBy(style, around), ...ownOf(style), ...moved])
    to.style.setProperty(property, value);
  // The list of the copy shrinks where something is not shown.
  const copies = [...to.children];
  [...from.children].forEach((child, index) => {
    const copy = copies[index];
    if (copy instanceof SVGElement) write(child, copy, style);
  });
}

function inheritedBy(
  style: CSSStyleDeclaration,
  around: CSSStyleDeclaration | null,
): readonly Said[] {
  return INHERITED.flatMap((property) => {
    const value = style.getPropertyValue(property);
    return value === around?.getPropertyValue(property) ? [] : [[property, value]];
  });
}

function ownOf(style: CSSStyleDeclaration): readonly Said[] {
  return OWN.flatMap(([property, usual]) => {
    const value = style.getPropertyValue(property);
    return value === usual || value === '' ? [] : [[property, value]];
  });
}

/** What a style sheet has moved, with the point that it turns about. */
function movedBy(style: CSSStyleDeclaration): readonly Said[] {
  const { transform, transformOrigin, transformBox } = style;
  if (transform === 'none' || transform === '') return [];
  return [
    ['transform', transform],
    ['transform-origin', transformOrigin],
    ['transform-box', transformBox],
  ];
}
