import { selectedMark } from '../selected.ts';
import type { Lab } from '../lab.ts';
import type { Command } from './command.ts';

export const composeMessage: Command = {
  id: 'compose-message',
  label: 'Write a message as the selected traitor',
  shortcuts: ['c'],
  needs: 'Select a traitor first: C writes a message in its name.',
  isEnabled: (lab) => traitor(lab) !== null,
  run: (lab) => {
    lab.playback.setState({ isPlaying: false });
    lab.selection.setState({ composing: traitor(lab), menu: null });
  },
};

/** The selected replica, if somebody can write in its name now. */
function traitor(lab: Lab): number | null {
  const selected = selectedMark(lab);
  if (selected === null) return null;
  const { kind, turned } = selected.mark;
  return kind === 'lying' || kind === 'colluding' || turned ? selected.id : null;
}
