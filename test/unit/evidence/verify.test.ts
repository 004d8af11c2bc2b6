import { describe, expect, test } from 'vitest';
import { verifyProof } from '../../../src/core/evidence/verify.ts';
import { pbft } from '../../../src/core/protocols/pbft/index.ts';
import {
  statementOf,
  type Message,
  type PreparedProof,
  type Reply,
} from '../../../src/core/protocols/pbft/messages.ts';
import { signatureOf } from '../../support/council-crypto.ts';
import * as build from '../../support/council-messages.ts';
import { claimsIn, court, proofOf, proven } from './support.ts';

/** What proves a replica faulty, and what does not. */

const ask = (timestamp: number) => build.request(4, timestamp, `set a ${timestamp}`);
const A = build.digestOfRequests(ask(1));
const B = build.digestOfRequests(ask(2));
const at = (digest: string, seq = 1, view = 0) => ({ view, seq, digest });
const cert = (digest: string, seq = 1, view = 0): PreparedProof =>
  build.proof(4, at(digest, seq, view), [0, 1, 2, 3].filter((id) => id !== view).slice(0, 2));
const wants = (id: number, view: number, ...prepared: PreparedProof[]) =>
  build.viewChange(id, view, prepared);
const opening = (content: Parameters<typeof build.newView>[2], as = 1) =>
  build.newView(as, 1, content);
const support = [wants(0, 1), wants(1, 1), wants(2, 1, cert(A))];
const O = [build.proposal(1, at(A, 1, 1))];

describe('testimony', () => {
  test('lists every signed claim, nested ones included, the outermost first', () => {
    const message = opening({ viewChanges: support, proposals: O });
    const claims = claimsIn(message).map(({ kind, signer }) => `${kind} R${signer}`);
    expect(claims).toEqual([
      'new-view R1',
      'pre-prepare R1',
      'view-change R0',
      'view-change R1',
      'view-change R2',
      'pre-prepare R0',
      'prepare R1',
      'prepare R2',
    ]);
  });

  test('cuts a proposal out of what its signature does not cover', () => {
    const [claim] = claimsIn(build.prePrepare(0, { view: 0, seq: 1 }, [ask(1)]));
    expect(claim?.message).not.toHaveProperty('requests');
    expect(claim).toMatchObject({ signer: 0, subject: '0:1', value: A });
  });

  test('finds none in what is malformed, and none of clients', () => {
    expect(pbft.testimony({ type: 'commit', view: -1 })).toEqual([]);
    expect(pbft.testimony({ type: 'nonsense' })).toEqual([]);
    expect(claimsIn(ask(1))).toEqual([]);
  });
});

describe('[I17] two messages where there is one convict', () => {
  test.each<[string, Message, Message]>([
    ['pre-prepare', build.prePrepare(0, at(A), [ask(1)]), build.prePrepare(0, at(B), [ask(2)])],
    ['prepare', build.prepare(1, at(A)), build.prepare(1, at(B))],
    ['commit', build.commit(2, at(A)), build.commit(2, at(B))],
    ['checkpoint', build.checkpoint(2, 8, A), build.checkpoint(2, 8, B)],
    ['view-change', wants(2, 1), wants(2, 1, cert(A))],
    [
      'new-view',
      opening({ viewChanges: support, proposals: O }),
      opening({ viewChanges: [...support, wants(3, 1)], proposals: O }),
    ],
    [
      'reply',
      build.reply(3, ask(1), { view: 0, result: 'x' }),
      build.reply(3, ask(1), { view: 0, result: 'y' }),
    ],
  ])('%s', (kind, first, second) => {
    expect(proven(first, second)).toBe(`conflicting-${kind}`);
    expect(proven(first, first)).toBe('');
  });

  test('but not about different subjects, nor of different signers', () => {
    expect(proven(build.commit(2, at(A)), build.commit(2, at(B, 2)))).toBe('');
    expect(proven(build.commit(2, at(A)), build.commit(2, at(B, 1, 4)))).toBe('');
    expect(proven(build.commit(2, at(A)), build.commit(3, at(B)))).toBe('');
    expect(proven(build.prepare(1, at(A)), build.commit(1, at(B)))).toBe('');
  });

  test('and not for the same answer given again in a later view', () => {
    const first = build.reply(3, ask(1), { view: 0, result: 'x' });
    expect(proven(first, build.reply(3, ask(1), { view: 2, result: 'x' }))).toBe('');
  });

  test('and not for a tentative answer, nor for a digest beside the answer itself', () => {
    const first = build.reply(3, ask(1), { view: 0, result: 'x' });
    const seal = (more: Partial<Reply>): Reply => {
      const unsigned = { ...first, ...more, result: 'y' };
      return { ...unsigned, sig: signatureOf(3, statementOf(unsigned)) };
    };
    expect(proven(first, seal({}))).toBe('conflicting-reply');
    expect(proven(first, seal({ tentative: true }))).toBe('');
    expect(proven(first, seal({ hashed: true }))).toBe('');
  });
});

