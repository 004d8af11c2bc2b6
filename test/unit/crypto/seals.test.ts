import { describe, expect, it } from 'vitest';
import { createIdeal } from '../../../src/core/crypto/ideal.ts';
import type { SignatureScheme } from '../../../src/core/crypto/scheme.ts';
import { Seals } from '../../../src/core/crypto/seals.ts';

type Message = { order: string; sig: string };

const statementOf = ({ order }: Message): readonly unknown[] => [order];

/** Seals over a scheme that counts how often it is asked. */
function counted(): { readonly seals: Seals; readonly asked: () => number } {
  const scheme = createIdeal('run');
  let asked = 0;
  const counting: SignatureScheme = {
    sign: (signer, statement) => scheme.sign(signer, statement),
    verify(signer, statement, signature) {
      asked += 1;
      return scheme.verify(signer, statement, signature);
    },
  };
  return { seals: new Seals(counting), asked: () => asked };
}

const signedBy = (signer: number, order: string): Message => ({
  order,
  sig: createIdeal('run').sign(signer, [order]),
});

describe('seals', () => {
  it('judge a frozen message once, however many ask', () => {
    const { seals, asked } = counted();
    const message = Object.freeze(signedBy(1, 'ATTACK'));
    const forged = Object.freeze({ ...message, order: 'RETREAT' });
    for (let receiver = 0; receiver < 3; receiver += 1) {
      expect(seals.isGenuine(1, message, statementOf)).toBe(true);
      expect(seals.isGenuine(1, forged, statementOf)).toBe(false);
    }
    expect(asked()).toBe(2);
  });

  it('judge it anew for another signer, and for another statement about it', () => {
    const { seals } = counted();
    const message = Object.freeze(signedBy(1, 'ATTACK'));
    expect(seals.isGenuine(1, message, statementOf)).toBe(true);
    expect(seals.isGenuine(2, message, statementOf)).toBe(false);
    expect(seals.isGenuine(1, message, () => ['RETREAT'])).toBe(false);
    expect(seals.isGenuine(1, message, statementOf)).toBe(true);
  });

  it('remember nothing of a message that can still change', () => {
    const { seals } = counted();
    const message = signedBy(1, 'ATTACK');
    expect(seals.isGenuine(1, message, statementOf)).toBe(true);
    message.order = 'RETREAT';
    expect(seals.isGenuine(1, message, statementOf)).toBe(false);
  });
});
