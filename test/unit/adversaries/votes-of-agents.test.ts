import { describe, expect, it } from 'vitest';
import type { Data } from '../../../src/core/model/index.ts';
import { injected } from '../../../src/core/protocols/pbft/attacks/injected.ts';
import { asBody } from '../../../src/core/protocols/pbft/parse.ts';
import { Council } from '../../support/council.ts';
import { testCrypto } from '../../support/council-crypto.ts';
import * as build from '../../support/council-messages.ts';
import { stubContext } from './stub.ts';

/** B39: which of the orders that it has seen an agent votes for. */

const place = { view: 0, seq: 1 };
const attack = build.request(4, 1, 'order ATTACK');
const retreat = build.request(5, 1, 'order RETREAT');
const digestOf = build.digestOfRequests;

/** An agent that turns when its machine has already accepted ATTACK and holds R3's prepare for RETREAT. */
function turnedLate(knowsRetreat: boolean) {
  const council = new Council({ byzantine: [0, 3], clients: 2 });
  council.deliver(1, build.prePrepare(0, place, [attack]));
  council.deliver(1, build.prepare(3, { ...place, digest: digestOf(retreat) }));
  const machine = structuredClone(council.replica(1));
  if (knowsRetreat) machine.bodies[digestOf(retreat)] = [retreat];
  const ctx = {
    ...stubContext([1], 'Vote RETREAT'),
    digest: testCrypto.digest,
    stateOf: (): Data => machine,
  };
  return { agent: injected.start(ctx), ctx };
}

function voteOf({ agent, ctx }: ReturnType<typeof turnedLate>): unknown {
  const honest = asBody(build.prepare(1, { ...place, digest: digestOf(attack) }));
  return injected.onSend?.(agent, { from: 1, to: 2, body: honest }, ctx)[0]?.body['digest'];
}

describe('[B39] an agent that is told what to vote for', () => {
  it('votes for what its machine had seen before it turned', () => {
    expect(voteOf(turnedLate(true))).toBe(digestOf(retreat));
  });

  it('does not vote for a digest whose text it has never seen', () => {
    expect(voteOf(turnedLate(false))).toBe(digestOf(attack));
  });

  it('does once it has seen the text', () => {
    const late = turnedLate(false);
    const body = asBody({ type: 'request-body', requests: [retreat] });
    injected.onReceive?.(late.agent, { from: 3, to: 1, body, event: 0 }, late.ctx);
    expect(voteOf(late)).toBe(digestOf(retreat));
  });
});
