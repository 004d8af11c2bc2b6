/** Other words for the same sentences: what stands in quotation marks is somebody's own text and stays. */
import { articleFor, capitalized } from '../core/base/english.ts';

export type Reworder = (text: string) => string;

type Found = [whole: string, article: string | undefined, phrase: string | undefined, at: number];

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
    text.replace(pattern, (...[whole, article, phrase, at]: Found) => {
      if (phrase === undefined) return whole;
      const word = plain.get(phrase) ?? phrase;
      if (article === undefined) return begins(text, at) ? inCaseOf(phrase, word) : word;
      return `${inCaseOf(article, articleFor(word))} ${word}`;
    });
}

/** A person's text in our quotation marks, up to the mark with which it ends. */
export const QUOTED = String.raw`(?<=^|[\s(])“[^”]*(?:”(?![\s.,:;)!?]|$)[^”]*)*”`;

const capitals = (from: string, to: string): readonly [string, string] => [
  capitalized(from),
  capitalized(to),
];

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\-]/g, String.raw`\$&`);

/** Whether a sentence begins here: a term that is written in capitals everywhere may become a word that is not. */
const begins = (text: string, at: number): boolean => at === 0 || /[.!?] $/.test(text.slice(0, at));

const inCaseOf = (model: string, word: string): string =>
  /^[A-Z]/.test(model) ? capitalized(word) : word;
