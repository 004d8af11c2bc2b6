import type { Tactic } from '../../../model/index.ts';
import { facesTo, forkProposal, outsiders, twoFaced, type Faces } from './kit/two-faces.ts';

/**
 * B1. The smaller half of the backups gets the client's order, the larger half the contrary one: with the right quorum
 * neither half can commit, and one of the two may be prepared, so that the view change has something to preserve.
 */
export const equivocate: Tactic<Faces> = {
  id: 'equivocate',
  kind: 'lying',
  title: 'Proposes two orders',
  sentence:
    'As primary it gives half of the backups a contrary order for the same sequence number, and votes accordingly.',
  powers: ['its own key', 'a client of its own that signs the contrary order'],
  role: 'primary',
  options: [],
  covers: { B1: {} },
  protocols: ['pbft'],

  start(ctx) {
    const backups = outsiders(ctx);
    return facesTo(backups.slice(Math.floor(backups.length / 2)), ctx);
  },

  onSend(faces, message, ctx) {
    forkProposal(faces, message, ctx);
    return [twoFaced(faces, message, ctx)];
  },
};
