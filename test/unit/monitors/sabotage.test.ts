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
  role: 'any',
  options: [],
  covers: {},
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
  role: 'any',
  options: [],
  covers: {},
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

/** A backup that states another state, or hands out another one, than it has. */
const poison: Tactic<null> = {
  id: 'poison',
  kind: 'lying',
  title: 'Poisons states',
  sentence: 'It hands out wrong pages of its state.',
  powers: [],
  role: 'any',
  options: [],
  covers: {},
  protocols: ['pbft'],
  start: () => null,
  onSend(_state, message, ctx) {
    const said = parseMessage(message.body);
    if (said?.type !== 'data') return [message];
    const body = { ...said, entries: [['poison', 'poison']] as const };
    return [{ to: message.to, body: { ...body, sig: ctx.sign(message.from, statementOf(body)) } }];
  },
};

const misstate: Tactic<null> = {
  id: 'misstate',
  kind: 'lying',
  title: 'States another state',
  sentence: 'Its checkpoints are of a state that nobody has.',
  powers: [],
  role: 'any',
  options: [],
  covers: {},
  protocols: ['pbft'],
  start: () => null,
  onSend(_state, message, ctx) {
    const said = parseMessage(message.body);
    if (said?.type !== 'checkpoint') return [message];
    const body = { ...said, digest: ctx.digest('checkpoint', ['nobody has this']) };
    return [{ to: message.to, body: { ...body, sig: ctx.sign(message.from, statementOf(body)) } }];
  },
};

/** B4: as primary it leaves the window, once there has been a checkpoint. */
const jump: Tactic<null> = {
  id: 'jump',
  kind: 'lying',
  title: 'Jumps ahead',
  sentence: 'As primary it proposes far beyond the window.',
  powers: [],
  role: 'any',
  options: [],
  covers: {},
  protocols: ['pbft'],
  start: () => null,
  onSend(_state, message, ctx) {
    const said = parseMessage(message.body);
    if (said?.type !== 'pre-prepare' || said.seq <= 4) return [message];
    const body = { ...said, seq: said.seq + 40 };
    return [{ to: message.to, body: { ...body, sig: ctx.sign(message.from, statementOf(body)) } }];
  },
};

/** As primary it proposes again what the last stable checkpoint covers. */
const goBack: Tactic<{ last: number }> = {
  id: 'go-back',
  kind: 'lying',
  title: 'Goes back',
  sentence: 'As primary it proposes another request for the last stable checkpoint.',
  powers: [],
  role: 'any',
  options: [],
  covers: {},
  protocols: ['pbft'],
  start: () => ({ last: 0 }),
  onSend(_state, message, ctx) {
    const said = parseMessage(message.body);
    if (said?.type !== 'pre-prepare' || said.seq % 2 === 1) return [message];
    const body = { ...said, seq: said.seq - 2 };
    if (body.seq === 0) return [message];
    const again = { ...body, sig: ctx.sign(message.from, statementOf(body)) };
    return [message, { to: message.to, body: again }];
  },
};

const SMALL = { checkpointInterval: 2, window: 4 };
/** A backup is away while the others go on for more than a window. */
const AWAY = {
  pbft: SMALL,
  workload: { clients: 2, requests: 12, payload: ['add score 1', 'set hill north'] },
  interventions: [
    { at: 100_000, after: 0, do: 'crash', replicas: [1] },
    { at: 500_000, after: 0, do: 'restore', replicas: [1] },
  ],
} as const;

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

  it('checkpoints: a fetched state is not checked, and one replier poisons it', () => {
    const faults = [liars('poison', [2])];
    expectKiller('checkpoints', 'transfer-check', { ...AWAY, tactics: [poison], faults });
  });

  it('checkpoints: different states are counted together, and one replica states another', () => {
    const said = { pbft: SMALL, workload: { requests: 8 }, tactics: [misstate] };
    expectKiller('checkpoints', 'checkpoint-digest', { ...said, faults: [liars('misstate', [0])] });
  });

  it('checkpoints: f+1 make one stable', () => {
    expectKiller('checkpoints', 'stable-by-f+1', { pbft: SMALL, workload: { requests: 8 } });
  });

  it('checkpoints: the window moves to states that are not there', () => {
    expectKiller('checkpoints', 'h-without-state', AWAY);
  });

  it('checkpoints: no high water mark, and a primary that jumps ahead', () => {
    const said = { pbft: SMALL, workload: { requests: 8 }, tactics: [jump] };
    expectKiller('checkpoints', 'high-mark', { ...said, faults: [liars('jump', [0])] });
  });

  it('checkpoints: the low mark included, and a primary that goes back', () => {
    const said = { pbft: SMALL, workload: { requests: 12 }, tactics: [goBack] };
    expectKiller('checkpoints', 'low-mark-inclusive', { ...said, faults: [liars('go-back', [0])] });
  });

  it('completion: two silent replicas of four', () => {
    const run = council({ faults: [liars('mute', [2, 3])], until: 2_000_000 });
    expect(run.broken).toEqual(['completion']);
    expect(run.violations[0]).toMatchObject({ monitor: 'completion', replicas: [] });
  });
});
