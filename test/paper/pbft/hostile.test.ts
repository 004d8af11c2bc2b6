import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Data, Shortcuts, Statement } from '../../../src/core/model/index.ts';
import { statementOf, type Message } from '../../../src/core/protocols/pbft/messages.ts';
import { Council } from '../../support/council.ts';
import { CLIENT, GENUINE, order, place } from '../../support/council-genuine.ts';
import { signatureOf } from '../../support/council-crypto.ts';
import * as build from '../../support/council-messages.ts';
import { vouch } from '../../support/council-play.ts';

/** What a traitor may send: any value at any place of any message, signed or not, in any state of the receiver. */

const SHORTCUTS: readonly (keyof Shortcuts)[] = ['tentative', 'readOnly', 'digestReplies'];

/** Every message with everything that options put into it. */
const MESSAGES: readonly Message[] = [
  ...Object.values(GENUINE).map(({ message }) => message),
  build.request(CLIENT, 2, 'get a', { readOnly: true, replier: 1 }),
  build.prePrepare(0, { view: 0, seq: 2 }, [build.request(CLIENT, 2, 'stamp a')], 0),
  { ...build.requestBody(build.request(CLIENT, 2, 'stamp a')), nd: 0 },
  build.reply(1, order, { view: 0, result: 'ab'.repeat(32), hashed: true }),
  build.reply(2, order, { view: 0, result: '1', tentative: true, seq: 3 }),
];

const HOSTILE: readonly Data[] = [
  null,
  true,
  false,
  0,
  -0,
  -1,
  0.5,
  2 ** 31,
  2 ** 32 - 2,
  2 ** 53 - 1,
  2 ** 53,
  1e308,
  NaN,
  Infinity,
  -Infinity,
  '',
  '0',
  '__proto__',
  'constructor',
  'toString',
  'ff'.repeat(32),
  'ff'.repeat(200),
  'x'.repeat(100_000),
  '\u0000\ud800',
  [],
  {},
  [[]],
  { length: 3 },
  deep(2_000),
];

function deep(levels: number): Data {
  let nest: Data = [];
  for (let level = 0; level < levels; level += 1) nest = level % 2 === 0 ? [nest] : { nest };
  return nest;
}

type Path = readonly (string | number)[];

/** Every place in a message, its own fields and those of what is nested in it. */
function places(value: Data, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, item]) => places(item, [...path, key]));
  return path.length === 0 ? inner : [path, ...inner];
}

function replaced(value: Data, path: Path, by: Data): Data {
  const [key, ...rest] = path;
  if (key === undefined) return by;
  const copy = structuredClone(value) as { [name: string]: Data };
  copy[key] = replaced(copy[key] ?? null, rest, by);
  return copy;
}

/** Under the genuine signature of whom it names, if that is one of the signers, and as far as it has a statement at all. */
function resigned(body: Data, signers: readonly number[]): Data {
  const message = body as Message;
  try {
    if (!('sig' in message)) return body;
    const statement: Statement = statementOf(message);
    const signer = 'replica' in message ? message.replica : message.client;
    return signers.includes(signer) ? { ...message, sig: signatureOf(signer, statement) } : body;
  } catch {
    return body;
  }
}

const STATES = {
  'at the beginning': () => undefined,
  'in the middle of a request': (council: Council) => {
    council.deliver(2, build.prePrepare(0, { view: 0, seq: 1 }, [order]));
    council.deliver(2, build.prepare(1, place));
  },
  'while changing view': (council: Council) => {
    council.deliver(2, order);
    council.fire(2, 'view');
  },
  'while fetching a state': (council: Council) => {
    vouch(council, 2, { seq: 1_024, digest: 'ab'.repeat(32) });
  },
};

function attackBy(signers: readonly number[]): fc.Arbitrary<Data> {
  return fc
    .record({
      message: fc.constantFrom(...MESSAGES),
      pick: fc.nat(),
      value: fc.oneof(fc.constantFrom(...HOSTILE), fc.constantFrom<Data>(...MESSAGES)),
    })
    .map(({ message, pick, value }) => {
      const all = places(message);
      const body = replaced(message, all[pick % all.length] ?? [], value);
      return resigned(body, signers);
    });
}

