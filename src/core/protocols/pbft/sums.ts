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
  assumptions: () => [],
};
