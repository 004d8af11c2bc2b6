/** While the Lab is shown, the address bar follows the present scenario. */
import type { Engine } from '../worker/messages.ts';
import type { Version } from './versions/history.ts';
import type { Stores } from './state.ts';

/** Browsers allow some hundred writes to the address in half a minute; a dragged slider would exceed that. */
const SETTLED_MS = 250;

export function watchSharing(
  engine: Engine,
  stores: Stores,
  writeAddress: (link: string) => void,
): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  stores.history.subscribe(({ present }, before) => {
    if (!present || present === before.present) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      void share(engine, stores, present).then((link) => {
        if (link !== null && stores.site.getState().page === 'lab') writeAddress(link);
      });
    }, SETTLED_MS);
  });
}

/** The link, or null where it is of no use any more or the engine is gone: the address then stays as it was. */
async function share(engine: Engine, stores: Stores, present: Version): Promise<string | null> {
  try {
    const outcome = await engine.ask('share', { scenario: present.scenario });
    if (outcome.status !== 'done' || stores.history.getState().present !== present) return null;
    stores.recording.setState({ shared: outcome.value });
    return outcome.value.link;
  } catch {
    return null;
  }
}