describe('[I17] a certificate that is lost convicts', () => {
  const commit = build.commit(2, at(A));

  test('whichever of the two messages comes first', () => {
    expect(proven(commit, wants(2, 1))).toBe('lost-certificate');
    expect(proven(wants(2, 1), commit)).toBe('lost-certificate');
    expect(proven(build.commit(2, at(A, 1, 4)), wants(2, 5, cert(A)))).toBe('lost-certificate');
  });

  test('but not where it is shown, superseded, covered by a checkpoint, or not yet there', () => {
    expect(proven(commit, wants(2, 1, cert(A)))).toBe('');
    expect(proven(commit, wants(2, 2, cert(B, 1, 1)))).toBe('');
    const stableProof = [0, 1, 2].map((id) => build.checkpoint(id, 8, A));
    const covered = build.signViewChange({ ...wants(2, 1), stable: 8, stableProof });
    expect(proven(commit, covered)).toBe('');
    expect(proven(build.commit(2, at(A, 1, 1)), wants(2, 1))).toBe('');
    expect(proven(build.prepare(2, at(A)), wants(2, 1))).toBe('');
    expect(proven(commit, wants(3, 1))).toBe('');
  });
});

describe('[I17] a message that nobody who follows the protocol signs convicts', () => {
  test('a proposal in a view that somebody else leads', () => {
    expect(proven(build.prePrepare(2, at(A), [ask(1)]))).toBe('foreign-proposal');
    expect(proven(build.prePrepare(0, at(A), [ask(1)]))).toBe('');
  });

  test('a VIEW-CHANGE that holds what is not signed by whom it names', () => {
    const [good] = [cert(A)];
    const forged = { ...good, prepares: good.prepares.map((vote) => ({ ...vote, sig: 'ab' })) };
    expect(proven(wants(2, 1, forged))).toBe('forged-content');
    expect(proven(wants(2, 1, good))).toBe('');
  });

  test.each<[string, PreparedProof[]]>([
    ['two certificates for one sequence number', [cert(A), cert(A)]],
    ['a certificate of the view that it asks for', [cert(A, 1, 1)]],
    ['a certificate with too few voters', [build.proof(4, at(A), [1])]],
    ['a certificate that counts somebody twice', [build.proof(4, at(A), [1, 1])]],
    ["a certificate that counts the primary's prepare", [build.proof(4, at(A), [0, 1])]],
    [
      'a certificate whose votes are for something else',
      [{ proposal: build.proposal(0, at(A)), prepares: cert(B).prepares }],
    ],
    [
      'a certificate whose proposal is of a backup',
      [{ proposal: build.proposal(1, at(A)), prepares: cert(A).prepares }],
    ],
  ])('a VIEW-CHANGE with %s', (_what, prepared) => {
    expect(proven(wants(2, 1, ...prepared))).toBe('invalid-view-change');
  });

  test('a VIEW-CHANGE whose stable checkpoint is not proven', () => {
    const vouch = (...ids: number[]) => ids.map((id) => build.checkpoint(id, 8, A));
    const from = (stableProof: ReturnType<typeof vouch>, stable = 8) =>
      proven(build.signViewChange({ ...wants(2, 1), stable, stableProof }));
    expect(from(vouch(0, 1, 2))).toBe('');
    expect(from(vouch(0, 1))).toBe('invalid-view-change');
    expect(from(vouch(0, 1, 1))).toBe('invalid-view-change');
    expect(from(vouch(0, 1, 2), 16)).toBe('invalid-view-change');
    expect(from([...vouch(0, 1), build.checkpoint(3, 8, B)])).toBe('invalid-view-change');
  });

  test('a NEW-VIEW, unless its proposals follow from its VIEW-CHANGE messages', () => {
    expect(proven(opening({ viewChanges: support, proposals: O }))).toBe('');
    const holes = [wants(0, 1), wants(1, 1), wants(2, 1, cert(A, 2))];
    const filled = [build.proposal(1, at(build.NULL_DIGEST, 1, 1)), build.proposal(1, at(A, 2, 1))];
    expect(proven(opening({ viewChanges: holes, proposals: filled }))).toBe('');
  });

  test.each<[string, Parameters<typeof build.newView>[2]]>([
    ['lacks a proposal', { viewChanges: support, proposals: [] }],
    [
      'proposes something else',
      { viewChanges: support, proposals: [build.proposal(1, at(B, 1, 1))] },
    ],
    ['proposes more', { viewChanges: support, proposals: [...O, build.proposal(1, at(B, 2, 1))] }],
    ['proposes one twice', { viewChanges: support, proposals: [...O, ...O] }],
    ['keeps the old view', { viewChanges: support, proposals: [build.proposal(0, at(A))] }],
    ['counts a VIEW-CHANGE twice', { viewChanges: [...support, wants(0, 1)], proposals: O }],
    ['has too few', { viewChanges: support.slice(1), proposals: O }],
    ['has one for another view', { viewChanges: [...support.slice(1), wants(0, 2)], proposals: O }],
    [
      'has one that is not valid',
      { viewChanges: [wants(0, 1, build.proof(4, at(B), [1])), ...support.slice(1)], proposals: O },
    ],
    [
      'chooses between two certificates of one view',
      { viewChanges: [wants(0, 1, cert(B)), ...support.slice(1)], proposals: O },
    ],
  ])('a NEW-VIEW that %s', (_what, content) => {
    expect(proven(opening(content))).toBe('unfounded-new-view');
  });

  test('a NEW-VIEW of another than the primary of its view', () => {
    expect(proven(opening({ viewChanges: support, proposals: [] }, 2))).toBe('unfounded-new-view');
  });
});

describe('the verifier', () => {
  const proof = proofOf(2, build.commit(2, at(A)), build.commit(2, at(B)));

  test('accepts a proof, and refuses it where anything in it was changed', () => {
    expect(verifyProof(proof, pbft, court())).toBe(true);
    expect(verifyProof({ ...proof, replica: 1 }, pbft, court())).toBe(false);
    expect(verifyProof({ ...proof, kind: 'conflicting-prepare' }, pbft, court())).toBe(false);
    expect(verifyProof({ ...proof, because: 'it is ugly' }, pbft, court())).toBe(false);
    expect(verifyProof({ ...proof, messages: [] }, pbft, court())).toBe(false);
    const [first, second] = proof.messages;
    for (const field of ['view', 'seq', 'replica', 'digest', 'sig', 'type']) {
      const value = typeof first?.[field] === 'number' ? 3 : 'ab';
      const changed = { ...first, type: first?.type ?? '', [field]: value };
      const messages = second === undefined ? [changed] : [changed, second];
      expect(verifyProof({ ...proof, messages }, pbft, court()), field).toBe(false);
    }
  });

  test('knows who is a member by the number of keys', () => {
    expect(verifyProof(proof, pbft, court(2))).toBe(false);
  });
});
