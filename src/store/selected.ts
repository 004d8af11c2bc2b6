/** What is selected, as the commands need it. */
import type { MarkView } from '../core/model/index.ts';
import type { Lab } from './lab.ts';
import { placeOf } from './playback.ts';
import { processesNow } from './states.ts';

/** The selected replica and its mark at the playhead; null where no replica is selected. */
export function selectedMark(lab: Lab): { readonly id: number; readonly mark: MarkView } | null {
  const { process } = lab.selection.getState();
  if (process === null) return null;
  const place = placeOf(lab.playback.getState());
  const found = processesNow(lab.recording.getState(), place).find((each) => each.id === process);
  return found?.role === 'replica' ? { id: process, mark: found.mark } : null;
}
