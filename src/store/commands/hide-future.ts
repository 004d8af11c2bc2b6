import { hasRun } from './command.ts';
import type { Command } from './command.ts';

export const hideFuture: Command = {
  id: 'hide-future',
  label: 'Hide what has not happened yet',
  shortcuts: ['h'],
  isEnabled: hasRun,
  run: (lab) => lab.playback.setState(({ hidesFuture }) => ({ hidesFuture: !hidesFuture })),
};
