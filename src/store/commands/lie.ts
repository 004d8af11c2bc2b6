import { mark } from '../acts.ts';
import type { Lab } from '../lab.ts';
import { selectedMark } from '../selected.ts';
import type { Command } from './command.ts';

export const lie: Command = {
  id: 'lie',
  label: 'Make the selected replica lie, or loyal again',
  shortcuts: ['l'],
  needs: 'Select somebody on the stage first: L makes them lie, or loyal again.',
  isEnabled: (lab) => selectedMark(lab) !== null,
  run: (lab) => {
    const selected = selectedMark(lab);
    if (!selected) return;
    const isLying = selected.mark.kind === 'lying';
    const tactic = firstLie(lab);
    if (tactic === null) return;
    const choice = isLying ? ({ kind: 'loyal' } as const) : ({ kind: 'lying', tactic } as const);
    return mark(lab, [selected.id], choice);
  },
};

/** The first lying tactic that is written for the present protocol, as choosers list them. */
function firstLie(lab: Lab): string | null {
  const protocol = lab.history.getState().present?.scenario.protocol ?? '';
  const tactics = lab.catalog.getState().catalog?.tactics ?? [];
  const lies = tactics.filter(({ kind }) => kind === 'lying');
  return lies.find(({ protocols }) => protocols.includes(protocol))?.id ?? null;
}
