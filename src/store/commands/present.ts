import type { Lab } from '../lab.ts';
import type { Command } from './command.ts';

export function isPresenting(lab: Lab): boolean {
  return lab.selection.getState().presenting !== null;
}

/** For an audience: the stage alone, large, with one sentence under it. Projectors want the light theme. */
export const present: Command = {
  id: 'present',
  label: 'Present to an audience, and back',
  shortcuts: ['p'],
  isEnabled: () => true,
  run: (lab) => lab.selection.setState({ presenting: isPresenting(lab) ? null : 'light' }),
};

export const stopPresenting: Command = {
  id: 'stop-presenting',
  label: 'Leave the presentation',
  shortcuts: ['Escape'],
  isEnabled: isPresenting,
  run: (lab) => lab.selection.setState({ presenting: null }),
};
