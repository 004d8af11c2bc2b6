/** The theme's colours by the names of their tokens, each read when it is first needed. */

/** The value of a token such as 'ground' or 'v-A'; of 'sans' the typeface. */
export type Colours = (token: string) => string;

const NEUTRAL = 'v-n';

/** The caller makes a new one when the theme has changed. */
export function createColours(element: Element): Colours {
  const style = getComputedStyle(element);
  const known = new Map<string, string>();
  return (token) => {
    const found = known.get(token);
    if (found !== undefined) return found;
    const colour = style.getPropertyValue(token === NEUTRAL ? '--text-2' : `--${token}`).trim();
    known.set(token, colour);
    return colour;
  };
}
