import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Body, Context, Data, Fact } from '../../../src/core/model/index.ts';
import { MESSAGES, about, ballotOf, proposal } from '../../../src/core/protocols/naive/messages.ts';
import { firstReply, majority, single } from '../../../src/core/protocols/naive/index.ts';
import { parseMessage } from '../../../src/core/protocols/naive/parse.ts';

/** Whatever arrives is read, rejected with a reason or ignored, and never thrown over. */

const leaf = fc.oneof(
  fc.constantFrom<Data>(null, true, '', 'order ATTACK', '__proto__', -1, 0, 1, 2 ** 53, 1.5, NaN),
  fc.string(),
);
const junk: fc.Arbitrary<Data> = fc.oneof(leaf, fc.array(leaf), fc.dictionary(fc.string(), leaf));
const fields = ['seq', 'by', 'client', 'timestamp', 'operation', 'digest', 'result', 'text'];
const hostile: fc.Arbitrary<Body> = fc
  .tuple(
    fc.constantFrom(...Object.keys(MESSAGES), 'prepare'),
    fc.dictionary(fc.constantFrom(...fields), junk),
  )
  .map(([type, rest]) => ({ ...rest, type }));

type Heard = { rejected: string[]; ignored: string[]; sent: Body[]; facts: Fact[] };

/** Agent 1 of three, with client 3; digests are the data as text, in hex. */
function context(heard: Heard): Context {
  return {
    self: 1,
    now: 0,
    n: 3,
    f: 1,
    q: 3,
    isReplica: (id): id is number => typeof id === 'number' && id >= 0 && id < 3,
    isClient: (id): id is number => id === 3,
    send: (_to, body) => void heard.sent.push(body),
    broadcast: (body) => void heard.sent.push(body),
    setTimer: () => undefined,
    clearTimer: () => undefined,
    digest: (domain, data) =>
      Buffer.from(domain + JSON.stringify(data))
        .toString('hex')
        .slice(-64),
    sign: () => '',
    verify: () => false,
    isSignedBy: () => false,
    attachment: () => '',
    random: () => 0,
    note: (fact) => void heard.facts.push(fact),
    reject: (_body, reason) => void heard.rejected.push(reason),
    ignore: (_body, reason) => void heard.ignored.push(reason),
  };
}

const nothing = (): Heard => ({ rejected: [], ignored: [], sent: [], facts: [] });

function agentOf(protocol: typeof majority, heard = nothing()) {
  const ctx = context(heard);
  const state = protocol.replica.start(
    {
      ...protocol.configure({
        network: { latency: { kind: 'constant', value: 1 } },
        cost: { message: 0 },
      } as never),
      ablate: null,
    },
    ctx,
  );
  const get = (from: number, body: Body): void =>
    protocol.replica.onMessage(state, { from, to: 1, body } as never, ctx);
  return { state, heard, get, ctx };
}

describe('hostile messages to agents without a protocol', () => {
  it('are read without a throw', () => {
    fc.assert(
      fc.property(hostile, (body) => {
        expect(() => [
          parseMessage(body),
          about(body),
          proposal(body),
          majority.narrator.tellMessage?.(body),
        ]).not.toThrow();
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([single, firstReply, majority])('are answered with a reason: $id', (protocol) => {
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 8 }), fc.nat(4), (bodies, from) => {
        const { get, state } = agentOf(protocol);
        for (const body of bodies) get(from, body);
        expect(() => protocol.inspectReplica(state, 0)).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });

  it('a vote counts once, from a member, about what is open, with the digest of its request', () => {
    const { get, heard, state, ctx } = agentOf(majority);
    const ballot = ballotOf({ client: 3, timestamp: 1, operation: 'order ATTACK' }, ctx);
    get(2, { type: 'vote', seq: 1, ...ballot });
    get(2, { type: 'vote', seq: 1, ...ballot });
    get(3, { type: 'vote', seq: 1, ...ballot });
    get(0, { type: 'vote', seq: 99, ...ballot });
    get(0, { type: 'vote', seq: 1, ...ballot, digest: 'ab' });
    expect(heard.ignored).toEqual([
      'it has said so already, or something else',
      'it is no agent of the council',
      'it is too far ahead',
    ]);
    expect(heard.rejected).toEqual(['its digest is not that of its request']);
    expect(Object.keys(state.votes[1] ?? {})).toEqual(['2']);
  });

  it('nobody asks in the name of a client, and a request is done once', () => {
    const { get, heard } = agentOf(firstReply);
    const request = { type: 'request', client: 3, timestamp: 1, operation: 'add score 1' };
    get(0, request);
    get(3, request);
    get(3, request);
    expect(heard.rejected).toEqual(['clients ask for themselves']);
    expect(heard.facts.filter(({ fact }) => fact === 'executed')).toHaveLength(1);
    expect(heard.sent).toEqual([
      { type: 'reply', timestamp: 1, result: '1' },
      { type: 'reply', timestamp: 1, result: '1' },
    ]);
  });
});
