import { beforeEach, describe, expect, it } from 'vitest';
import { createCore } from '../../../src/worker/core.ts';
import type { FromWorker, Opened, Source, ToWorker } from '../../../src/worker/messages.ts';
import { createServer, EVENTS_MAX } from '../../../src/worker/server.ts';
import type { Core } from '../../../src/worker/server.ts';

/** A server whose posts are kept and whose slices run when the test says so. */
function createDesk(core: Core = createCore(), eventsMax = EVENTS_MAX) {
  const posts: FromWorker[] = [];
  const transfers: ArrayBuffer[][] = [];
  const work: (() => void)[] = [];
  let time = 0;
  const receive = createServer(core, {
    post: (message, transfer) => {
      posts.push(message);
      transfers.push(transfer);
    },
    schedule: (job) => work.push(job),
    // Each look at the clock takes a while, so that slices end.
    clock: () => (time += 6),
    eventsMax,
  });
  return {
    posts,
    transfers,
    work,
    send: (message: ToWorker) => {
      const before = posts.length;
      receive(message);
      return posts[before];
    },
    drain: () => {
      for (let job = work.shift(); job; job = work.shift()) job();
    },
  };
}

type Desk = ReturnType<typeof createDesk>;

const SMALL: Source = {
  from: 'scenario',
  scenario: { version: 1, signatures: 'ideal', workload: { requests: 2 } },
};

function open(desk: Desk, source: Source = SMALL): Extract<Opened, { ok: true }> {
  const reply = desk.send({ id: 1, kind: 'open', ask: source });
  if (reply?.status !== 'done') throw new Error(`not opened: ${JSON.stringify(reply)}`);
  const opened = reply.answer as Opened;
  if (!opened.ok) throw new Error(`refused: ${JSON.stringify(opened.problems)}`);
  return opened;
}

function answerOf(message: FromWorker | undefined): unknown {
  expect(message).toMatchObject({ status: 'done' });
  return message?.status === 'done' ? message.answer : undefined;
}

