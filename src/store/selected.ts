/** What is selected, as the commands need it. */
import type { MarkView } from '../core/model/index.ts';
import { processesAt } from './frame.ts';
import type { Lab } from './lab.ts';
import { placeOf } from './playback.ts';

/** The selected replica and its mark at the playhead; null where no replica is selected. */
export function selectedMark(lab: Lab): { readonly id: number; readonly mark: MarkView } | null {
  const { process } = lab.selection.getState();
  const { window } = lab.recording.getState();
  if (process === null || !window) return null;
  const found = processesAt(window, placeOf(lab.playback.getState())).find(
    (each) => each.id === process,
  );
  return found?.role === 'replica' ? { id: process, mark: found.mark } : null;
}
