import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../src/core/model/index.ts';
import { agreement } from '../../../src/core/monitors/agreement.ts';
import { checkpoints } from '../../../src/core/monitors/checkpoints.ts';
import { completion } from '../../../src/core/monitors/completion.ts';
import { integrity } from '../../../src/core/monitors/integrity.ts';
import { order } from '../../../src/core/monitors/order.ts';
import * as build from '../../support/council-messages.ts';
import { committed, executed, sent, Watch } from './stream.ts';

const taken = (seq: number, digest: string): Fact => ({ fact: 'checkpoint-taken', seq, digest });
const stable = (seq: number, digest: string, voters = [0, 1, 2]): Fact => ({
  fact: 'checkpoint-stable',
  seq,
  digest,
  voters,
});
const marks = (low: number, high = low + 4): Fact => ({ fact: 'water-marks', low, high });
const wanted = (seq: number, digest = 'd'): Fact => ({
  fact: 'state-wanted',
  seq,
  digest,
  reason: 'it is behind',
});
const installed = (seq: number, digest = 'd'): Fact => ({ fact: 'state-installed', seq, digest });
const proposed = (seq: number): Fact => ({ fact: 'pre-prepared', view: 0, seq, digest: 'x' });
/** A checkpoint every second sequence number, and a window of two intervals. */
const SMALL = { timing: { checkpointInterval: 2, window: 4 } };

describe('checkpoints', () => {
  it('is silent about a council that agrees, and one replica that fetches', () => {
    const watch = new Watch(checkpoints, SMALL);
    for (const id of [0, 1, 2]) {
      for (const seq of [1, 2]) watch.tell(id, executed({ seq }));
      watch.tell(id, taken(2, 'd'));
      watch.tell(id, stable(2, 'd'));
      watch.tell(id, marks(2));
      watch.tell(id, proposed(6));
    }
    watch.tell(3, stable(2, 'd'));
    watch.tell(3, wanted(2));
    watch.tell(3, marks(2));
    watch.tell(3, installed(2));
    expect(watch.violations).toEqual([]);
  });

  it('I12: reports a correct replica with another state than the stable one, whichever comes first', () => {
    for (const facts of [
      [taken(2, 'other'), stable(2, 'd')],
      [stable(2, 'd'), taken(2, 'other')],
      [stable(2, 'd'), stable(2, 'other')],
    ]) {
      const watch = new Watch(checkpoints, SMALL);
      facts.forEach((fact, id) => watch.tell(id, fact));
      expect(watch.violations).toMatchObject([
        { monitor: 'checkpoints', replicas: [0, 1], evidence: [1, 2] },
      ]);
    }
  });

  it('I12: reports an installed state that nobody correct has', () => {
    const watch = new Watch(checkpoints, SMALL);
    watch.tell(0, taken(2, 'd'));
    watch.tell(3, wanted(2, 'poison'));
    expect(watch.tell(3, installed(2, 'poison'))).toHaveLength(1);
  });

  it('[I12] reports an installed state that nobody at all has come to, and none that only a traitor has', () => {
    const watch = new Watch(checkpoints, { ...SMALL, traitors: [2] });
    watch.tell(2, taken(2, 'd'));
    watch.tell(1, wanted(2));
    expect(watch.tell(1, installed(2))).toEqual([]);
    watch.tell(3, wanted(4, 'made up'));
    expect(watch.tell(3, installed(4, 'made up'))[0]?.detail).toBe(
      'R3 installed a state for sequence number 4 that nobody has come to.',
    );
  });

  it('I12: reports a low mark that falls, or is beyond the own state without fetching it', () => {
    const watch = new Watch(checkpoints, SMALL);
    expect(watch.tell(0, marks(2))[0]?.detail).toContain('without fetching');
    for (const seq of [1, 2, 3, 4]) watch.tell(1, executed({ seq }));
    watch.tell(1, marks(4));
    expect(watch.tell(1, marks(2))[0]?.detail).toContain('fell from 4 to 2');
  });

  it('reports a stable checkpoint with fewer than a quorum behind it, or one voter twice', () => {
    for (const voters of [
      [0, 1],
      [0, 1, 1],
    ]) {
      const watch = new Watch(checkpoints, SMALL);
      expect(watch.tell(0, stable(2, 'd', voters))[0]?.detail).toContain('2 of 3');
    }
  });

  it('I13: reports what is accepted outside the window', () => {
    const watch = new Watch(checkpoints, SMALL);
    for (const id of [0, 1]) for (const seq of [1, 2]) watch.tell(id, executed({ seq }));
    for (const id of [0, 1]) watch.tell(id, marks(2));
    expect(watch.tell(0, proposed(2))).toHaveLength(1);
    expect(watch.tell(1, proposed(7))).toHaveLength(1);
    expect(watch.tell(1, proposed(8))).toEqual([]);
  });

  it('I13: reports what is sent outside the window, but not what is passed on or shown in a certificate', () => {
    const watch = new Watch(checkpoints, SMALL);
    const at = (seq: number) => ({ view: 0, seq, digest: 'x' });
    for (const seq of [1, 2]) watch.tell(1, executed({ seq }));
    watch.tell(1, marks(2));
    watch.send(1, build.prepare(1, at(3)));
    watch.send(1, build.commit(1, at(6)));
    watch.send(1, build.commit(2, at(7)));
    watch.send(1, build.viewChange(1, 1, [build.proof(4, at(2), [1, 2])]));
    expect(watch.violations).toEqual([]);
    for (const [id, seq] of [
      [1, 7],
      [2, 5],
    ] as const) {
      expect(watch.send(id, build.prepare(id, at(seq)))[0]?.detail).toMatch(
        new RegExp(`^R${id} sent a message for sequence number ${seq}, and its window`),
      );
    }
  });

  it('I12: reports a low mark that is no multiple of K, and a window wider than L', () => {
    const watch = new Watch(checkpoints, SMALL);
    for (const seq of [1, 2, 3]) watch.tell(1, executed({ seq }));
    expect(watch.tell(1, marks(2))).toEqual([]);
    expect(watch.tell(1, marks(3))[0]?.detail).toContain('no multiple of 2');
    for (const seq of [1, 2]) watch.tell(2, executed({ seq }));
    expect(watch.tell(2, marks(2, 8))[0]?.detail).toContain('6 wide instead of 4');
  });

  it('says nothing about traitors', () => {
    const watch = new Watch(checkpoints, { ...SMALL, traitors: [0] });
    for (const fact of [stable(2, 'd', [0]), marks(2), marks(0), proposed(99), taken(2, 'other')])
      expect(watch.tell(0, fact)).toEqual([]);
  });
});

