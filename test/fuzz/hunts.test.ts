import { expect, test } from 'vitest';
import { startHunt } from '../../src/core/index.ts';

/** The full protocol under the troubles of a hunt: the same search that finds what is missing finds nothing where nothing is. */

const RUNS = Number(process.env['PARLEY_FUZZ_RUNS'] ?? 160);
const FIRST = Number(process.env['PARLEY_FUZZ_FIRST'] ?? 1);
test('A hunt of the full protocol finds nothing', { timeout: 3_600_000 }, () => {
  const tries = startHunt({
    protocol: 'pbft',
    replicasMin: 4,
    replicasMax: 7,
    tolerance: null,
    faulty: null,
    ablate: [],
    first: FIRST,
    runsMax: RUNS,
    shrinkRunsMax: 100,
  });
  let next = tries.next();
  while (next.done !== true) next = tries.next();
  expect(next.value).toBeNull();
});
