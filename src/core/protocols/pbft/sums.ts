import type { Sums } from '../../model/index.ts';

/** A run of PBFT in figures. It takes nothing for granted of the network that a scenario could break. */
export const sums: Sums = {
  council: ({ replicas, tolerance }, quorum) =>
    `n = ${replicas}, f = ${tolerance}, quorum ${quorum}`,
  work: ({ requests: { issued, completed, executedByCorrect } }) =>
    `${issued} issued, ${completed} completed, ${executedByCorrect} executed by correct replicas`,
  figures: ({ views: { entered, changes } }) => [
    ['views', `highest entered ${entered}, view changes completed ${changes}`],
  ],
  // OSDI'99 section 4: one request to the primary, its proposal to all others, a prepare of each backup to all others, a commit of all.
  normalCase: ({ n, requests }) => [
    { type: 'request', formula: requests === 1 ? '1' : String(requests), expected: requests },
    { type: 'pre-prepare', formula: 'n − 1', expected: n - 1 },
    { type: 'prepare', formula: '(n − 1)²', expected: (n - 1) * (n - 1) },
    { type: 'commit', formula: 'n(n − 1)', expected: n * (n - 1) },
    { type: 'reply', formula: requests === 1 ? 'n' : `${requests}n`, expected: n * requests },
  ],
  assumptions: () => [],
};