describe('an installed checkpoint', () => {
  it('order: execution goes on right after it, and not elsewhere', () => {
    const watch = new Watch(order);
    watch.tell(3, installed(8));
    expect(watch.tell(3, executed({ seq: 9 }))).toEqual([]);
    watch.tell(2, installed(8));
    expect(watch.tell(2, executed({ seq: 10 }))).toHaveLength(1);
  });

  it('integrity: what led to it counts as executed', () => {
    const watch = new Watch(integrity);
    for (const timestamp of [1, 2]) watch.tell(4, sent(timestamp));
    for (const seq of [1, 2]) watch.tell(0, executed({ seq, timestamp: seq }));
    watch.tell(0, taken(2, 'd'));
    watch.tell(3, installed(2));
    expect(watch.tell(3, executed({ seq: 3, timestamp: 2 }))).toHaveLength(1);
  });

  it('integrity: what a replica did before it was led astray and set right may be done again', () => {
    const watch = new Watch(integrity);
    for (const timestamp of [1, 2, 3]) watch.tell(4, sent(timestamp));
    for (const seq of [1, 2]) watch.tell(0, executed({ seq, timestamp: seq }));
    watch.tell(0, taken(2, 'd'));
    for (const seq of [1, 2, 3]) watch.tell(3, executed({ seq, timestamp: seq }));
    watch.tell(3, installed(2));
    expect(watch.tell(3, executed({ seq: 3, timestamp: 3 }))).toEqual([]);
  });

  it('integrity: of a fork it brings along the side on which it was taken, and no other', () => {
    const watch = new Watch(integrity);
    for (const timestamp of [1, 2]) watch.tell(4, sent(timestamp));
    for (const seq of [1, 2]) watch.tell(0, executed({ seq, timestamp: seq }));
    watch.tell(0, taken(2, 'one side'));
    watch.tell(1, executed({ seq: 1, timestamp: 1 }));
    watch.tell(1, taken(2, 'the other'));
    watch.tell(0, installed(2, 'the other'));
    expect(watch.tell(0, executed({ seq: 3, timestamp: 2 }))).toEqual([]);
    watch.tell(3, installed(2, 'one side'));
    expect(watch.tell(3, executed({ seq: 3, timestamp: 2 }))).toHaveLength(1);
  });

  it('[I6] of a state that traitors made up, what was executed before it may be executed again', () => {
    const watch = new Watch(integrity);
    for (const timestamp of [1, 2]) watch.tell(4, sent(timestamp));
    for (const seq of [1, 2]) watch.tell(1, executed({ seq, timestamp: seq }));
    watch.tell(1, installed(8, 'made up'));
    expect(watch.tell(1, executed({ seq: 9, timestamp: 2 }))).toEqual([]);
    expect(watch.tell(1, executed({ seq: 10, timestamp: 2 }))).toHaveLength(1);
  });

  it('agreement: certificates of what it covers are not waited for', () => {
    const watch = new Watch(agreement);
    watch.tell(3, committed({ seq: 2, digest: 'a' }));
    watch.tell(3, installed(2));
    watch.tell(3, committed({ seq: 3, digest: 'b' }));
    expect(watch.tell(3, executed({ seq: 3, digest: 'b' }))).toEqual([]);
    expect(watch.finish()).toEqual([]);
  });

  it('agreement: a new view must propose again what was committed above its checkpoint, and only that', () => {
    for (const [checkpoint, broken] of [
      [0, 1],
      [2, 0],
    ] as const) {
      const watch = new Watch(agreement);
      watch.tell(0, committed({ seq: 2, digest: 'a' }));
      watch.tell(1, { fact: 'view-entered', view: 1, stable: checkpoint, reproposed: [] });
      expect(watch.violations).toHaveLength(broken);
    }
  });
});

