/** The first run of a page: the link's, or a calm council. */
import type { Lab } from './lab.ts';
import { showFailure, strayNotice } from './notices.ts';
import { isLink } from './pages.ts';

const FIRST_PRESET = 'calm-council';

/** Menus come first, since they are what the refusal of a link is read beside. */
export async function start(lab: Lab, link: string): Promise<void> {
  try {
    const outcome = await lab.engine.ask('hello', null);
    if (outcome.status === 'done') lab.catalog.setState({ field: outcome.value });
  } catch (error) {
    showFailure(lab, error);
    return;
  }
  if (await openLink(lab, link)) {
    lab.selection.setState({ isFirstVisit: false });
    return;
  }
  const { notice } = lab.recording.getState();
  if (lab.history.getState().present) return;
  await lab.opening.begin({ from: 'preset', name: FIRST_PRESET }, '');
  // What was wrong with the link is still to be read beside the council that came instead.
  if (notice) lab.recording.setState({ notice });
}

/** False where there is none, and where it was refused: a notice then says why. */
async function openLink(lab: Lab, link: string): Promise<boolean> {
  if (link === '') return false;
  if (isLink(link)) return await lab.opening.begin({ from: 'link', link }, '');
  const isFirst = lab.history.getState().present === null;
  lab.recording.setState({ notice: strayNotice(link, isFirst) });
  return false;
}
