import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../src/core/model/index.ts';
import { clientSafety } from '../../../src/core/monitors/client-safety.ts';
import { completion } from '../../../src/core/monitors/completion.ts';
import { integrity } from '../../../src/core/monitors/integrity.ts';
import { order } from '../../../src/core/monitors/order.ts';
import { accepted, executed, sent, Watch } from './stream.ts';

describe('order', () => {
  it('[I5] fires on a gap and on a step back', () => {
    const watch = new Watch(order);
    watch.tell(1, executed({ seq: 1 }));
    expect(watch.tell(1, executed({ seq: 3 }))[0]?.detail).toBe(
      'R1 executed sequence number 3 right after 1.',
    );
    expect(watch.tell(1, executed({ seq: 3 }))).toHaveLength(1);
  });

  it('[I5] fires once for each replica whose memory differs', () => {
    const watch = new Watch(order);
    for (const seq of [1, 2, 3]) {
      watch.tell(1, executed({ seq, state: 's' }));
      watch.tell(2, executed({ seq, state: 't' }));
    }
    expect(watch.violations.map(({ detail }) => detail)).toEqual([
      'After sequence number 1 the memories of R1 and R2 differ.',
    ]);
  });

  it('[I5] follows a traitor silently and takes up where it comes back', () => {
    const watch = new Watch(order, { traitors: [3] });
    for (const seq of [1, 5]) watch.tell(3, executed({ seq }));
    watch.traitors.delete(3);
    watch.tell(3, executed({ seq: 6 }));
    expect(watch.violations).toEqual([]);
  });
});

describe('integrity', () => {
  it('[I6] fires when a request has an effect twice at one replica', () => {
    const watch = new Watch(integrity);
    watch.tell(4, sent());
    watch.tell(1, executed());
    watch.tell(2, executed());
    watch.tell(1, executed({ seq: 2, fresh: false }));
    expect(watch.violations).toEqual([]);
    expect(watch.tell(1, executed({ seq: 3 }))[0]?.detail).toMatch(
      /^R1 executed “order ATTACK” of client 1, timestamp 1, a second time\.$/,
    );
  });

  it("[I6] fires when a client's timestamps have effects in falling order", () => {
    const watch = new Watch(integrity);
    watch.tell(4, sent(1));
    watch.tell(4, sent(2));
    watch.tell(1, executed({ timestamp: 2 }));
    expect(watch.tell(1, executed({ seq: 2, timestamp: 1 }))).toHaveLength(1);
  });

  it('[I7] fires once for a request that a correct client never sent', () => {
    const watch = new Watch(integrity);
    watch.tell(4, sent(1, 'order ATTACK'));
    expect(watch.tell(1, executed({ operation: 'order RETREAT' }))[0]?.detail).toMatch(
      /which client 1 never sent\.$/,
    );
    expect(watch.tell(2, executed({ operation: 'order RETREAT' }))).toEqual([]);
  });

  it('[I7] asks nothing about the clients of traitors, and nothing of traitors', () => {
    const watch = new Watch(integrity, { traitors: [3] });
    watch.strangers.add(6);
    watch.tell(1, executed({ client: 6 }));
    watch.tell(3, executed({ client: 4 }));
    expect(watch.violations).toEqual([]);
  });
});

