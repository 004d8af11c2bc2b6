/** Estimates of drawn text. Layouts are pure and run without a page to measure in, so they reckon a little too wide. */

const WIDTHS: readonly (readonly [characters: string, width: number])[] = [
  [' ', 0.22],
  ["iljI.,:;'|!()[]", 0.3],
  ['ftr-/', 0.37],
  ['mwMW@%', 0.82],
  ['ABCDGHKNOQRUVXY', 0.63],
];
const OTHER = 0.52;
/** Heavier weights run wider; one allowance for all of them. */
const ALLOWANCE = 1.03;

export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const character of text) {
    ems += WIDTHS.find(([characters]) => characters.includes(character))?.[1] ?? OTHER;
  }
  return ems * size * ALLOWANCE;
}

/** The text, cut with an ellipsis where it would be wider than `width`. */
export function fitText(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text;
  const characters = [...text];
  while (characters.length > 0 && textWidth(`${characters.join('')}…`, size) > width) {
    characters.pop();
  }
  return `${characters.join('').trimEnd()}…`;
}
