/** Where the page begins: the only place that creates the worker and the stores. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createDeparture } from './store/departure.ts';
import { createLab } from './store/lab.ts';
import type { Lab } from './store/lab.ts';
import { offerLast } from './store/kept/returning.ts';
import { linkIn, siteOf } from './store/pages.ts';
import { start } from './store/start.ts';
import { App } from './ui/app.tsx';
import { embedOf } from './ui/embed.ts';
import { pickFile, saveFile } from './ui/files.ts';
import { createShelf, NO_SHELF } from './ui/shelf.ts';
import { initialTheme } from './ui/use-theme.ts';
import { initialWords } from './ui/use-words.ts';
import './ui/styles/index.css';
import './viz/viz.css';
import { createClient } from './worker/client.ts';
import { createPool } from './worker/pool.ts';
import { spawnEngine } from './worker/spawn.ts';

const embed = embedOf(location.search);

const engine = createClient(spawnEngine);

const lab = createLab(engine, {
  settings: {
    theme: embed?.theme ?? initialTheme(),
    words: initialWords(),
    isStill: matchMedia('(prefers-reduced-motion: reduce)').matches,
  },
  site: siteOf(location.hash),
  startEngine: () => createClient(spawnEngine),
  pool: createPool(spawnEngine, navigator.hardwareConcurrency),
  writeAddress: (hash) => history.replaceState(null, '', `#${hash}`),
  goToAddress: (hash) => history.pushState(null, '', `#${hash}`),
  save: saveFile,
  pick: pickFile,
  shelf: embed ? NO_SHELF : createShelf(),
  copy: (text) => navigator.clipboard.writeText(text),
  address: () => location.href,
});

followHash(lab);
void start(lab, linkIn(location.hash)).then(async () => {
  if (embed?.plays) lab.playback.setState({ isPlaying: true });
  await offerLast(lab);
});
mount(lab);

/** The menu, the ways back and forward, and a link that is opened in a page that is open already, change only the hash. */
function followHash(page: Lab): void {
  const gone = createDeparture(page);
  window.addEventListener('hashchange', ({ newURL, oldURL }) => {
    // The Lab may have written its link between the click and this event: where the click led is in the event alone.
    const { hash } = new URL(newURL);
    if (location.hash !== hash) history.replaceState(null, '', hash);
    const link = linkIn(hash);
    const { hash: before } = new URL(oldURL);
    const isFromLab = siteOf(before).page === 'lab';
    if (isFromLab) gone.remember(linkIn(before));
    if (isFromLab && siteOf(hash).page !== 'lab') gone.leave(linkIn(before));
    page.site.setState(siteOf(hash));
    const { shared } = page.recording.getState();
    // The Lab by its name is the run that is open there, and a copied address has to hold it.
    if (link === '' && siteOf(hash).page === 'lab') nameOpenRun(page);
    if (link === '' || link === shared?.link) return;
    if (!gone.isStillOpen(link)) void start(page, link).then(() => gone.putBack(link));
    else nameOpenRun(page);
  });
}

function nameOpenRun(page: Lab): void {
  const { shared } = page.recording.getState();
  if (shared !== null) history.replaceState(null, '', `#${shared.link ?? 'lab'}`);
}

function mount(page: Lab): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no element with the id "root".');
  createRoot(root).render(
    <StrictMode>
      <App lab={page} isEmbedded={embed !== null} />
    </StrictMode>,
  );
}
