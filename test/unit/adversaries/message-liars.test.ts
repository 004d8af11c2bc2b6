import { describe, expect, it } from 'vitest';
import { digest } from '../../../src/core/crypto/digest.ts';
import { keepBack } from '../../../src/core/protocols/pbft/attacks/keep-back.ts';
import { loseMemory } from '../../../src/core/protocols/pbft/attacks/lose-memory.ts';
import { parseMessage } from '../../../src/core/protocols/pbft/parse.ts';
import { council, judged, liarsWith, sentBy, type Council, type Said } from './council.ts';
import { stubContext } from './stub.ts';

function lie(
  tactic: string,
  options: Record<string, number | string>,
  { liar = 2, ...more }: Said & { readonly liar?: number } = {},
): Council {
  const faults = [...(more.faults ?? []), liarsWith(tactic, options, [liar])];
  return council({ ...more, faults });
}

/** By sequence number, what a loyal replica executed and whether it was new. */
function executedBy(run: Council, replica: number) {
  return run.events.flatMap((event) =>
    event.kind === 'note' && event.process === replica && event.fact.fact === 'executed'
      ? [event.fact]
      : [],
  );
}

describe('wrong-digest', () => {
  it.each([
    ['digest', 'the digest is not that of the requests'],
    ['body', 'the digest is not that of the requests'],
    ['no-body', 'the digest is not that of the requests'],
    ['signature', 'the signature on the request does not match the key of its client'],
    ['fabricated', 'the signature on the request does not match the key of its client'],
    ['stranger', 'request of 1000000, which is no client'],
  ])('[B6] %s is rejected by every backup and occupies no slot', (how, reason) => {
    const run = lie('wrong-digest', { lie: how }, { liar: 0, workload: { requests: 1 } });
    expect(judged(run, 'reject').length).toBeGreaterThanOrEqual(3);
    expect(new Set(judged(run, 'reject'))).toEqual(new Set([reason]));
    expect(run.view).toBe(1);
    expect(run.broken).toEqual([]);
  });

  it.each(['time', 'past'])('[B11] a wrong clock is refused: %s', (how) => {
    const run = lie('wrong-digest', { lie: how }, { liar: 0, workload: { clients: 2 } });
    const refused = [...judged(run, 'reject'), ...judged(run, 'ignore')].filter((reason) =>
      /^(?:the time that it names|time would go back)/.test(reason),
    );
    expect(refused.length).toBeGreaterThanOrEqual(3);
    expect(run.broken).toEqual([]);
  });

  it('[B11] an order that needs the time gets one in either version of a forked proposal', () => {
    for (const tactic of ['equivocate', 'reorder-requests']) {
      const run = lie(tactic, {}, { liar: 0, workload: { payload: 'stamp word', requests: 2 } });
      expect(judged(run, 'reject')).toEqual([]);
      expect(run.broken).toEqual([]);
    }
  });

  it('[B10] sends the digest without the requests', () => {
    const run = lie('wrong-digest', { lie: 'no-body' }, { liar: 0, workload: { requests: 1 } });
    const first = sentBy(run, 0).find(({ body }) => body.type === 'pre-prepare');
    expect(first?.body['requests']).toEqual([]);
  });

  it('[B6] to one replica only costs that one a little time', () => {
    const run = lie('wrong-digest', { towards: 'one' }, { liar: 0 });
    expect(run.view).toBe(0);
    expect(run.broken).toEqual([]);
    expect(executedBy(run, 3).length).toBeGreaterThanOrEqual(3);
  });
});

describe('reorder-requests', () => {
  it('[B12] the later one is executed, the earlier is a no-op, the same at all replicas', () => {
    const run = lie('reorder-requests', {}, { liar: 0, workload: { requests: 1 } });
    const [first] = executedBy(run, 1);
    expect(first?.requests.map(({ operation, fresh }) => [operation, fresh])).toEqual([
      ['order ATTACK', true],
      ['set word second', true],
      ['set word first', false],
    ]);
    expect(executedBy(run, 2)[0]?.state).toBe(first?.state);
    expect(run.broken).toEqual([]);
  });

  it('[B12] a request twice in one proposal is executed once', () => {
    const run = lie('reorder-requests', { how: 'doubled' }, { liar: 0, workload: { requests: 1 } });
    expect(executedBy(run, 1)[0]?.requests.map(({ fresh }) => fresh)).toEqual([true, false]);
    expect(run.broken).toEqual([]);
  });
});

