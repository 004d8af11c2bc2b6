import type { Terms } from './protocol-terms.ts';

/** A word of the field, where its definition has its only home. */
export type GlossaryEntry = {
  readonly id: string;
  /** As a heading. */
  readonly term: string;
  /** As sentences write it, in small letters: what links to it. */
  readonly forms: readonly string[];
  /** One to three plain sentences. */
  readonly text: string;
  /** Paper and section; '' for words of this laboratory. */
  readonly source: string;
};

/** The same protocol in words for people outside the field: nothing but other words for the same things. */
export type PlainWords = {
  readonly terms: Terms;
  /** By message type. */
  readonly labels: Readonly<Record<string, string>>;
  /** Titles of monitors that would mean something else in plain words, by id. */
  readonly monitors: Readonly<Record<string, string>>;
  /** What stands in sentences, and what stands there instead. Of two that overlap the longer one counts. */
  readonly phrases: readonly (readonly [field: string, plain: string])[];
};

/** Small numbers as sentences write them, by their value; larger ones stand in figures. */
export const NUMBER_WORDS: readonly string[] = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
];
