/** The theme's colours for canvases: read from the custom properties, so that they live in one place. */

/** The classes that set the colour of a value. */
export const TONES = ['v-A', 'v-B', 'v-C', 'v-D', 'v-E', 'v-F', 'v-n'] as const;

export type Palette = {
  /** Of a tone such as 'v-A'. */
  tone(tone: string): string;
  readonly ground: string;
  readonly text: string;
};

const NEUTRAL = '--text-2';

/** Every colour is read once: the caller makes a new palette when the theme has changed. */
export function createPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const read = (property: string): string => style.getPropertyValue(property).trim();
  const tones = new Map<string, string>(
    TONES.map((tone) => [tone, read(tone === 'v-n' ? NEUTRAL : `--${tone}`)]),
  );
  return {
    tone: (tone) => tones.get(tone) ?? '',
    ground: read('--ground'),
    text: read('--text'),
  };
}
