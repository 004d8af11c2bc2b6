/** What a person does with branches and with what was done to the run. */
import { edit } from '../acts.ts';
import { withDeed } from '../deeds.ts';
import type { Deed, DeedChange } from '../deeds.ts';
import { renamed, without } from './history.ts';
import type { Lab } from '../lab.ts';

export function nameBranch(lab: Lab, version: number, name: string): void {
  lab.history.setState((history) => renamed(history, version, name));
}

export function removeBranch(lab: Lab, version: number): void {
  lab.history.setState((history) => without(history, version));
  if (lab.selection.getState().compared === version) lab.selection.setState({ compared: null });
}

export function compareWith(lab: Lab, version: number | null): void {
  lab.selection.setState({ compared: version });
}

/** Moves, rewrites or with null removes something that is done to the run: a branch of its own, undone like any change. */
export function changeDeed(lab: Lab, deed: Deed, change: DeedChange | null): Promise<void> {
  const what = `${deed.label} at ${(deed.at / 1000).toFixed(1)} ms`;
  return edit(lab, `${what} ${verbOf(change)}`, (scenario) => withDeed(scenario, deed, change));
}

function verbOf(change: DeedChange | null): string {
  if (change === null) return 'removed';
  if (change.at !== undefined) return `moved to ${(change.at / 1000).toFixed(1)} ms`;
  return change.text === undefined ? 'made longer or shorter' : 'reworded';
}
