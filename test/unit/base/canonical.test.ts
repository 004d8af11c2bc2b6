import { decode, encode, rfc8949EncodeOptions } from 'cborg';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodePlain } from '../../../src/core/base/canonical-plain.ts';
import { arrayHead, canonical } from '../../../src/core/base/canonical.ts';

function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, shuffled(item)]),
  );
}

describe('the canonical encoding', () => {
  it('gives the same bytes whatever the order of keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonical(shuffled(value))).toEqual(canonical(value));
      }),
    );
  });

  it('gives different bytes for different data', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const isSame = JSON.stringify(canonicalForm(a)) === JSON.stringify(canonicalForm(b));
        expect(Buffer.from(canonical(a)).equals(Buffer.from(canonical(b)))).toBe(isSame);
      }),
    );
  });

  it('is what RFC 8949 prescribes: shortest integers, keys sorted by their bytes', () => {
    const bytes = Buffer.from(canonical({ bb: 1, a: [0, 23, 24, -1, null] }));
    expect(bytes.toString('hex')).toBe('a2' + '6161' + '850017181820f6' + '626262' + '01');
  });

  it('writes plain data itself, as the library does', () => {
    const plain = fc.letrec((again) => ({
      data: fc.oneof(
        fc.maxSafeInteger(),
        fc.integer({ min: -300, max: 70_000 }),
        fc.string(),
        fc.string({ unit: 'grapheme' }),
        fc.boolean(),
        fc.constant(null),
        fc.double(),
        fc.array(again('data'), { maxLength: 30 }),
        fc.dictionary(fc.string(), again('data')),
      ),
    }));
    let written = 0;
    fc.assert(
      fc.property(plain.data, (data) => {
        const bytes = encodePlain(data);
        if (bytes === null) return;
        written += 1;
        expect(Buffer.from(bytes).equals(encode(data, rfc8949EncodeOptions))).toBe(true);
      }),
      { numRuns: 1_000 },
    );
    expect(written).toBeGreaterThan(300);
  });

  it('leaves to the library what is too long, too deep or no plain data', () => {
    const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)]);
    const others = ['é', 0.5, -0, undefined, [undefined], { a: Number.NaN }, new Uint8Array(2)];
    for (const data of [...others, 'x'.repeat(5_000), Array(5_000).fill(1), deep(40)])
      expect(encodePlain(data)).toBeNull();
    expect(encodePlain({ a: [1, 'b'] })).toEqual(canonical({ a: [1, 'b'] }));
  });

  it('keeps texts apart that UTF-8 cannot tell', () => {
    expect(canonical('\ud800')).not.toEqual(canonical('\ud801'));
    expect(canonical('\ud800')).not.toEqual(canonical('\ufffd'));
    expect(decode(canonical('\u{1f600}'))).toBe('\u{1f600}');
  });

  it('joins items behind an array head to the encoding of the whole array', () => {
    for (const length of [0, 5, 23, 24, 300, 70_000 % 65_536]) {
      const items = Array.from({ length }, (_, i) => i);
      const joined = Buffer.concat([arrayHead(length), ...items.map(canonical)]);
      expect(joined.equals(Buffer.from(canonical(items)))).toBe(true);
    }
    expect(() => arrayHead(70_000)).toThrow(RangeError);
  });
});

/** Equal for equal data and for no other: keys sorted, minus zero as zero, an empty object not an empty list. */
function canonicalForm(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonicalForm);
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? 0 : value;
  const fields = Object.entries(value)
    .map(([key, item]) => ({ key, item: canonicalForm(item) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  return { fields };
}
