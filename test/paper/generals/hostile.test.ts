import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Body, Data } from '../../../src/core/model/index.ts';
import { MESSAGES, about, proposal } from '../../../src/core/protocols/generals/messages.ts';
import { narrator } from '../../../src/core/protocols/generals/narrator.ts';
import { parseMessage } from '../../../src/core/protocols/generals/parse.ts';
import { testimony } from '../../../src/core/protocols/generals/testimony.ts';
import { council, liar, lying } from './support.ts';

/** Whatever arrives is read, rejected with a reason or ignored, and never thrown over. */

const leaf = fc.oneof(
  fc.constantFrom<Data>(null, true, '', 'RETREAT', '__proto__', -1, 0, 1, 2 ** 53, 1.5, NaN),
  fc.string(),
);
const junk: fc.Arbitrary<Data> = fc.oneof(leaf, fc.array(leaf), fc.dictionary(fc.string(), leaf));
const types = Object.keys(MESSAGES);
const fields = [
  'seq',
  'path',
  'sigs',
  'value',
  'digest',
  'begins',
  'by',
  'stamp',
  'timestamp',
  'operation',
  'replicas',
];
const hostile: fc.Arbitrary<Body> = fc
  .tuple(fc.constantFrom(...types, 'prepare'), fc.dictionary(fc.constantFrom(...fields), junk))
  .map(([type, rest]) => ({ ...rest, type }));

/** A message with some of its fields replaced. */
function damaged(body: Body, by: Body): Body {
  return { ...body, ...by, type: body.type };
}

describe('hostile messages', () => {
  it('are read without a throw', () => {
    fc.assert(
      fc.property(hostile, (body) => {
        expect(() => [
          parseMessage(body),
          about(body),
          proposal(body),
          testimony(body),
          narrator.tellMessage?.(body),
        ]).not.toThrow();
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(['oral', 'signed'] as const)(
    'change nothing among four generals, with %s messages',
    (messages) => {
      fc.assert(
        fc.property(fc.array(hostile, { minLength: 1, maxLength: 6 }), (bodies) => {
          const traitor = liar(({ to, body }) => [
            { to, body },
            ...bodies.flatMap((by) => [
              { to, body: by },
              { to, body: damaged(body, by) },
              { to: 4, body: by },
            ]),
          ]);
          const run = council({ generals: { messages }, faults: lying(2), tactics: [traitor] });
          expect(run.broken).toEqual([]);
        }),
        { numRuns: 60 },
      );
    },
  );
});
