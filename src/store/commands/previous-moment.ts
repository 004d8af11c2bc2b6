import { toNeighbourMoment } from '../travel.ts';
import { isPresenting } from './present.ts';
import type { Command } from './command.ts';

export const previousMoment: Command = {
  id: 'previous-moment',
  label: 'Previous moment, while presenting',
  shortcuts: ['ArrowLeft', 'PageUp'],
  isEnabled: isPresenting,
  run: (lab) => toNeighbourMoment(lab, 'previous'),
};
