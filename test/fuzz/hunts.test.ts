import { expect, test } from 'vitest';
import { startHunt } from '../../src/core/index.ts';

/** The full protocol under the troubles of a hunt: the same search that finds what is missing finds nothing where nothing is. */

const RUNS = Number(process.env['PARLEY_FUZZ_RUNS'] ?? 40);
const FIRST = Number(process.env['PARLEY_FUZZ_FIRST'] ?? 1);
/** From here on a hunt goes deeper. */
const DEEPER = 2_001;

test.each([FIRST, DEEPER])(
  'A hunt of the full protocol, from scenario %i on, finds nothing',
  { timeout: 3_600_000 },
  (first) => {
    const tries = startHunt({
      protocol: 'pbft',
      replicasMin: 4,
      replicasMax: 7,
      tolerance: null,
      faulty: null,
      ablate: [],
      first,
      runsMax: RUNS,
      shrinkRunsMax: 100,
    });
    let next = tries.next();
    while (next.done !== true) next = tries.next();
    expect(next.value).toBeNull();
  },
);
