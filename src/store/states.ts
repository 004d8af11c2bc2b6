/**
 * The processes at the playhead. A window of very many steps has the states after a sample of them, which is enough while it plays;
 * where the playhead stands, the stage must not lag behind the explanation, so that the exact states are asked for.
 */
import type { ProcessView } from '../core/model/index.ts';
import type { Engine, Place } from '../worker/messages.ts';
import { processesAt } from './frame.ts';
import { showFailure } from './notices.ts';
import { isRecorded, placeOf } from './playback.ts';
import type { Recording, Stores } from './state.ts';

/** The exact states of a place, if they are held. */
export function statesAt(
  { run, states }: Pick<Recording, 'run' | 'states'>,
  place: Place,
): readonly ProcessView[] | null {
  const isHere = states?.run === run && isSame(states.place, place);
  return isHere ? states.processes : null;
}

/** Every process at a place, by id ascending; none while no window has come. */
export function processesNow(recording: Recording, place: Place): readonly ProcessView[] {
  const exact = statesAt(recording, place);
  if (exact) return exact;
  return recording.window ? processesAt(recording.window, place) : [];
}

export function createStatesKeeper({
  engine,
  stores,
}: {
  readonly engine: Engine;
  readonly stores: Stores;
}): () => void {
  let asked = '';
  return function keep() {
    const { timeline, run, window, windowRun, states } = stores.recording.getState();
    const playback = stores.playback.getState();
    if (!timeline || playback.isPlaying || playback.isHeld) return;
    if (!window || windowRun !== run || window.skipped === 0) return;
    const place = placeOf(playback);
    if (statesAt({ run, states }, place)) return;
    // At a place that the recording has not passed yet something may still be added.
    if (!isRecorded(timeline, place)) return;
    const key = `${run} ${place.at} ${place.events}`;
    if (key === asked) return;
    asked = key;
    engine
      .ask('states', { run, place })
      .then((outcome) => {
        if (outcome.status !== 'done') return;
        stores.recording.setState({ states: { run, place, processes: outcome.value } });
      })
      .catch((error: unknown) => showFailure(stores, error));
  };
}

function isSame(one: Place, other: Place): boolean {
  return one.at === other.at && one.events === other.events;
}
