import { useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { GlossaryEntry } from '../../core/model/index.ts';
import type { Reworder } from '../../store/reword.ts';
import { useLab, useProtocol, useSelection } from '../lab-context.ts';
import { useWords } from '../use-words.ts';

/** Every word that the screens use, with its meaning and where it comes from; it can be searched. */
export function Glossary(): ReactNode {
  const lab = useLab();
  const wanted = useSelection((selection) => selection.glossary);
  const entries = useEntries();
  const reword = useWords();
  const [search, setSearch] = useState('');
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  useEffect(() => {
    if (wanted === null || wanted === '') return;
    setSearch('');
    const entry = dialog.current?.querySelector<HTMLElement>(`[data-term="${wanted}"]`);
    entry?.scrollIntoView({ block: 'center' });
    entry?.focus();
  }, [wanted]);
  const close = (): void => lab.selection.setState({ glossary: null });
  const found = entries.filter((entry) => isAbout(entry, search, reword));
  return (
    <dialog
      ref={dialog}
      className="key-map glossary"
      aria-labelledby="glossary-title"
      onClose={close}
    >
      <h2 id="glossary-title">What the words mean</h2>
      <input
        type="search"
        aria-label="Search the words"
        placeholder="Search"
        value={search}
        onChange={({ target }) => setSearch(target.value)}
      />
      <p className="hint" role="status">
        {foundWords(found.length)}
      </p>
      <dl className="glossary-list" tabIndex={0} aria-label="Words">
        {found.map((entry) => (
          <Entry key={entry.id} entry={entry} isWanted={entry.id === wanted} />
        ))}
      </dl>
      <button type="button" className="button button-line" onClick={close}>
        Close
      </button>
    </dialog>
  );
}

function foundWords(count: number): string {
  if (count === 0) return 'No word and no meaning has that in it.';
  return count === 1 ? '1 word' : `${count} words`;
}

function Entry({ entry, isWanted }: { entry: GlossaryEntry; isWanted: boolean }): ReactNode {
  const reword = useWords();
  const { id, term, text, source } = entry;
  const word = reword(term);
  return (
    <div
      data-term={id}
      tabIndex={-1}
      className={isWanted ? 'glossary-entry wanted' : 'glossary-entry'}
    >
      <dt>
        {word}
        {word !== term && <span className="glossary-field"> in the papers: {term}</span>}
      </dt>
      <dd>
        {reword(text)}
        {source !== '' && <cite>{source}</cite>}
      </dd>
    </div>
  );
}

/** In the order of the alphabet, as the present vocabulary names them. */
function useEntries(): readonly GlossaryEntry[] {
  const glossary = useProtocol()?.glossary;
  const reword = useWords();
  return useMemo(
    () =>
      [...(glossary ?? [])].sort((a, b) =>
        reword(a.term).toLowerCase() < reword(b.term).toLowerCase() ? -1 : 1,
      ),
    [glossary, reword],
  );
}

/** In either vocabulary: a word is looked up as it was heard. */
function isAbout({ term, forms, text }: GlossaryEntry, search: string, reword: Reworder): boolean {
  const asked = search.trim().toLowerCase();
  if (asked === '') return true;
  return [term, ...forms, text].some((each) =>
    [each, reword(each)].some((one) => one.toLowerCase().includes(asked)),
  );
}
