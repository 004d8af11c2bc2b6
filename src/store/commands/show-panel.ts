import { PANELS } from '../panels.ts';
import { hasRun } from './command.ts';
import type { Command } from './command.ts';

/** One for each panel below the stage, on the digit of its tab. */
export const showPanel: readonly Command[] = PANELS.map(({ id, title }, index) => ({
  id: `show-${id}`,
  label: `Show the panel “${title}”`,
  shortcuts: [String(index + 1)],
  isEnabled: hasRun,
  run: (lab) => lab.selection.setState({ panel: id }),
}));
