import { mark } from '../acts.ts';
import { selectedMark } from '../selected.ts';
import type { Command } from './command.ts';

export const crash: Command = {
  id: 'crash',
  label: 'Crash or restart the selected replica',
  shortcuts: ['x'],
  needs: 'Select somebody on the stage first: X crashes or restarts them.',
  isEnabled: (lab) => selectedMark(lab) !== null,
  run: (lab) => {
    const selected = selectedMark(lab);
    if (!selected) return;
    const isDown = selected.mark.kind === 'crashed';
    return mark(lab, [selected.id], { kind: isDown ? 'loyal' : 'crashed' });
  },
};