describe('keep-back', () => {
  it('[B9] proposes to no more than a quorum, and the one left out catches up', () => {
    const run = lie('keep-back', { towards: 'spare' }, { liar: 0 });
    const told = new Set(
      sentBy(run, 0).flatMap(({ to, body }) => (body.type === 'pre-prepare' ? [to] : [])),
    );
    expect([...told].sort()).toEqual([1, 2]);
    expect(executedBy(run, 3).length).toBeGreaterThanOrEqual(3);
    expect(run.broken).toEqual([]);
  });

  it.each([
    ['prepares', ['prepare']],
    ['commits', ['commit']],
    ['replies', ['reply']],
    ['votes', ['prepare', 'commit']],
  ])('[B18] %s never leave it, everything else does', (what, kept) => {
    const types = (options: Record<string, string>) =>
      new Set(sentBy(lie('keep-back', options), 2).map(({ body }) => body.type));
    const honest = new Set(sentBy(council({}), 2).map(({ body }) => body.type));
    expect(types({ what })).toEqual(new Set([...honest].filter((type) => !kept.includes(type))));
  });

  it('[B10] gives nobody the requests behind a digest', () => {
    const ctx = stubContext([2], '', { what: 'bodies', towards: 'everybody' });
    const body = { type: 'request-body', requests: [] };
    expect(keepBack.onSend?.(null, { from: 2, to: 1, body }, ctx)).toEqual([]);
  });
});

describe('split-votes', () => {
  it('[B15] votes for one order towards some, for another towards the others', () => {
    const run = lie('split-votes', {}, { liar: 1, workload: { requests: 1 } });
    const votes = new Map(
      sentBy(run, 1).flatMap(({ to, body }) =>
        body.type === 'prepare' ? [[to, body['digest']]] : [],
      ),
    );
    expect(votes.get(2)).toBe(votes.get(3));
    expect(votes.get(0)).not.toBe(votes.get(2));
    expect(run.broken).toEqual([]);
  });

  it('[B16] votes for what nobody proposed, and is counted for nothing', () => {
    const run = lie('split-votes', { towards: 'everybody' });
    const voters = run.events.flatMap((event) =>
      event.kind === 'note' && event.process !== 2 && event.fact.fact === 'committed'
        ? [event.fact.voters]
        : [],
    );
    expect(voters.length).toBeGreaterThan(0);
    for (const each of voters) expect(each).not.toContain(2);
    expect(run.broken).toEqual([]);
  });
});

describe('replay', () => {
  const rejected = 'the signature does not match the key of R2';
  it.each(['view', 'type', 'run'])('[B19] an old signature fits no new place: %s', (how) => {
    for (const signatures of ['ideal', 'ed25519'] as const) {
      const run = lie('replay', { how }, { signatures, workload: { requests: 2 } });
      expect(judged(run, 'reject').length).toBeGreaterThan(5);
      expect(new Set(judged(run, 'reject'))).toEqual(new Set([rejected]));
      expect(run.broken).toEqual([]);
    }
  });

  it('[B19] what was counted once is not counted again, nor by its own author', () => {
    expect(judged(lie('replay', { how: 'old' }), 'ignore')).toContain('counted already');
    expect(judged(lie('replay', { how: 'author' }), 'ignore')).toContain(
      'its own message come back',
    );
  });
});

describe('forge', () => {
  it.each(['random', 'own-key', 'stolen', 'malleable'])('[B20] %s: not one is believed', (how) => {
    for (const signatures of ['ideal', 'ed25519'] as const) {
      const run = lie('forge', { how }, { signatures, workload: { requests: 2 } });
      expect(judged(run, 'reject').length).toBeGreaterThan(5);
      for (const reason of judged(run, 'reject'))
        expect(reason).toMatch(/^the signature does not match the key of R\d$/);
      expect(run.broken).toEqual([]);
    }
  });

  it('[B20] a second encoding of a valid signature differs from it in the second half only', () => {
    const run = lie('forge', { how: 'malleable' }, { signatures: 'ed25519' });
    const sigs = sentBy(run, 2).flatMap(({ body }) =>
      body.type === 'prepare' && typeof body['sig'] === 'string' ? [body['sig']] : [],
    );
    expect(sigs[0]?.slice(0, 64)).toBe(sigs[1]?.slice(0, 64));
    expect(sigs[0]).not.toBe(sigs[1]);
    expect(sigs[1]).toHaveLength(128);
  });
});

