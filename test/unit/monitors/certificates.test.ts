import { describe, expect, it } from 'vitest';
import { certificates } from '../../../src/core/monitors/certificates.ts';
import * as build from '../../support/council-messages.ts';
import { committed, prepared, Watch } from './stream.ts';

const A = 'aa';
const at = (digest: string, seq = 1, view = 0) => ({ view, seq, digest });

/** R0 proposes A, R1 and R2 vote for it, each correct and heard. */
function voted(shape: ConstructorParameters<typeof Watch<never>>[1] = {}) {
  const watch = new Watch(certificates, shape);
  watch.send(0, build.proposal(0, at(A)) as never);
  for (const id of [1, 2]) watch.send(id, build.prepare(id, at(A)));
  return watch;
}

describe('certificates', () => {
  it('[I10] fires on a certificate of too few replicas, and on one that counts somebody twice', () => {
    for (const voters of [
      [0, 1],
      [0, 1, 1],
      [0, 1, 9],
    ]) {
      const watch = voted();
      expect(watch.tell(1, prepared({ digest: A, voters }))[0]).toMatchObject({
        monitor: 'certificates',
        replicas: [1],
      });
    }
    const watch = voted();
    expect(watch.tell(1, prepared({ digest: A, voters: [0, 1, 2] }))).toEqual([]);
  });

  it('[I10] fires on votes that a correct replica never cast', () => {
    const watch = new Watch(certificates);
    watch.send(0, build.proposal(0, at(A)) as never);
    // Somebody made this one up, in the name of R2.
    watch.get(1, { ...build.prepare(2, at(A)), sig: 'ab' });
    expect(watch.tell(1, prepared({ digest: A, voters: [0, 1, 2] }))[0]?.detail).toBe(
      'R1 was prepared at sequence number 1 in view 0 by votes of R2 that were never cast.',
    );
  });

  it("[I10] takes traitors' genuine votes for cast, alone or inside another message", () => {
    const watch = voted({ traitors: [2, 3] });
    watch.mark(2, 'lying');
    watch.mark(3, 'lying');
    watch.get(1, build.prepare(3, at(A)));
    expect(watch.tell(1, prepared({ digest: A, voters: [0, 1, 3] }))).toEqual([]);
    const shown = build.proof(4, at(A, 2), [2, 3]);
    watch.get(1, build.viewChange(3, 1, [shown]));
    watch.send(0, build.proposal(0, at(A, 2)) as never);
    expect(watch.tell(1, prepared({ seq: 2, digest: A, voters: [0, 1, 2, 3] }))).toEqual([]);
  });

  it('[I10] fires when a correct replica shows what nobody may believe', () => {
    const watch = new Watch(certificates);
    expect(watch.send(1, build.viewChange(1, 1, [build.proof(4, at(A), [1, 2])]))).toEqual([]);
    expect(watch.send(2, build.viewChange(2, 1, [build.proof(4, at(A), [1])]))).toMatchObject([
      { monitor: 'certificates', replicas: [2] },
    ]);
  });

  it('[I4] fires when too few correct replicas stand behind a commit', () => {
    const watch = voted();
    for (const id of [0, 1, 2]) watch.send(id, build.commit(id, at(A)));
    for (const id of [0, 1]) watch.tell(id, prepared({ digest: A }));
    expect(watch.tell(1, committed({ digest: A }))[0]?.detail).toMatch(
      /two correct replicas stood behind it: q − b = 3 − 0\.$/,
    );
    const covered = voted();
    for (const id of [0, 1, 2]) covered.send(id, build.commit(id, at(A)));
    for (const id of [0, 1]) covered.tell(id, prepared({ digest: A }));
    covered.tell(2, { fact: 'water-marks', low: 8, high: 24 });
    expect(covered.tell(1, committed({ digest: A }))).toEqual([]);
  });

  it('[I15] fires when a view is entered by a NEW-VIEW that does not follow from its proofs', () => {
    const proof = build.proof(4, at(A), [1, 2]);
    const viewChanges = [
      build.viewChange(0, 1),
      build.viewChange(1, 1),
      build.viewChange(2, 1, [proof]),
    ];
    const enter = { fact: 'view-entered', view: 1, stable: 0, reproposed: [] } as const;
    for (const [proposals, broken] of [
      [[build.proposal(1, at(A, 1, 1))], 0],
      [[], 1],
    ] as const) {
      const watch = new Watch(certificates, { traitors: [1] });
      watch.mark(1, 'lying');
      watch.get(3, build.newView(1, 1, { viewChanges, proposals }));
      expect(watch.tell(3, enter)).toHaveLength(broken);
    }
  });
});
