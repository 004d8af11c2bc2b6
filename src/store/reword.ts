/** Other words for the same sentences: what stands in quotation marks is somebody's own text and stays. */
import { capitalized } from '../core/base/english.ts';

export type Reworder = (text: string) => string;

export const unchanged: Reworder = (text) => text;

/** Of two phrases that begin at one place the longer one counts. Capitals at the beginning and the article follow the word. */
export function createReworder(
  phrases: readonly (readonly [field: string, plain: string])[],
): Reworder {
  // What has a capital by nature has none of the beginning.
  const plain = new Map([...phrases.map(([from, to]) => capitals(from, to)), ...phrases]);
  const longest = [...plain.keys()].sort((a, b) => b.length - a.length).map(escaped);
  const pattern = new RegExp(
    String.raw`${QUOTED}|\b(?:([Aa]n?) )?(${longest.join('|')})(?![\w-]*\w)`,
    'g',
  );
  return (text) =>
    text.replace(pattern, (whole, article: string | undefined, phrase: string | undefined) => {
      if (phrase === undefined) return whole;
      const word = plain.get(phrase) ?? phrase;
      return article === undefined ? word : `${articleFor(word, article)} ${word}`;
    });
}

/** A person's text in our quotation marks, up to the mark with which it ends. */
export const QUOTED = String.raw`(?<=^|[\s(])“[^”]*(?:”(?![\s.,:;)!?]|$)[^”]*)*”`;

const capitals = (from: string, to: string): readonly [string, string] => [
  capitalized(from),
  capitalized(to),
];

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\-]/g, String.raw`\$&`);

function articleFor(word: string, article: string): string {
  const small = /^[aeiou]/i.test(word) ? 'an' : 'a';
  return article.startsWith('A') ? capitalized(small) : small;
}
