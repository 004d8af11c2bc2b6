/** The first run of a page: the link's, or a calm council. */
import type { Lab } from './lab.ts';
import { showFailure } from './notices.ts';

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
  if (link !== '' && (await lab.opening.begin({ from: 'link', link }, ''))) {
    lab.selection.setState({ isFirstVisit: false });
    return;
  }
  const { notice } = lab.recording.getState();
  if (lab.history.getState().present) return;
  await lab.opening.begin({ from: 'preset', name: FIRST_PRESET }, '');
  // What was wrong with the link is still to be read beside the council that came instead.
  if (notice) lab.recording.setState({ notice });
}