describe('wrong-reply', () => {
  it.each([
    ['view', 'view', 4_002],
    ['request', 'timestamp', 2],
    ['client', 'client', 5],
  ])('[B32] %s: no client is led astray', (how, field, value) => {
    const run = lie('wrong-reply', { lie: how });
    const reply = sentBy(run, 2).find(({ body }) => body.type === 'reply');
    expect(reply?.body[field]).toBe(value);
    // Whoever believed the view would write to the wrong replica next and have to write again.
    const resent = run.events.filter(
      (event) =>
        event.kind === 'note' && event.fact.fact === 'request-sent' && event.fact.attempt > 0,
    );
    expect(resent).toEqual([]);
    expect(run.broken).toEqual([]);
  });
});

describe('wrong-reply, where one replica answers in full and the others with a digest', () => {
  const digests = { pbft: { digestReplies: true }, workload: { requests: 8 } } as const;
  const replies = (run: Council) =>
    sentBy(run, 2).flatMap(({ body }) => (body.type === 'reply' ? [body] : []));

  it.each(['result', 'digest', 'no-full'])('[B32] %s: the client gets the right answer', (how) => {
    const run = lie('wrong-reply', { lie: how }, digests);
    expect(run.broken).toEqual([]);
    const accepted = run.events.flatMap((event) =>
      event.kind === 'note' && event.fact.fact === 'reply-accepted' ? [event.fact.result] : [],
    );
    expect(accepted).toEqual(Array.from({ length: 8 }, () => 'ATTACK'));
    expect(replies(run).length).toBeGreaterThan(0);
  });

  it('[B32] sends the digest of a lie, or a lie where it is to answer in full', () => {
    const wrong = digest('result', 'RETREAT');
    const told = replies(lie('wrong-reply', { lie: 'result' }, digests));
    expect(told.map(({ hashed, result }) => (hashed === true ? result === wrong : result))).toEqual(
      told.map(({ hashed }) => (hashed === true ? true : 'RETREAT')),
    );
    expect(told.some(({ hashed }) => hashed === true)).toBe(true);
    for (const { hashed, result } of replies(lie('wrong-reply', { lie: 'digest' }, digests)))
      expect([hashed, result]).toEqual([true, wrong]);
  });

  it('[B32] sends the right digest alone where it is to answer in full, so that the client must ask all', () => {
    const run = lie('wrong-reply', { lie: 'no-full' }, digests);
    const right = digest('result', 'ATTACK');
    for (const { hashed, result } of replies(run)) expect([hashed, result]).toEqual([true, right]);
    const again = run.events.filter(
      (event) =>
        event.kind === 'note' && event.fact.fact === 'request-sent' && event.fact.attempt > 0,
    );
    expect(again.length).toBeGreaterThan(0);
  });

  it('[C1] f+1 of them still make a client believe a lie', () => {
    const faults = [liarsWith('wrong-reply', { lie: 'result' }, [1])];
    const outcomes = [1, 2, 3, 4, 5, 6].map(
      (seed) => lie('wrong-reply', { lie: 'result' }, { ...digests, faults, seed }).broken,
    );
    expect(outcomes.flat()).toContain('client-safety');
    expect(outcomes.flat()).not.toContain('agreement');
  });
});

describe('lose-memory', () => {
  it('[B14] shows nothing of what it has forgotten, and votes again for what it is told', () => {
    const faults = [{ kind: 'crashed', replicas: [0], at: 120_000, until: 900_000 }] as const;
    const run = lie('lose-memory', {}, { faults });
    const shown = sentBy(run, 2).flatMap(({ body }) => {
      const said = parseMessage(body);
      return said?.type === 'view-change' ? [said.prepared.length] : [];
    });
    expect(Math.max(...shown)).toBe(0);
    expect(run.broken).toEqual([]);

    const ctx = stubContext([2], '', { every: 100 });
    const proposal = { view: 0, seq: 1, digest: 'a'.repeat(64), replica: 0, sig: '00' };
    const envelope = { from: 0, to: 2, body: { type: 'pre-prepare', ...proposal, requests: [] } };
    const told = { ...envelope, event: 0 };
    loseMemory.onReceive?.({ gaps: [] }, told, ctx);
    expect(ctx.sent).toBe(0);
    loseMemory.onReceive?.({ gaps: [{ member: 2, view: 0, seq: 3 }] }, told, ctx);
    expect(ctx.sent).toBe(6);
  });
});
