import { describe, expect, it } from 'vitest';
import { createEd25519, verifyBytes } from '../../../src/core/crypto/ed25519.ts';
import { withLargerS } from '../../support/larger-s.ts';

// RFC 8032, section 7.1, tests 1 to 3.
const VECTORS = [
  {
    key: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    message: '',
    signature:
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  },
  {
    key: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    message: '72',
    signature:
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  },
  {
    key: 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    message: 'af82',
    signature:
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  },
];

describe('Ed25519', () => {
  it.each(VECTORS)(
    'accepts the vector of RFC 8032 over "$message"',
    ({ key, message, signature }) => {
      const bytes = Buffer.from(message, 'hex');
      expect(verifyBytes(key, bytes, signature)).toBe(true);
      expect(verifyBytes(key, Buffer.from(`${message}00`, 'hex'), signature)).toBe(false);
    },
  );

  it('[A4] refuses a signature whose S is not canonical', () => {
    for (const { key, message, signature } of VECTORS) {
      expect(verifyBytes(key, Buffer.from(message, 'hex'), withLargerS(signature))).toBe(false);
    }
  });

  it('[A4] refuses keys of small order, under which one signature would fit every message', () => {
    const identity = `01${'00'.repeat(31)}`;
    const signature = `${identity}${'00'.repeat(32)}`;
    expect(verifyBytes(identity, Buffer.from('any'), signature)).toBe(false);
  });

  const scheme = createEd25519('seed 7');
  const statement = ['prepare', 0, 1, 'd'.repeat(64), 2];

  it('[A1] binds run, signer, type and every field', () => {
    const signature = scheme.sign(2, statement);
    expect(scheme.verify(2, statement, signature)).toBe(true);
    expect(scheme.verify(1, statement, signature)).toBe(false);
    expect(createEd25519('seed 8').verify(2, statement, signature)).toBe(false);
    statement.forEach((_, i) => {
      const other = statement.with(i, i === 0 ? 'commit' : 99);
      expect(scheme.verify(2, other, signature)).toBe(false);
    });
    expect(scheme.verify(2, [...statement, 0], signature)).toBe(false);
  });

  it('[A1] covers what lies deep in a certificate', () => {
    const signature = scheme.sign(2, ['view-change', 1, [{ prepares: [{ seq: 1 }] }]]);
    expect(scheme.verify(2, ['view-change', 1, [{ prepares: [{ seq: 1 }] }]], signature)).toBe(
      true,
    );
    expect(scheme.verify(2, ['view-change', 1, [{ prepares: [{ seq: 2 }] }]], signature)).toBe(
      false,
    );
  });

  it.each([
    ['nothing', null],
    ['a number', 7],
    ['a short text', 'ab'],
    ['no hex', 'z'.repeat(128)],
    ['a list', [1]],
    ['zeros', '0'.repeat(128)],
  ])('[A3] answers false to %s instead of a signature', (_, signature) => {
    expect(scheme.verify(2, statement, signature)).toBe(false);
  });

  it('has one accepted spelling of a signature: lower case', () => {
    expect(scheme.verify(2, statement, scheme.sign(2, statement).toUpperCase())).toBe(false);
  });

  it('answers false for signers and statements that cannot be', () => {
    const signature = scheme.sign(2, statement);
    expect(scheme.verify(-1, statement, signature)).toBe(false);
    expect(scheme.verify(2.5, statement, signature)).toBe(false);
    expect(scheme.verify(2, [() => 1], signature)).toBe(false);
  });

  it('[A10] remembers an answer for exactly one key, statement and signature', () => {
    const mine = scheme.sign(3, statement);
    const theirs = scheme.sign(4, statement);
    for (let round = 0; round < 2; round++) {
      expect(scheme.verify(3, statement, mine)).toBe(true);
      expect(scheme.verify(4, statement, mine)).toBe(false);
      expect(scheme.verify(3, statement, theirs)).toBe(false);
      expect(scheme.verify(3, statement.with(2, 2), mine)).toBe(false);
      expect(scheme.verify(4, statement, theirs)).toBe(true);
    }
  });

  it('[A10] is exact for long statements too, which are remembered by their digest', () => {
    const long = ['new-view', 'x'.repeat(5_000), 1];
    const signature = scheme.sign(1, long);
    expect(scheme.verify(1, long, signature)).toBe(true);
    expect(scheme.verify(1, long.with(2, 2), signature)).toBe(false);
  });
});
