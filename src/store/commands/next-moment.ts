import { toNeighbourMoment } from '../travel.ts';
import { isPresenting } from './present.ts';
import type { Command } from './command.ts';

export const nextMoment: Command = {
  id: 'next-moment',
  label: 'Next moment, while presenting',
  shortcuts: ['ArrowRight', 'PageDown'],
  isEnabled: isPresenting,
  run: (lab) => toNeighbourMoment(lab, 'next'),
};