describe('client-safety', () => {
  it('[I8] fires when only traitors vouch for what a client believes', () => {
    const watch = new Watch(clientSafety, { traitors: [0, 3] });
    watch.tell(4, sent());
    watch.tell(1, executed());
    const [violation] = watch.tell(4, accepted([0, 3], 'RETREAT'));
    expect(violation).toMatchObject({ replicas: [0, 3] });
    expect(violation?.detail).toBe(
      'Request 1 (“order ATTACK”) of client 1 was answered “RETREAT” on the word of R0 and R3 alone, none of them correct; R1 got “ATTACK”.',
    );
  });

  it('[I8] says where the answer of traitors was true, or not yet known', () => {
    const watch = new Watch(clientSafety, { traitors: [0, 3] });
    watch.tell(4, sent(1));
    watch.tell(1, executed({ timestamp: 1 }));
    expect(watch.tell(4, accepted([0, 3], 'ATTACK', 1))[0]?.detail).toMatch(
      /^Request 1 .*; it is what R1 got, too\.$/,
    );
    watch.tell(4, sent(2));
    expect(watch.tell(4, accepted([0, 3], 'ATTACK', 2))[0]?.detail).toMatch(
      /^Request 2 .*; no correct replica had executed it by then\.$/,
    );
  });

  it('[I8] fires when the accepted result is not what a correct replica got, whichever comes first', () => {
    const early = new Watch(clientSafety);
    early.tell(4, sent());
    early.tell(1, executed());
    expect(early.tell(4, accepted([1, 2], 'RETREAT'))).toHaveLength(1);

    const late = new Watch(clientSafety);
    late.tell(4, sent());
    expect(late.tell(4, accepted([1, 2], 'RETREAT'))).toEqual([]);
    expect(late.tell(1, executed())[0]?.detail).toMatch(
      /^Request 1 .* was answered “RETREAT”, but R1 executed/,
    );
    expect(late.tell(2, executed())).toEqual([]);
  });

  it('[I8] is content with one correct voucher and the right result', () => {
    const watch = new Watch(clientSafety, { traitors: [0] });
    watch.tell(4, sent());
    watch.tell(1, executed());
    watch.tell(4, accepted([0, 1]));
    watch.tell(2, executed());
    expect(watch.violations).toEqual([]);
  });

  it('[I8] counts the word of a replica that turned only after it had executed', () => {
    const watch = new Watch(clientSafety);
    watch.tell(4, sent());
    watch.tell(1, executed());
    watch.traitors.add(1).add(2);
    watch.tell(4, accepted([1, 2]));
    expect(watch.violations).toEqual([]);
  });

  it('[I9] fires when a request is ordered before one that had returned before it was sent', () => {
    const watch = new Watch(clientSafety);
    watch.tell(4, sent(1));
    watch.tell(1, executed({ seq: 2, timestamp: 1 }));
    watch.tell(4, accepted([1, 2], 'ATTACK', 1));
    watch.tell(4, sent(2));
    expect(watch.tell(1, executed({ seq: 1, timestamp: 2 }))[0]?.detail).toMatch(
      /executed at sequence number 1, but was sent only after/,
    );
  });

  it('[I9] fires when two answers come from one sequence number and different batches', () => {
    const other = { client: 4, timestamp: 2, digest: 'b' };
    const answeredFirst = new Watch(clientSafety);
    const executedFirst = new Watch(clientSafety);
    for (const watch of [answeredFirst, executedFirst])
      for (const timestamp of [1, 2]) watch.tell(4, sent(timestamp));
    for (const timestamp of [1, 2]) answeredFirst.tell(4, accepted([1, 2], 'ATTACK', timestamp));
    answeredFirst.tell(1, executed());
    expect(answeredFirst.tell(2, executed(other))).toHaveLength(1);
    executedFirst.tell(1, executed());
    executedFirst.tell(2, executed(other));
    executedFirst.tell(4, accepted([1, 2], 'ATTACK', 1));
    expect(executedFirst.tell(4, accepted([1, 2], 'ATTACK', 2))[0]?.detail).toMatch(
      /^Request 1 .* and request 2 .* were both answered from sequence number 1, in different batches/,
    );
  });

  it('[I9] is content with two answers from one batch, and with what nobody was answered', () => {
    for (const [digest, answered] of [
      ['a', [1, 2]],
      ['b', [1]],
    ] as const) {
      const watch = new Watch(clientSafety);
      for (const timestamp of [1, 2]) watch.tell(4, sent(timestamp));
      watch.tell(1, executed());
      watch.tell(2, executed({ timestamp: 2, digest }));
      for (const timestamp of answered) watch.tell(4, accepted([1, 2], 'ATTACK', timestamp));
      expect(watch.violations).toEqual([]);
    }
  });

  describe('read-only and tentative answers', () => {
    const read = (timestamp: number, seq: number, result = '1'): Fact => ({
      fact: 'read',
      request: { client: 4, timestamp, operation: 'get a' },
      seq,
      result,
    });
    const readAccepted = (timestamp: number, readAt: number, result = '1'): Fact => ({
      fact: 'reply-accepted',
      request: { client: 4, timestamp, operation: 'get a' },
      result,
      replicas: [0, 1, 2],
      readAt,
    });

    const tentativelyAccepted: Fact = {
      fact: 'reply-accepted',
      request: { client: 4, timestamp: 1, operation: 'order ATTACK' },
      result: 'ATTACK',
      replicas: [0, 1, 2],
      tentative: true,
    };

    it('[I9] fires when a read observes less than what had returned before it was sent', () => {
      const watch = new Watch(clientSafety, { traitors: [0] });
      watch.tell(4, sent(1));
      watch.tell(1, executed({ seq: 3, timestamp: 1 }));
      watch.tell(4, accepted([1, 2], 'ATTACK', 1));
      watch.tell(4, sent(2, 'get a'));
      watch.tell(2, read(2, 2));
      expect(watch.tell(4, readAccepted(2, 2))[0]?.detail).toBe(
        '“get a” was answered “1” from the state after sequence number 2, but was sent only after the answer to the request at 3.',
      );
    });

    it('[I9] a request that is sent after a read is ordered after what the read observed', () => {
      const watch = new Watch(clientSafety);
      watch.tell(4, sent(1, 'get a'));
      watch.tell(2, read(1, 2));
      expect(watch.tell(4, readAccepted(1, 2))).toEqual([]);
      watch.tell(4, sent(2));
      expect(watch.tell(1, executed({ seq: 2, timestamp: 2 }))).toHaveLength(1);
    });

    it('[I8] fires when no correct replica has read what a client accepts, or has read something else', () => {
      const alone = new Watch(clientSafety, { traitors: [0, 1] });
      alone.tell(4, sent(1, 'get a'));
      alone.tell(0, read(1, 2));
      alone.tell(2, read(1, 1));
      expect(alone.tell(4, readAccepted(1, 2))).toHaveLength(1);

      const other = new Watch(clientSafety);
      other.tell(4, sent(1, 'get a'));
      other.tell(2, read(1, 2, '7'));
      expect(other.tell(4, readAccepted(1, 2))[0]?.detail).toMatch(/was answered “1”, but R2/);
    });

    it('[I8] holds the answer to a first reading good although the request was read again later', () => {
      const watch = new Watch(clientSafety);
      watch.tell(4, sent(1, 'get a'));
      for (const seq of [1, 2]) watch.tell(2, read(1, seq));
      expect(watch.tell(4, readAccepted(1, 1))).toEqual([]);
    });

    it('[I9] a tentative answer binds what is sent after it, before anybody has executed it for good', () => {
      const watch = new Watch(clientSafety);
      watch.tell(4, sent(1));
      const request = { client: 4, timestamp: 1, operation: 'order ATTACK' };
      const requests = [{ ...request, result: 'ATTACK', fresh: true }];
      watch.tell(1, { fact: 'executed-tentatively', view: 0, seq: 3, digest: 'a', requests });
      watch.tell(4, tentativelyAccepted);
      watch.tell(4, sent(2));
      expect(watch.tell(1, executed({ seq: 2, timestamp: 2 }))).toHaveLength(1);
    });

    it('[I8] fires when a tentative answer is taken back and the request gives another one', () => {
      const watch = new Watch(clientSafety);
      watch.tell(4, sent(1));
      watch.tell(4, tentativelyAccepted);
      expect(watch.tell(1, executed({ timestamp: 1, result: 'RETREAT' }))).toHaveLength(1);
    });
  });

  it('[I9] allows any order of requests that were outstanding together', () => {
    const watch = new Watch(clientSafety);
    watch.tell(4, sent(1));
    watch.tell(4, sent(2));
    watch.tell(1, executed({ seq: 2, timestamp: 1 }));
    watch.tell(4, accepted([1, 2], 'ATTACK', 1));
    watch.tell(1, executed({ seq: 1, timestamp: 2 }));
    expect(watch.violations).toEqual([]);
  });
});