describe('the server of the engine', () => {
  let desk: Desk;
  beforeEach(() => {
    desk = createDesk();
  });

  it('greets with the catalog: presets, tactics, monitors and messages', () => {
    const catalog = answerOf(desk.send({ id: 7, kind: 'hello', ask: null }));
    const { protocols } = catalog as { readonly protocols: readonly { readonly id: string }[] };
    expect(protocols.slice(0, 2).map(({ id }) => id)).toEqual(['pbft', 'generals']);
    expect(JSON.stringify(catalog)).toContain('two-traitors-fork-four');
  });

  it('records in slices and tells how far it is, until the run has ended', () => {
    const opened = open(desk);
    expect(opened.timeline.done).toBe(false);
    expect(desk.work).toHaveLength(1);
    desk.drain();
    const progress = desk.posts.filter((post) => post.status === 'progress');
    expect(progress.length).toBeGreaterThan(1);
    expect(progress.at(-1)).toMatchObject({ run: opened.run, timeline: { done: true } });
  });

  it('records no more than a page holds, and says so; what is held can be asked for', () => {
    const full = createDesk(createCore(), 40);
    const { run, timeline } = open(full);
    expect(timeline).toMatchObject({ done: false, isFull: true });
    expect(timeline.events).toBeGreaterThanOrEqual(40);
    expect(full.work).toHaveLength(0);
    const ask = { run, from: 0, until: 5000, cap: 100 };
    expect(answerOf(full.send({ id: 2, kind: 'window', ask }))).toMatchObject({ from: { at: 0 } });
  });

  it('answers between slices', () => {
    const { run } = open(desk);
    desk.work.shift()?.();
    const window = desk.send({
      id: 2,
      kind: 'window',
      ask: { run, from: 0, until: 5000, cap: 100 },
    });
    expect(answerOf(window)).toMatchObject({ from: { at: 0 } });
    expect(desk.work.length).toBeGreaterThan(0);
  });

  it('transfers the packed messages of a window instead of copying them', () => {
    const { run } = open(desk);
    desk.drain();
    desk.send({ id: 2, kind: 'window', ask: { run, from: 0, until: 50_000, cap: 100 } });
    const [buffer] = desk.transfers.at(-1) ?? [];
    expect(buffer).toBeInstanceOf(ArrayBuffer);
    expect(buffer?.byteLength).toBeGreaterThan(0);
  });

  it('calls a request about an earlier run overtaken, and stops recording that run', () => {
    const first = open(desk);
    const second = open(desk);
    expect(second.run).not.toBe(first.run);
    const reply = desk.send({ id: 3, kind: 'report', ask: { run: first.run } });
    expect(reply).toEqual({ id: 3, status: 'overtaken' });
    desk.drain();
    const recorded = desk.posts.flatMap((post) => (post.status === 'progress' ? [post.run] : []));
    expect(new Set(recorded)).toEqual(new Set([second.run]));
  });

  it('refuses an impossible scenario with the field and keeps the open run', () => {
    const { run } = open(desk);
    const scenario = { version: 1, replicas: 0 };
    const reply = desk.send({ id: 4, kind: 'open', ask: { from: 'scenario', scenario } });
    expect(answerOf(reply)).toMatchObject({ ok: false, problems: [{ path: 'replicas' }] });
    desk.drain();
    expect(answerOf(desk.send({ id: 5, kind: 'report', ask: { run } }))).toMatchObject({
      outcome: 'agreed',
    });
  });

  it('refuses a damaged link and an unknown preset in words', () => {
    for (const ask of [
      { from: 'link', link: 'xyz' },
      { from: 'preset', name: 'no-such' },
    ] as const) {
      const answer = answerOf(desk.send({ id: 6, kind: 'open', ask }));
      expect(answer).toMatchObject({ ok: false });
      expect((answer as { problems: { message: string }[] }).problems[0]?.message).not.toBe('');
    }
  });

  it('opens its own link again as the very same run', () => {
    const { scenario, run } = open(desk);
    desk.drain();
    const hash = hashOf(desk, run);
    const shared = answerOf(desk.send({ id: 8, kind: 'share', ask: { scenario } }));
    const { link } = shared as { link: string };
    const again = open(desk, { from: 'link', link });
    desk.drain();
    expect(again.scenario).toEqual(scenario);
    expect(hashOf(desk, again.run)).toBe(hash);
  });

  it('steps forward through every step and back again', () => {
    const { run } = open(desk);
    desk.drain();
    const events: number[] = [];
    let place = { at: 0, events: 0 };
    for (let count = 0; count < 12; count += 1) {
      const ask = { run, place, direction: 'forward' } as const;
      place = answerOf(desk.send({ id: 9, kind: 'step', ask })) as typeof place;
      events.push(place.events);
    }
    expect(events).toEqual([...new Set(events)].sort((a, b) => a - b));
    for (const expected of events.slice(0, -1).reverse()) {
      const ask = { run, place, direction: 'back' } as const;
      place = answerOf(desk.send({ id: 10, kind: 'step', ask })) as typeof place;
      expect(place.events).toBe(expected);
    }
  });

  it('stays at the ends when there is no further step', () => {
    const { run } = open(desk);
    desk.drain();
    const first = { at: 0, events: 0 };
    const back = { run, place: first, direction: 'back' } as const;
    expect(answerOf(desk.send({ id: 11, kind: 'step', ask: back }))).toEqual(first);
    const last = desk.send({
      id: 12,
      kind: 'locate',
      ask: { run, place: { at: 2e9, events: null } },
    });
    const { moment } = answerOf(last) as { moment: { at: number; events: number } };
    const forward = { run, place: moment, direction: 'forward' } as const;
    expect(answerOf(desk.send({ id: 13, kind: 'step', ask: forward }))).toEqual(moment);
  });

  it('places an intervention between two steps of one microsecond, and first in an empty one', () => {
    const { run } = open(desk);
    desk.drain();
    const place = { at: 0, events: null };
    const step = desk.send({ id: 14, kind: 'step', ask: { run, place, direction: 'forward' } });
    const moment = answerOf(step) as { at: number; events: number };
    const within = desk.send({ id: 15, kind: 'locate', ask: { run, place: moment } });
    expect(answerOf(within)).toMatchObject({ moment, after: 1 });
    const empty = { at: moment.at + 1, events: null };
    expect(
      answerOf(desk.send({ id: 16, kind: 'locate', ask: { run, place: empty } })),
    ).toMatchObject({
      after: 0,
    });
  });

  it('answers what panels ask about the open run, and about no other', () => {
    const { run } = open(desk);
    desk.drain();
    const place = { at: 30_000, events: null };
    const asks = (of: number): readonly ToWorker[] => [
      { id: 20, kind: 'votes', ask: { run: of, seq: 1, view: 0 } },
      { id: 21, kind: 'certificates', ask: { run: of, seqs: [1, 2] } },
      { id: 22, kind: 'ledgers', ask: { run: of, from: 1, to: 4 } },
      { id: 23, kind: 'log', ask: { run: of, place, process: 1 } },
    ];
    const [votes, certificates, ledgers, log] = asks(run).map((ask) => answerOf(desk.send(ask)));
    expect(votes).toMatchObject({ seq: 1, view: 0, leader: 0, omitted: 0 });
    expect(certificates).toMatchObject({ omitted: 0 });
    expect(ledgers).toMatchObject({ from: 1, to: 4, forks: [] });
    expect(log).toMatchObject({ now: { sections: expect.any(Array) as unknown } });
    for (const ask of asks(run + 1)) expect(desk.send(ask)).toMatchObject({ status: 'overtaken' });
  });

  it('reports a broken engine instead of falling silent', () => {
    const core = createCore();
    const broken = createDesk({
      ...core,
      open: (scenario) => {
        const run = core.open(scenario);
        let calls = 0;
        return Object.assign(Object.create(run) as typeof run, {
          advance: (steps: number) => {
            calls += 1;
            if (calls > 2) throw new Error('the kernel met the impossible');
            return run.advance(steps);
          },
        });
      },
    });
    open(broken);
    broken.drain();
    expect(broken.posts.at(-1)).toEqual({
      id: null,
      status: 'broken',
      message: 'the kernel met the impossible',
    });
  });
});

function hashOf(desk: Desk, run: number): string {
  const report = answerOf(desk.send({ id: 99, kind: 'report', ask: { run } }));
  return (report as { trace: { hash: string } }).trace.hash;
}