const EVERYBODY = [0, 1, 2, 3, CLIENT];
const TRAITORS = [3, CLIENT];

const setting = fc.subarray([...SHORTCUTS]);

describe('[A3] whatever is sent, no handler throws', () => {
  for (const [name, prepare] of Object.entries(STATES)) {
    test(`a replica ${name}: each message is rejected or ignored with a reason, or believed`, () => {
      fc.assert(
        fc.property(
          setting,
          fc.array(attackBy(EVERYBODY), { maxLength: 8 }),
          (shortcuts, bodies) => {
            const council = new Council({ byzantine: [0, 1, 3], shortcuts });
            prepare(council);
            for (const body of bodies) {
              const { rejected, ignored } = council.deliver(2, body, 3);
              for (const { reason } of [...rejected, ...ignored]) expect(reason).not.toBe('');
            }
            expect(council.replica(2).executed).toBe(0);
          },
        ),
        { numRuns: 250 },
      );
    });
  }

  test('a client: nothing that one replica signs alone is believed', () => {
    fc.assert(
      fc.property(setting, fc.array(attackBy([3]), { maxLength: 8 }), (shortcuts, bodies) => {
        const council = new Council({ byzantine: [3], operations: ['get a'], shortcuts });
        for (const body of bodies) council.deliver(CLIENT, body, 3);
        expect(council.client()).toMatchObject({ completed: 0, timestamp: 1 });
      }),
      { numRuns: 500 },
    );
  });

  test('the timers that such messages leave behind can all go off', () => {
    fc.assert(
      fc.property(setting, fc.array(attackBy(TRAITORS), { maxLength: 6 }), (shortcuts, bodies) => {
        const council = new Council({ byzantine: [3], shortcuts, interval: 2, window: 4 });
        for (const id of [0, 1, 2]) for (const body of bodies) council.deliver(id, body, 3);
        council.run(20_000);
        const ledgers = [0, 1, 2].map((id) => council.replica(id).ledger.map((one) => one.digest));
        const longest = ledgers.reduce((a, b) => (b.length > a.length ? b : a));
        for (const own of ledgers) expect(own).toEqual(longest.slice(0, own.length));
      }),
      { numRuns: 60 },
    );
  });
});

type Damage = { readonly label: string; readonly body: Data };

function* damages(message: Message): Generator<Damage> {
  for (const path of places(message)) {
    for (const value of HOSTILE) {
      const body = replaced(message, path, value);
      if (JSON.stringify(body) === JSON.stringify(message)) continue;
      yield { label: `${path.join('.')} = ${JSON.stringify(value).slice(0, 40)}`, body };
    }
  }
}

describe('[A3] a damaged message without a right signature is refused and leaves no trace', () => {
  const to = (type: Message['type']): number => (type === 'reply' ? CLIENT : 2);
  const cases = MESSAGES.flatMap((message) =>
    [[], SHORTCUTS].map(
      (shortcuts) => [message.type, shortcuts.length, message, shortcuts] as const,
    ),
  );

  test.each(cases)(
    'a %s with any place replaced, with %i options on',
    (type, _count, message, shortcuts) => {
      for (const { label, body } of damages(message)) {
        const council = new Council({ operations: ['order ATTACK'], shortcuts });
        const state = (): string =>
          JSON.stringify(to(type) === 2 ? council.replica(2) : council.client());
        const before = state();
        const { rejected, ignored, sent } = council.deliver(to(type), body, 3);
        // The list of a REQUEST-BODY is signed by nobody as a whole: another list is another body, which nobody needs.
        const refused = type === 'request-body' ? [...rejected, ...ignored] : rejected;
        expect.soft(refused, label).toHaveLength(1);
        expect.soft(state(), label).toBe(before);
        expect.soft(sent, label).toEqual([]);
      }
    },
  );
});
