/** The theme's colours for canvases: read from the custom properties, so that they live in one place. */

const PROPERTIES: Readonly<Record<string, string>> = { 'v-n': '--text-2' };

/** The colour of a tone such as 'v-A', read once for each drawing. */
export function createPalette(element: Element): (tone: string) => string {
  const style = getComputedStyle(element);
  const colours = new Map<string, string>();
  return (tone) => {
    const known = colours.get(tone);
    if (known !== undefined) return known;
    const colour = style.getPropertyValue(PROPERTIES[tone] ?? `--${tone}`).trim();
    colours.set(tone, colour);
    return colour;
  };
}
