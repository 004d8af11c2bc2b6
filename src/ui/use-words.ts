/** The vocabulary in which components speak: the field's terms, or plain words. */
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { Sentence } from '../core/model/index.ts';
import { lexiconOf, linked } from '../store/mentions.ts';
import type { LinkedSpan } from '../store/mentions.ts';
import type { Reworder } from '../store/reword.ts';
import { reworderOf } from '../store/words.ts';
import type { Words } from '../store/words.ts';
import { keepChoice, keptChoice } from './kept-choice.ts';
import { protocolOf, useLab, useProtocol, useSettings } from './lab-context.ts';

const STORAGE_KEY = 'parley.words';
const PARAMETER = 'words';

/** How a text of ours is said to this reader. What people wrote stays as it is: it is not handed in. */
export function useWords(): Reworder {
  const protocol = useProtocol();
  const words = useSettings((settings) => settings.words);
  return useMemo(() => reworderOf(protocol, words), [protocol, words]);
}

/** The same on a page that tells of one protocol, whatever is open in the Lab. */
export function useWordsOf(protocol: string): Reworder {
  const found = useStore(useLab().catalog, ({ catalog }) => protocolOf(catalog, protocol));
  const words = useSettings((settings) => settings.words);
  return useMemo(() => reworderOf(found, words), [found, words]);
}

export function worded(sentence: Sentence, reword: Reworder): Sentence {
  return sentence.map((span) => (typeof span === 'string' ? reword(span) : span));
}

/** Sentences of one section, with the first mention of each word of the field as a link to its meaning. */
export function useLinked(sentences: readonly Sentence[]): readonly (readonly LinkedSpan[])[] {
  const glossary = useProtocol()?.glossary;
  const reword = useWords();
  const lexicon = useMemo(() => lexiconOf(glossary ?? [], reword), [glossary, reword]);
  return linked(
    sentences.map((sentence) => worded(sentence, reword)),
    lexicon,
  );
}

/** The choice is kept in the browser, and in the address, so that a copied link speaks the same words. */
export function useWordsSetting(): void {
  const words = useSettings((settings) => settings.words);
  useEffect(() => {
    keepChoice(STORAGE_KEY, words);
    const address = new URL(location.href);
    if ((address.searchParams.get(PARAMETER) ?? 'field') === words) return;
    if (words === 'plain') address.searchParams.set(PARAMETER, words);
    else address.searchParams.delete(PARAMETER);
    history.replaceState(null, '', address);
  }, [words]);
}

/** What the address says, else what was chosen last. */
export function initialWords(): Words {
  const asked = new URL(location.href).searchParams.get(PARAMETER) ?? keptChoice(STORAGE_KEY);
  return asked === 'plain' ? 'plain' : 'field';
}
