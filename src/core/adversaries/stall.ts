import type { Tactic } from '../model/index.ts';
import { isLive } from '../quorum/thresholds.ts';

/** D1. What one silent replica cannot do, enough of them can: no vote reaches its quorum, and no change of leader either. */
export const stall: Tactic<null> = {
  id: 'stall',
  kind: 'colluding',
  title: 'Stalls the council',
  sentence: 'All of them keep silent at once, so that too few are left for a quorum.',
  powers: ['keep back their own messages'],
  role: 'any',
  options: [],
  covers: { D1: {} },
  protocols: [],

  outlook({ n, q, members }) {
    const left = n - members.length;
    if (!isLive(n, q, members.length)) return null;
    return `the ${left} others are still a quorum of ${q}; it takes n − q + 1 = ${n - q + 1} to stop the council`;
  },

  start: () => null,
  onSend: () => [],
};
