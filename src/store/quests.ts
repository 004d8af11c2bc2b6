/** Running until something happens: the engine searches the recording, also what is recorded while it searches. */
import type { Found, Quest } from '../core/model/index.ts';
import type { Direction, Place } from '../worker/messages.ts';
import type { Lab } from './lab.ts';
import { showFailure } from './notices.ts';
import { placeOf } from './playback.ts';
import { toMoment } from './travel.ts';

/** Puts the playhead where it happens next, or happened last. Where it does not, the playhead stays, and that is said. */
export async function runUntil(lab: Lab, quest: Quest, direction: Direction): Promise<void> {
  const place = placeOf(lab.playback.getState());
  const { run } = lab.recording.getState();
  try {
    for (;;) {
      const found = await ask(lab, { run, quest, place, direction });
      if (found === null) return;
      if (found.moment !== null) {
        toMoment(lab, found.moment);
        return;
      }
      if (!found.isRecording) break;
      lab.selection.setState({ toast: 'Searching what is still being recorded …' });
      if (!(await isRecordedOn(lab, run))) return;
    }
    const where = direction === 'forward' ? 'behind' : 'before';
    lab.selection.setState({ toast: `Nothing like that happens ${where} the playhead.` });
  } catch (error) {
    showFailure(lab, error);
  }
}

type Search = {
  readonly run: number;
  readonly quest: Quest;
  readonly place: Place;
  readonly direction: Direction;
};

/** Null where another run has been opened, or a newer search overtook this one. */
async function ask(lab: Lab, search: Search): Promise<Found | null> {
  const outcome = await lab.engine.ask('find', search);
  const isOpen = lab.recording.getState().run === search.run;
  return outcome.status === 'done' && isOpen ? outcome.value : null;
}

/** Waits until more of the run is recorded; false where it is not the open one any more. */
function isRecordedOn(lab: Lab, run: number): Promise<boolean> {
  return new Promise((resolve) => {
    const stop = lab.recording.subscribe(({ run: open, timeline, status }, before) => {
      if (open === run && status === 'open' && timeline === before.timeline) return;
      stop();
      resolve(open === run && status === 'open');
    });
  });
}
