import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { Dialog } from '../controls/dialog.tsx';
import { useLab } from '../lab-context.ts';
import { Radios } from './radios.tsx';

type Theme = 'auto' | 'dark' | 'light';

/** What a course page needs: an address that shows the stage alone, and the line of HTML that puts it there. */
export function EmbedDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const lab = useLab();
  const [theme, setTheme] = useState<Theme>('auto');
  const [plays, setPlays] = useState(false);
  const box = useId();
  const snippet = snippetFor(lab.around.address(), { theme, plays });
  const copy = (): void => {
    lab.around.copy(snippet).then(
      () => lab.selection.setState({ toast: 'Snippet copied: paste it into the HTML of a page.' }),
      () => lab.selection.setState({ toast: 'Select the snippet and copy it by hand.' }),
    );
  };
  return (
    <Dialog title="Embed in a page" onClose={onClose}>
      <p>Stage, playback and explanation of this very run, in a frame of another page.</p>
      <Radios<Theme>
        legend="Colours"
        value={theme}
        options={[
          ['auto', 'As the reader’s system has them'],
          ['dark', 'Dark'],
          ['light', 'Light'],
        ]}
        onChange={setTheme}
      />
      <p className="checks">
        <input
          id={box}
          type="checkbox"
          checked={plays}
          onChange={({ target }) => setPlays(target.checked)}
        />
        <label htmlFor={box}>Play at once</label>
      </p>
      <textarea className="snippet" aria-label="Snippet" readOnly rows={4} value={snippet} />
      <div className="dialog-actions">
        <button type="button" className="button button-line" onClick={onClose}>
          Close
        </button>
        <button type="button" className="button button-gold" onClick={copy}>
          Copy the snippet
        </button>
      </div>
    </Dialog>
  );
}

type Wish = { readonly theme: Theme; readonly plays: boolean };

function snippetFor(address: string, { theme, plays }: Wish): string {
  const url = new URL(address);
  const chosen = [
    'embed',
    ...(plays ? ['autoplay'] : []),
    ...(theme === 'auto' ? [] : [`theme=${theme}`]),
  ];
  url.search = chosen.join('&');
  // The link is made of letters, digits, dots and dashes; an ampersand is all that HTML minds.
  const source = url.href.replaceAll('&', '&amp;').replaceAll('"', '%22');
  return `<iframe src="${source}" title="A run of Parley" width="100%" height="560" style="border:0" loading="lazy" allow="fullscreen"></iframe>`;
}
