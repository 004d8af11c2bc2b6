import { describe, expect, it } from 'vitest';
import { conduct } from '../../../src/core/monitors/conduct.ts';
import * as build from '../../support/council-messages.ts';
import { executed, prepared, Watch } from './stream.ts';

const A = 'aa';
const B = 'bb';
const at = (digest: string, seq = 1, view = 0) => ({ view, seq, digest });
const change = (view: number) => ({ fact: 'view-change-sent', view, reason: 'time' }) as const;
const enter = (view: number, ...reproposed: { seq: number; digest: string }[]) =>
  ({ fact: 'view-entered', view, stable: 0, reproposed }) as const;
const opening = (view: number, as = view % 4) =>
  build.newView(as, view, { viewChanges: [], proposals: [] });
const details = (watch: { violations: readonly { detail: string }[] }): string[] =>
  watch.violations.map(({ detail }) => detail);

describe('conduct', () => {
  it('[I11] fires when a correct replica signs two things where there is one', () => {
    const watch = new Watch(conduct);
    watch.send(1, build.prepare(1, at(A)));
    watch.send(1, build.prepare(1, at(A)));
    expect(watch.violations).toEqual([]);
    expect(watch.send(1, build.prepare(1, at(B)))).toMatchObject([
      {
        monitor: 'conduct',
        replicas: [1],
        detail: 'R1 signed two different PREPARE messages for sequence number 1 in view 0.',
      },
    ]);
  });

  it('[I11] fires for proposals, checkpoints, view changes and answers, too', () => {
    for (const [first, second] of [
      [build.prePrepare(0, at(A), []), { ...build.prePrepare(0, at(A), []), digest: B }],
      [build.checkpoint(0, 8, A), build.checkpoint(0, 8, B)],
      [build.viewChange(0, 1), build.viewChange(0, 1, [build.proof(4, at(A), [1, 2])])],
      [
        build.reply(0, { client: 4, timestamp: 1 }, { view: 0, result: 'x' }),
        build.reply(0, { client: 4, timestamp: 1 }, { view: 0, result: 'y' }),
      ],
    ] as const) {
      const watch = new Watch(conduct);
      watch.send(0, first);
      watch.send(0, first);
      expect(watch.violations).toEqual([]);
      expect(watch.send(0, second)).toHaveLength(1);
    }
  });

  it('[I11] says nothing of what is passed on, nor of traitors', () => {
    const watch = new Watch(conduct, { traitors: [3] });
    watch.send(1, build.prepare(2, at(A)));
    watch.send(1, build.prepare(2, at(B)));
    watch.send(3, build.prepare(3, at(A)));
    watch.send(3, build.prepare(3, at(B)));
    expect(watch.violations).toEqual([]);
  });

  it('[I11] does not hold against a replica what it said as a traitor and others show again', () => {
    const watch = new Watch(conduct);
    watch.send(3, build.viewChange(3, 1));
    const earlier = build.viewChange(3, 1, [build.proof(4, at(A), [1, 2])]);
    watch.send(3, build.newView(1, 1, { viewChanges: [earlier], proposals: [] }));
    watch.send(3, build.viewChange(3, 2, [build.proof(4, at(B), [3, 2])]));
    expect(watch.violations).toEqual([]);
  });

  it('[I11] fires on a commit without a certificate, and on one for something else', () => {
    const watch = new Watch(conduct);
    watch.tell(1, prepared({ digest: A }));
    watch.send(1, build.commit(1, at(A)));
    expect(watch.violations).toEqual([]);
    watch.send(2, build.commit(2, at(A)));
    watch.tell(3, prepared({ digest: B }));
    watch.send(3, build.commit(3, at(A)));
    expect(details(watch)).toEqual([
      'R2 sent COMMIT for sequence number 1 in view 0 without being prepared on it.',
      'R3 sent COMMIT for sequence number 1 in view 0 without being prepared on it.',
    ]);
  });

  it('[I11] fires on a vote in a view that was left, but not on one that is shown in a certificate', () => {
    const watch = new Watch(conduct);
    watch.send(1, build.prepare(1, at(A)));
    watch.tell(1, change(1));
    watch.send(1, build.viewChange(1, 1, [build.proof(4, at(A), [1, 2])]));
    expect(watch.violations).toEqual([]);
    expect(watch.send(1, build.prepare(1, at(A, 2)))[0]?.detail).toBe(
      'R1 sent PREPARE in view 0 after it had asked for view 1.',
    );
  });

  it('[I14] fires when a view falls, or is entered twice', () => {
    const watch = new Watch(conduct);
    watch.tell(1, change(2));
    watch.get(1, opening(2));
    watch.tell(1, enter(2));
    expect(watch.violations).toEqual([]);
    watch.tell(1, change(1));
    expect(details(watch)).toEqual(['R1 asked for view 1 and had been in view 2.']);

    const again = new Watch(conduct);
    again.get(1, opening(2));
    again.tell(1, enter(2));
    expect(again.tell(1, enter(2))[0]?.detail).toBe('R1 entered view 2 and had been in view 2.');
  });

  it('[I14] fires when a view is entered without a NEW-VIEW of its primary', () => {
    const watch = new Watch(conduct);
    watch.get(1, opening(1, 3));
    expect(watch.tell(1, enter(1))[0]?.detail).toBe(
      'R1 entered view 1 without a NEW-VIEW of its primary.',
    );
    const own = new Watch(conduct);
    own.send(1, opening(1));
    expect(own.tell(1, enter(1))).toEqual([]);
  });

  it('[I14] fires when a replica accepts something else than its view binds it to', () => {
    const watch = new Watch(conduct);
    watch.get(1, opening(1));
    watch.tell(1, enter(1, { seq: 1, digest: A }));
    watch.tell(1, { fact: 'pre-prepared', view: 1, seq: 1, digest: A });
    watch.tell(1, { fact: 'pre-prepared', view: 1, seq: 2, digest: B });
    expect(watch.violations).toEqual([]);
    expect(watch.tell(1, { fact: 'pre-prepared', view: 1, seq: 1, digest: B })[0]?.detail).toMatch(
      /^R1 accepted something else at sequence number 1/,
    );
  });

  it('[I16] fires once where one executes nothing and another something', () => {
    const watch = new Watch(conduct, { traitors: [3] });
    const nothing = { ...executed({ digest: B }), requests: [] };
    watch.tell(1, executed({ digest: A }));
    watch.tell(3, nothing);
    expect(watch.violations).toEqual([]);
    watch.tell(2, nothing);
    watch.tell(0, nothing);
    expect(details(watch)).toEqual([
      'R2 executed no operation at sequence number 1, where R1 executed one.',
    ]);
  });
});