describe('completion, L2', () => {
  it('reports a replica that knows a stable checkpoint and never gets there', () => {
    const watch = new Watch(completion);
    watch.tell(3, stable(8, 'd'));
    watch.tell(3, executed({ seq: 3 }));
    expect(watch.finish()).toMatchObject([{ monitor: 'completion', replicas: [3] }]);
  });

  it('counts a quorum of CHECKPOINT messages that it got, whatever it makes of them', () => {
    const watch = new Watch(completion);
    watch.send(0, build.checkpoint(0, 8, 'd'));
    for (const signer of [0, 2, 2]) watch.get(3, build.checkpoint(signer, 8, 'd'));
    watch.get(3, build.checkpoint(1, 8, 'other'));
    watch.get(3, { ...build.checkpoint(1, 8, 'd'), sig: 'ab' });
    expect(watch.finish()).toEqual([]);
    watch.get(3, build.checkpoint(1, 8, 'd'));
    expect(watch.finish()).toMatchObject([{ monitor: 'completion', replicas: [3] }]);
  });

  describe('where the horizon cuts the run off', () => {
    /** 16 D + T and one more T for a replier that is silent. */
    const LAG = 560_000;
    const cutOff = { timing: { until: 100 } };

    it.each([
      [LAG - 10_000, 0],
      [LAG + 10_000, 1],
    ])('counts from when it had a reason to get further: %d us, %d broken', (wait, broken) => {
      const watch = new Watch(completion, cutOff);
      watch.tell(3, stable(8, 'd'));
      watch.wait(900_000);
      watch.tell(3, executed({ seq: 8 }));
      watch.wait(900_000);
      watch.tell(3, stable(16, 'd'));
      watch.wait(wait);
      watch.tell(3, stable(24, 'd'));
      expect(watch.finish()).toHaveLength(broken);
    });

    it.each([
      [LAG - 10_000, 0],
      [LAG + 10_000, 1],
    ])(
      'is content with one that lags all the time and moves, not with one that stopped: %d us, %d broken',
      (wait, broken) => {
        const watch = new Watch(completion, cutOff);
        for (let seq = 1; seq < 20; seq += 1) {
          watch.tell(3, stable(8 * seq, 'd'));
          watch.wait(LAG / 2);
          watch.tell(3, executed({ seq }));
        }
        watch.wait(wait);
        expect(watch.finish()).toHaveLength(broken);
      },
    );

    it('asks nothing of anybody while the network is not calm, and begins anew with each mark', () => {
      const rough = new Watch(completion, { timing: { until: 100, calmFrom: null } });
      const marked = new Watch(completion, cutOff);
      for (const watch of [rough, marked]) {
        watch.tell(3, stable(8, 'd'));
        watch.wait(2 * LAG);
      }
      expect(rough.finish()).toEqual([]);
      expect(marked.finish()).toHaveLength(1);
      marked.mark(0, 'crashed');
      expect(marked.finish()).toEqual([]);
    });
  });

  it('is content with one that executes up to it, or installs it, or is crashed', () => {
    const watch = new Watch(completion);
    for (const id of [0, 1, 2]) watch.tell(id, stable(8, 'd'));
    watch.tell(0, executed({ seq: 8 }));
    watch.tell(1, installed(8));
    watch.mark(2, 'crashed');
    expect(watch.finish()).toEqual([]);
    watch.mark(2, 'loyal');
    expect(watch.finish()).toHaveLength(1);
  });
});
