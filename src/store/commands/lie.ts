import { mark } from '../acts.ts';
import { selectedMark } from '../selected.ts';
import type { Command } from './command.ts';

export const lie: Command = {
  id: 'lie',
  label: 'Make the selected replica lie, or loyal again',
  shortcuts: ['l'],
  isEnabled: (lab) => selectedMark(lab) !== null,
  run: (lab) => {
    const selected = selectedMark(lab);
    if (!selected) return;
    const isLying = selected.mark.kind === 'lying';
    const choice = isLying
      ? ({ kind: 'loyal' } as const)
      : ({ kind: 'lying', tactic: 'equivocate' } as const);
    return mark(lab, [selected.id], choice);
  },
};
