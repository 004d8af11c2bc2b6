/** A worker that dies is started anew by itself, once for each version of the scenario; after that it is the person's turn. */
import type { Engine } from '../worker/messages.ts';
import type { Version } from './versions/history.ts';
import { crashNotice } from './notices.ts';
import type { Opening } from './opening.ts';
import type { Stores } from './state.ts';

export function watchCrashes(engine: Engine, stores: Stores, opening: Opening): void {
  let revived: Version | null = null;
  engine.onCrash((message) => {
    stores.playback.setState({ isPlaying: false, isHeld: false });
    stores.recording.setState({ status: 'crashed', notice: crashNotice(message) });
    const { present } = stores.history.getState();
    // What killed the worker once with this scenario would kill it again and again.
    if (present === null || present === revived) return;
    revived = present;
    void opening.restart().then(() => {
      if (stores.recording.getState().status !== 'open') return;
      stores.selection.setState({
        toast: 'The engine had stopped. It was started again, and you are where you were.',
      });
    });
  });
}
