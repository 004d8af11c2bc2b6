import { DIVISION } from '../../base/plain-phrases.ts';
import type { PlainWords, Terms } from '../../model/index.ts';

/** The generals in the words of the paper. */
export const TERMS: Terms = {
  member: 'general',
  leader: 'commander',
  tolerance: 'traitors tolerated',
  slot: 'order',
  request: 'order',
  replies: 'reports',
  split: 'Divided',
  hasViews: false,
  hasQuorums: false,
  hasLeader: true,
  timer: 'round',
};

/** The paper tells its story in plain words already; what remains are agents instead of officers. */
export const PLAIN: PlainWords = {
  terms: { ...TERMS, member: 'agent', leader: 'chair' },
  labels: {},
  monitors: {},
  phrases: [
    // The name of a paper.
    ['Byzantine generals', 'Byzantine generals'],
    ['generals', 'agents'],
    ['general', 'agent'],
    ['lieutenants', 'members'],
    ['lieutenant', 'member'],
    ['commander', 'chair'],
    ['ORAL-ORDER', 'SPOKEN ORDER'],
    ['SIGNED-ORDER', 'SIGNED ORDER'],
    ['REQUEST', 'ORDER TO GIVE'],
    ['requests', 'orders'],
    ['request', 'order'],
    ['replies', 'reports'],
    ['reply', 'report'],
    ['executed', 'obeyed'],
    ...DIVISION,
    ['Oral', 'Spoken'],
    ['oral', 'spoken'],
    ['replicas', 'agents'],
    ['replica', 'agent'],
    ['checkpoints', 'milestones'],
    ['checkpoint', 'milestone'],
    ['digests', 'fingerprints'],
    ['digest', 'fingerprint'],
  ],
};
