/** Where sentences use words of the glossary. Pure: the first mention of each word in a section becomes a link. */
import type { GlossaryEntry, Sentence, Span } from '../core/model/index.ts';
import { QUOTED } from './reword.ts';
import type { Reworder } from './reword.ts';

export type LinkedSpan = Span | { readonly term: string; readonly text: string };

export type Lexicon = {
  readonly pattern: RegExp;
  /** From a form in small letters to the entry that it belongs to. */
  readonly ids: ReadonlyMap<string, string>;
};

/** The forms as the present vocabulary writes them. */
export function lexiconOf(glossary: readonly GlossaryEntry[], reword: Reworder): Lexicon {
  const ids = new Map<string, string>();
  for (const { id, forms } of glossary) {
    for (const form of forms) {
      const word = reword(form).toLowerCase();
      if (!ids.has(word)) ids.set(word, id);
    }
  }
  const words = [...ids.keys()].sort((a, b) => b.length - a.length);
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\-]/g, String.raw`\$&`));
  const pattern = new RegExp(String.raw`${QUOTED}|(?<![\w-])(${escaped.join('|')})(?![\w-])`, 'gi');
  return { pattern, ids };
}

/** Each sentence with its links; a word that an earlier one has linked stays plain text. */
export function linked(
  sentences: readonly Sentence[],
  lexicon: Lexicon,
): readonly (readonly LinkedSpan[])[] {
  const seen = new Set<string>();
  return sentences.map((sentence) =>
    sentence.flatMap((span) => (typeof span === 'string' ? cut(span, lexicon, seen) : [span])),
  );
}

function cut(text: string, { pattern, ids }: Lexicon, seen: Set<string>): readonly LinkedSpan[] {
  const parts: LinkedSpan[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    const word = match[1];
    const id = word === undefined ? undefined : ids.get(word.toLowerCase());
    if (word === undefined || id === undefined || seen.has(id)) continue;
    seen.add(id);
    if (match.index > end) parts.push(text.slice(end, match.index));
    parts.push({ term: id, text: word });
    end = match.index + word.length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}
