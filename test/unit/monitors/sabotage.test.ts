import { describe, expect, it } from 'vitest';
import type { Tactic } from '../../../src/core/model/index.ts';
import {
  batchDigest,
  statementOf,
  type Request,
} from '../../../src/core/protocols/pbft/messages.ts';
import { parseMessage } from '../../../src/core/protocols/pbft/parse.ts';
import { council, liars, type Council, type Said } from '../adversaries/council.ts';

const SEEDS = Array.from({ length: 20 }, (_, seed) => seed + 1);

/** Runs the same with the rule and without it: the monitor is silent in the one and fires in the other. */
function withAndWithout(
  ablate: string,
  said: Said,
): { readonly whole: Council[]; readonly broken: Council[] } {
  return {
    whole: SEEDS.map((seed) => council({ ...said, seed })),
    broken: SEEDS.map((seed) => council({ ...said, seed, ablate: [ablate] })),
  };
}

function expectKiller(monitor: string, ablate: string, said: Said): void {
  const { whole, broken } = withAndWithout(ablate, said);
  expect(whole.flatMap((run) => run.broken)).toEqual([]);
  expect(broken.flatMap((run) => run.broken)).toContain(monitor);
}

/** As primary it invents a request of the first client, which never signed it. */
const invent: Tactic<null> = {
  id: 'invent',
  kind: 'lying',
  title: 'Invents requests',
  sentence: 'As primary it proposes a request that no client sent.',
  powers: [],
  protocols: ['pbft'],
  start: () => null,
  onSend(_state, message, ctx) {
    const said = parseMessage(message.body);
    if (said?.type !== 'pre-prepare') return [message];
    const request: Request = {
      type: 'request',
      client: ctx.n,
      timestamp: 77,
      operation: 'order RETREAT',
      sig: '00',
    };
    const digest = batchDigest([request], ctx);
    const body = { ...said, digest, requests: [request] };
    return [{ to: message.to, body: { ...body, sig: ctx.sign(message.from, statementOf(body)) } }];
  },
};

/** B3: as primary of view 0 it gives the first request every sequence number. */
const repeat: Tactic<{ first: Request | null }> = {
  id: 'repeat',
  kind: 'lying',
  title: 'Repeats the first request',
  sentence: 'As primary it proposes the first request again and again.',
  powers: [],
  protocols: ['pbft'],
  start: () => ({ first: null }),
  onSend(state, message, ctx) {
    const said = parseMessage(message.body);
    if (said?.type !== 'pre-prepare') return [message];
    state.first ??= said.requests[0] ?? null;
    const requests = state.first === null ? [] : [state.first];
    const body = { ...said, digest: batchDigest(requests, ctx), requests };
    return [{ to: message.to, body: { ...body, sig: ctx.sign(message.from, statementOf(body)) } }];
  },
};

describe('every monitor fires on a sabotaged protocol, and only there', () => {
  it('agreement: f+1 taken for a quorum, and one equivocating primary', () => {
    expectKiller('agreement', 'quorum', { faults: [liars('equivocate', [0])] });
  });

  it('agreement: votes for other values are counted too, and one equivocating primary', () => {
    expectKiller('agreement', 'vote-digest', { faults: [liars('equivocate', [0])] });
  });

  it('order: a committed request is executed although earlier ones are missing', () => {
    const network = { loss: 0.2, gst: 1_000_000 };
    expectKiller('order', 'execution-order', { network, workload: { clients: 6, requests: 3 } });
  });

  it('integrity: a request is executed again', () => {
    expectKiller('integrity', 'exactly-once', {
      tactics: [repeat],
      faults: [liars('repeat', [0])],
    });
  });

  it("integrity: clients' signatures are not checked, and the primary invents requests", () => {
    expectKiller('integrity', 'request-signatures', {
      tactics: [invent],
      faults: [liars('invent', [0])],
    });
  });

  it('client-safety: a client believes the first reply, and one liar', () => {
    expectKiller('client-safety', 'client-quorum', { faults: [liars('wrong-reply', [1])] });
  });

  it('completion: two silent replicas of four', () => {
    const run = council({ faults: [liars('mute', [2, 3])], until: 2_000_000 });
    expect(run.broken).toEqual(['completion']);
    expect(run.violations[0]).toMatchObject({ monitor: 'completion', replicas: [] });
  });
});
