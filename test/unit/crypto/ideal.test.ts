import { describe, expect, it } from 'vitest';
import { freeze } from '../../../src/core/base/clone.ts';
import { createIdeal } from '../../../src/core/crypto/ideal.ts';

describe('the modelled signature', () => {
  const scheme = createIdeal('seed 7');
  const statement = ['prepare', 0, 1, 'd'.repeat(64), 2];

  it('is 128 bits of hex, the same for the same statement', () => {
    expect(scheme.sign(2, statement)).toMatch(/^[0-9a-f]{32}$/);
    expect(scheme.sign(2, [...statement])).toBe(scheme.sign(2, statement));
    expect(createIdeal('seed 7').sign(2, statement)).toBe(scheme.sign(2, statement));
  });

  it('binds run, signer, type and every field', () => {
    const signature = scheme.sign(2, statement);
    expect(scheme.verify(2, statement, signature)).toBe(true);
    expect(scheme.verify(1, statement, signature)).toBe(false);
    expect(createIdeal('seed 8').verify(2, statement, signature)).toBe(false);
    statement.forEach((_, i) => {
      expect(scheme.verify(2, statement.with(i, 99), signature)).toBe(false);
    });
  });

  it('covers nested data, frozen or not, whatever the order of keys', () => {
    const certificate = (seq: number) => [{ view: 0, prepares: [{ seq, sig: 'ab' }] }];
    const signature = scheme.sign(2, ['view-change', certificate(1)]);
    expect(scheme.verify(2, ['view-change', freeze(certificate(1))], signature)).toBe(true);
    expect(scheme.verify(2, ['view-change', freeze(certificate(2))], signature)).toBe(false);
    const turned = [{ prepares: [{ sig: 'ab', seq: 1 }], view: 0 }];
    expect(scheme.verify(2, ['view-change', turned], signature)).toBe(true);
  });

  it('is that of the content at the time, also of what changes between two looks', () => {
    const held = [1, 2];
    const signature = scheme.sign(2, ['status', held]);
    held.push(3);
    expect(scheme.verify(2, ['status', Object.freeze(held)], signature)).toBe(false);
    expect(scheme.verify(2, ['status', [1, 2]], signature)).toBe(true);
    const whole = ['status', 1];
    expect(scheme.sign(2, whole)).not.toBe(scheme.sign(2, Object.assign(whole, { 1: 2 })));
  });

  it('tells kinds of data apart', () => {
    const values = [null, true, false, 0, 1, 0.5, '', '0', [], {}, [[]], [0], { 0: 0 }, undefined];
    expect(new Set(values.map((value) => scheme.sign(1, [value]))).size).toBe(values.length);
  });

  it('has no collisions among many close statements', () => {
    const seen = new Set<string>();
    for (let view = 0; view < 20; view++) {
      for (let seq = 0; seq < 500; seq++) seen.add(scheme.sign(seq % 7, ['prepare', view, seq]));
    }
    expect(seen.size).toBe(10_000);
  });

  it('answers false to junk', () => {
    for (const junk of [null, 7, '', 'f'.repeat(32), [], {}]) {
      expect(scheme.verify(2, statement, junk)).toBe(false);
    }
    expect(scheme.verify(-1, statement, scheme.sign(2, statement))).toBe(false);
    expect(scheme.verify(1e12, statement, scheme.sign(2, statement))).toBe(false);
  });
});
