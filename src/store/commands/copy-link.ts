import type { Lab } from '../lab.ts';
import type { Command } from './command.ts';

export const copyLink: Command = {
  id: 'copy-link',
  label: 'Copy link',
  shortcuts: ['s'],
  isEnabled: (lab) => lab.recording.getState().shared !== null,
  run: copy,
};

async function copy(lab: Lab): Promise<void> {
  try {
    await lab.around.copy(lab.around.address());
    lab.selection.setState({ toast: 'Link copied: it opens this very run.' });
  } catch {
    // Without the permission to write to the clipboard the address bar still holds the link.
    lab.selection.setState({ toast: 'The link is in the address bar: copy it from there.' });
  }
}
