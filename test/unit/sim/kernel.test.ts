import { describe, expect, it } from 'vitest';
import type { Protocol } from '../../../src/core/model/index.ts';
import { createKernel } from '../../../src/core/sim/kernel.ts';
import { eventsOf, ofKind, record, run, toySetup } from '../../support/recording.ts';
import { toyProtocol } from '../../support/toy-protocol.ts';

const CALM = { workload: { clients: 1, requests: 1, interval: 0, payload: 'x' } } as const;

describe('a calm run', () => {
  it('counts each copy that crosses the network once', () => {
    const { kernel } = record(CALM);
    expect(kernel.tally).toEqual({
      sent: 20,
      delivered: 20,
      dropped: 0,
      rejected: 0,
      byKind: { ask: 4, tell: 12, answer: 4 },
    });
  });

  it('ends when the requests are accepted and nothing loyal is in flight, background timers apart', () => {
    const { kernel, trace } = record(CALM);
    expect(kernel.isOver).toBe(true);
    expect(kernel.now).toBeLessThan(60_000);
    expect(ofKind(trace, 'send').every((event) => trace.endOf(event.index) > event.index)).toBe(
      true,
    );
    expect(kernel.step()).toBe(false);
  });

  it('ends at once when nothing was asked for', () => {
    const { kernel } = record({ workload: { ...CALM.workload, requests: 0 } });
    expect(kernel.isOver).toBe(true);
    expect(kernel.now).toBe(0);
  });

  it('ends at the horizon when something is missing, and says so', () => {
    const crashed = { replicas: [1, 2], at: 0, until: null, kind: 'crashed' } as const;
    const { kernel } = record({ ...CALM, faults: [crashed], until: 700_000 });
    expect(kernel.now).toBe(700_000);
    expect(kernel.isOver).toBe(true);
  });

  it('is told in order of time, every effect after its cause', () => {
    const { trace } = record({
      network: { ...toySetup().scenario.network, loss: 0.2, duplicate: 0.2 },
    });
    let last = 0;
    for (const event of eventsOf(trace)) {
      expect(event.at).toBeGreaterThanOrEqual(last);
      if (event.cause !== null) expect(event.cause).toBeLessThan(event.index);
      last = event.at;
    }
  });

  it('links a delivery to its sending, and what follows to the delivery', () => {
    const { trace } = record(CALM);
    const [delivery] = ofKind(trace, 'deliver');
    const cause = trace.at(delivery?.cause ?? -1);
    expect(cause).toMatchObject({ kind: 'send', process: delivery?.from, body: delivery?.body });
    const [note] = ofKind(trace, 'note');
    expect(note?.cause).toBe(delivery?.index);
    expect(trace.endOf(cause.index)).toBe(delivery?.index);
  });

  it('gives the same ledger of events for the same seed, and another for another', () => {
    expect(record({ seed: 3 }).trace.hash()).toBe(record({ seed: 3 }).trace.hash());
    expect(record({ seed: 3 }).trace.hash()).not.toBe(record({ seed: 4 }).trace.hash());
  });

  it('goes the same way with either signature scheme', () => {
    const shape = (signatures: 'ideal' | 'ed25519') =>
      eventsOf(record({ ...CALM, signatures }).trace).map(({ at, process, kind, cause }) => [
        at,
        process,
        kind,
        cause,
      ]);
    expect(shape('ed25519')).toEqual(shape('ideal'));
  });
});

describe('handlers', () => {
  it('see a message that is frozen, and whoever breaks one is named with its reproduction', () => {
    const vandal: Protocol = {
      ...toyProtocol,
      replica: {
        ...toyProtocol.replica,
        onMessage(_state, { body }) {
          Object.assign(body, { number: 99 });
        },
      },
    };
    const kernel = createKernel({ ...toySetup(CALM), protocol: vandal });
    expect(() => run(kernel)).toThrow(/seed 7, protocol toy, event \d+, \d+ microseconds/);
  });

  it('reach themselves through the queue, at the same time and uncounted', () => {
    const echo: Protocol = {
      ...toyProtocol,
      replica: {
        ...toyProtocol.replica,
        onMessage(_state, { from, body }, ctx) {
          if (body.type === 'ask') ctx.send(ctx.self, { ...body, type: 'self' });
          if (body.type === 'self')
            ctx.note({ fact: 'rule', rule: from === ctx.self ? 'own' : 'foreign' });
        },
      },
    };
    const kernel = createKernel({ ...toySetup({ ...CALM, until: 50_000 }), protocol: echo });
    run(kernel);
    expect(kernel.tally.byKind).toEqual({ ask: 4 });
    expect(kernel.tally.delivered).toBe(4);
  });
});

describe('what a screen may ask', () => {
  it('lists replicas and clients, and the guest once it has an order', () => {
    expect(record().kernel.processes()).toEqual([0, 1, 2, 3, 4, 5]);
    const order = { at: 10_000, after: 0, do: 'order', text: 'order RETREAT' } as const;
    const { kernel } = record({ interventions: [order] });
    expect(kernel.processes()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(kernel.inspect(6)).toMatchObject({
      role: 'client',
      client: { operation: 'order RETREAT', completed: 1 },
    });
  });

  it('shows armed timers', () => {
    const kernel = createKernel(toySetup(CALM));
    for (let i = 0; i < 5; i++) kernel.step();
    expect(kernel.inspect(0).timers).toEqual([{ timer: 'beat', setAt: 0, firesAt: 30_000 }]);
  });
});
