import { openFile as open } from '../kept/files.ts';
import type { Lab } from '../lab.ts';
import type { Command } from './command.ts';

export const openFile: Command = {
  id: 'open-file',
  label: 'Open a scenario or recording',
  shortcuts: ['Ctrl+o'],
  isEnabled: (lab) => lab.history.getState().present !== null,
  run: pickAndOpen,
};

async function pickAndOpen(lab: Lab): Promise<void> {
  const file = await lab.around.pick();
  if (file) await open(lab, file);
}