describe('completion', () => {
  it('[L1] names what was not answered, in one violation', () => {
    const watch = new Watch(completion);
    watch.tell(4, sent(1));
    watch.tell(4, accepted([1, 2]));
    watch.tell(4, sent(2, 'order RETREAT'));
    watch.tell(4, sent(2, 'order RETREAT', 2));
    expect(watch.violations).toEqual([]);
    expect(watch.finish()).toMatchObject([
      {
        monitor: 'completion',
        replicas: [],
        detail: 'Request 2 (“order RETREAT”) of client 1 did not complete.',
      },
    ]);
  });

  it('[L1] counts what was not answered where it is more than one', () => {
    const watch = new Watch(completion);
    for (let timestamp = 1; timestamp <= 6; timestamp += 1) watch.tell(4, sent(timestamp));
    expect(watch.finish()[0]?.detail).toMatch(
      /^6 of 6 requests did not complete: request 1 \(“order ATTACK”\) of client 1, request 2 .* and two more requests\.$/,
    );
  });

  it('[L1] is content when all were answered, and asks nothing for the clients of traitors', () => {
    const watch = new Watch(completion);
    watch.strangers.add(9);
    watch.tell(4, sent());
    watch.tell(9, sent());
    watch.tell(4, accepted([1, 2]));
    expect(watch.finish()).toEqual([]);
  });
});
