import { describe, expect, test } from 'vitest';
import { ABLATIONS } from '../../../src/core/protocols/pbft/ablations.ts';
import { LISTS } from './ablations/lists.ts';

/**
 * The rules that can be left out: without one the protocol misbehaves in exactly its way, where the full protocol does not.
 * The same claim is made of both, so that a switch that does nothing fails here, and of the other switches of its list, so that
 * one which does more than it says fails, too.
 */

/** What makes so much possible that it shows in each other's cases. */
const COARSE = [
  'commit-phase',
  'vote-digest',
  'quorum',
  'prepare-quorum',
  'commit-quorum',
  'signatures',
  'exact-cache',
  'stable-by-f+1',
];

describe('Each rule that can be switched off', () => {
  test('has its case here', () => {
    const ids = LISTS.flatMap((list) => Object.keys(list));
    expect(ids.sort()).toEqual(Object.keys(ABLATIONS).sort());
  });

  for (const list of LISTS) {
    for (const [rule, { what, broken, besides = [] }] of Object.entries(list)) {
      test(`${what}: without "${rule}", and not with it`, () => {
        expect(broken({}), 'the full protocol').toBe(false);
        expect(broken({ ablate: [rule] }), `without ${rule}`).toBe(true);
        const rest = Object.keys(list).filter((name) => name !== rule && !COARSE.includes(name));
        const alike = rest.filter((name) => broken({ ablate: [name] }));
        expect(alike, 'the same is seen without').toEqual(
          besides.filter((name) => !COARSE.includes(name)),
        );
      });
    }
  }
});
