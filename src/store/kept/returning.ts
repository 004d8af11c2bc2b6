/** What a page before this one has left: offered, continued or declined. */
import type { Lab } from '../lab.ts';

/** Looks whether a page before this one has left anything; opens nothing. */
export async function offerLast({ around, selection }: Lab): Promise<void> {
  const [offer] = await around.shelf.left();
  if (offer) selection.setState({ offer });
}

export async function continueLast(lab: Lab): Promise<void> {
  const { offer } = lab.selection.getState();
  if (!offer) return;
  decline(lab);
  if (await lab.opening.begin({ from: 'file', text: offer.text }, '')) return;
  lab.recording.setState(({ notice }) => ({
    notice: notice && {
      ...notice,
      title: 'What was kept of the last visit could not be read. Nothing was changed.',
    },
  }));
}

/** It will not be offered again. */
export function decline({ around, selection }: Lab): void {
  const { offer } = selection.getState();
  if (!offer) return;
  selection.setState({ offer: null });
  around.shelf.remove(offer.id);
}
