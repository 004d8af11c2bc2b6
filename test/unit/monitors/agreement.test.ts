import { describe, expect, it } from 'vitest';
import { agreement } from '../../../src/core/monitors/agreement.ts';
import { committed, executed, prepared, Watch } from './stream.ts';

describe('agreement', () => {
  it('[I1] names both commit certificates and the traitors that stand in both', () => {
    const watch = new Watch(agreement, { traitors: [0, 3] });
    watch.tell(1, committed({ digest: 'a', voters: [0, 1, 3] }));
    watch.tell(1, executed({ digest: 'a' }));
    const [contested] = watch.tell(2, committed({ digest: 'b', voters: [0, 2, 3] }));
    expect(contested?.detail).toMatch(/^R1 and R2 committed different requests/);

    const [violation] = watch.tell(2, executed({ digest: 'b' }));

    expect(violation).toMatchObject({
      monitor: 'agreement',
      at: 40,
      replicas: [1, 2],
      culprits: [0, 3],
      evidence: [1, 2, 3, 4],
      certificates: [
        { holder: 1, view: 0, seq: 1, digest: 'a', voters: [0, 1, 3] },
        { holder: 2, view: 0, seq: 1, digest: 'b', voters: [0, 2, 3] },
      ],
      detail:
        'R1 and R2 executed different requests at sequence number 1. Both commit certificates contain R0 and R3, two traitors: 2q − n = 2.',
    });
  });

  it('[I1] reports each sequence number once, however many replicas are on either side', () => {
    const watch = new Watch(agreement, { n: 7, f: 2, q: 5, traitors: [0] });
    for (const [replica, digest] of [
      [1, 'a'],
      [2, 'b'],
      [3, 'b'],
      [4, 'a'],
    ] as const) {
      watch.tell(replica, prepared({ digest }));
      watch.tell(replica, executed({ digest }));
    }
    watch.tell(1, executed({ seq: 2, digest: 'c' }));
    watch.tell(2, executed({ seq: 2, digest: 'd' }));
    const ledgers = watch.violations.filter(({ detail }) => detail.includes('executed'));
    expect(ledgers.map(({ detail }) => detail.slice(0, 68))).toEqual([
      'R1 and R2 executed different requests at sequence number 1. Neither ',
      'R1 and R2 executed different requests at sequence number 2. Neither ',
    ]);
    expect(watch.finish()).toEqual([]);
  });

  it('[I1] is deaf to what a traitor says of itself', () => {
    const watch = new Watch(agreement, { traitors: [3] });
    watch.tell(1, executed({ digest: 'a' }));
    watch.tell(3, executed({ digest: 'b' }));
    watch.tell(3, committed({ digest: 'b' }));
    expect([...watch.violations, ...watch.finish()]).toEqual([]);
  });

  it('[I1] judges by the marks of the moment', () => {
    const watch = new Watch(agreement, { traitors: [3] });
    watch.tell(1, executed({ digest: 'a' }));
    watch.traitors.delete(3);
    expect(watch.tell(3, executed({ digest: 'b' }))).toHaveLength(1);
  });

  it('[I1] says where the certificates share no traitor', () => {
    const watch = new Watch(agreement, { q: 2 });
    watch.tell(0, committed({ digest: 'a', voters: [0, 1] }));
    watch.tell(0, executed({ digest: 'a' }));
    watch.tell(3, committed({ digest: 'b', voters: [2, 3] }));
    const [violation] = watch.tell(3, executed({ digest: 'b' }));
    expect(violation?.culprits).toEqual([]);
    expect(violation?.detail).toMatch(/have no replica in common: 2q − n = 0\.$/);
  });

  it('[I2] tells at once of two prepared certificates of one view, whether or not ledgers follow', () => {
    const watch = new Watch(agreement, { traitors: [0, 3] });
    watch.tell(1, prepared({ digest: 'a', voters: [0, 1, 3] }));
    const [violation] = watch.tell(2, prepared({ digest: 'b', voters: [0, 2, 3] }));
    expect(violation).toMatchObject({ at: 20, replicas: [1, 2], culprits: [0, 3] });
    expect(violation?.detail).toMatch(/^R1 and R2 are prepared on different requests in view 0/);
  });

  it('[I2] is told once for a sequence number, before the fork and not after it', () => {
    const watch = new Watch(agreement, { traitors: [0, 3] });
    for (const [replica, digest] of [
      [1, 'a'],
      [2, 'b'],
    ] as const) {
      watch.tell(replica, prepared({ digest }));
      watch.tell(replica, committed({ digest }));
      watch.tell(replica, executed({ digest }));
    }
    watch.tell(1, prepared({ view: 1, digest: 'b' }));
    expect(watch.violations.map(({ detail }) => detail.slice(0, 24))).toEqual([
      'R1 and R2 are prepared o',
      'R1 and R2 executed diffe',
    ]);
    expect(watch.finish()).toEqual([]);
  });

  it('[I2] allows another request in a later view, as long as none was committed', () => {
    const watch = new Watch(agreement);
    watch.tell(1, prepared({ digest: 'a' }));
    watch.tell(2, prepared({ view: 1, digest: 'b' }));
    expect([...watch.violations, ...watch.finish()]).toEqual([]);
  });

  it('[I3] fires when something else is prepared after a commit', () => {
    const watch = new Watch(agreement);
    watch.tell(1, committed({ digest: 'a' }));
    expect(watch.tell(2, prepared({ view: 2, digest: 'b' }))[0]?.detail).toMatch(
      /^R2 is prepared in view 2 on something else than R1 committed in view 0/,
    );
  });

  it('[I3] fires when a new view drops or replaces what was committed', () => {
    for (const digest of ['b', 'a'] as const) {
      const watch = new Watch(agreement);
      watch.tell(1, committed({ digest: 'a' }));
      watch.tell(2, { fact: 'view-entered', view: 1, stable: 0, reproposed: [{ seq: 1, digest }] });
      expect(watch.violations).toHaveLength(digest === 'b' ? 1 : 0);
    }
  });
});
