/** How a value is shown: a letter and a colour where values compete for one sequence number, neutral elsewhere. */
import type { ValueInfo } from '../core/model/index.ts';

export const NEUTRAL = 'v-n';

const COLOURS = 6;

/** The class that sets the value's colour. Beyond six letters colours repeat and the letter tells them apart. */
export function toneOfLetter(letter: string): string {
  if (letter === '') return NEUTRAL;
  const index = (letter.codePointAt(0) ?? 0) - ('A'.codePointAt(0) ?? 0);
  return index < 0
    ? NEUTRAL
    : `v-${String.fromCodePoint(('A'.codePointAt(0) ?? 0) + (index % COLOURS))}`;
}

export type ValueLook = { readonly letter: string; readonly tone: string };

const NO_VALUE: ValueLook = { letter: '', tone: NEUTRAL };

export type ValueBook = {
  ofDigest(digest: string): ValueLook;
  ofIndex(index: number): ValueLook;
  labelOf(digest: string): string;
};

export function createValueBook(values: readonly ValueInfo[]): ValueBook {
  const looks = values.map(({ letter }) => ({ letter, tone: toneOfLetter(letter) }));
  const indices = new Map(values.map(({ digest }, index) => [digest, index]));
  const ofIndex = (index: number): ValueLook => looks[index] ?? NO_VALUE;
  return {
    ofIndex,
    ofDigest: (digest) => ofIndex(indices.get(digest) ?? -1),
    labelOf: (digest) => values[indices.get(digest) ?? -1]?.label ?? '',
  };
}

/** A value as a word: its letter, or what it asks for, or the beginning of a digest that nobody has put forward. */
export function digestWord(book: ValueBook, digest: string): string {
  const { letter } = book.ofDigest(digest);
  if (letter !== '') return letter;
  const label = book.labelOf(digest);
  return label === '' ? `unknown ${digest.slice(0, 8)}` : `“${label}”`;
}
