import { describe, expect, it } from 'vitest';
import type { Network, Scenario } from '../../../src/core/model/index.ts';
import { delayOf } from '../../../src/core/sim/latency.ts';
import type { Trace } from '../../../src/core/sim/trace.ts';
import { ofKind, record } from '../../support/recording.ts';
import { toyScenario } from '../../support/toy-protocol.ts';

const NETWORK = toyScenario().network;

function network(changes: Partial<Network>): Partial<Scenario> {
  return { network: { ...NETWORK, ...changes } };
}

/** Delay of every message by link, content and how often it was sent before. */
function delays(trace: Trace): Map<string, number> {
  const result = new Map<string, number>();
  const counts = new Map<string, number>();
  for (const { at, process, to, body, arrivesAt, copy } of ofKind(trace, 'send')) {
    if (copy === 1) continue;
    const label = `${process}>${to} ${body.type} ${JSON.stringify(body['number'])}`;
    const count = counts.get(label) ?? 0;
    counts.set(label, count + 1);
    if (arrivesAt !== null) result.set(`${label} #${count}`, arrivesAt - at);
  }
  return result;
}

describe('keyed delays', () => {
  it("are nobody else's business: what is lost, cut off or silenced shifts no other message", () => {
    const calm = delays(record().trace);
    const lossy = delays(record(network({ loss: 0.1 })).trace);
    const crashed = delays(
      record({ faults: [{ replicas: [2], at: 0, until: null, kind: 'crashed' }] }).trace,
    );
    for (const other of [lossy, crashed]) {
      const shared = [...other].filter(([label]) => calm.has(label));
      expect(shared.length).toBeGreaterThan(50);
      for (const [label, delay] of shared) expect(delay).toBe(calm.get(label));
    }
  });

  it('are drawn anew for each retransmission', () => {
    const { trace } = record({ ...network({ loss: 0.6 }), until: 2_000_000 });
    const asks = [...delays(trace)].filter(([label]) => label.startsWith('4>0 ask 1 '));
    expect(new Set(asks.map(([, delay]) => delay)).size).toBe(asks.length);
    expect(asks.length).toBeGreaterThan(0);
  });
});

describe('latency', () => {
  const words = Array.from({ length: 4_096 }, (_, i) => i * 0x100000);

  it('constant: always the same', () => {
    expect(new Set(words.map((word) => delayOf({ kind: 'constant', value: 9 }, word)))).toEqual(
      new Set([9]),
    );
  });

  it('uniform: from min to max, both included', () => {
    const drawn = new Set(words.map((word) => delayOf({ kind: 'uniform', min: 3, max: 6 }, word)));
    expect([...drawn].sort()).toEqual([3, 4, 5, 6]);
  });

  it('long-tailed: half of the draws below the median, none above the maximum, some far out', () => {
    const latency = { kind: 'long-tailed', min: 1_000, median: 5_000, max: 90_000 } as const;
    const drawn = words.map((word) => delayOf(latency, word));
    expect(drawn.filter((delay) => delay < 5_000).length).toBe(words.length / 2);
    expect(Math.min(...drawn)).toBe(1_000);
    expect(Math.max(...drawn)).toBe(90_000);
    expect(drawn.filter((delay) => delay > 40_000).length).toBeGreaterThan(100);
    expect(drawn.every(Number.isInteger)).toBe(true);
  });
});

describe('loss and duplication', () => {
  it('lose about the share that was asked for, each loss told as a sending without arrival and a drop', () => {
    const { kernel, trace } = record({
      ...network({ loss: 0.25 }),
      workload: { clients: 4, requests: 20, interval: 0, payload: 'x' },
    });
    const drops = ofKind(trace, 'drop');
    expect(drops.length / kernel.tally.sent).toBeGreaterThan(0.2);
    expect(drops.length / kernel.tally.sent).toBeLessThan(0.3);
    for (const drop of drops) {
      expect(drop.reason).toBe('loss');
      expect(trace.at(drop.cause ?? -1)).toMatchObject({
        kind: 'send',
        to: drop.to,
        arrivesAt: null,
      });
    }
    expect(kernel.tally.dropped).toBe(drops.length);
  });

  it('repeat messages with a delay of their own, which count as delivered and not as sent', () => {
    const { kernel, trace } = record(network({ duplicate: 0.5 }));
    const copies = ofKind(trace, 'send').filter((event) => event.copy === 1);
    expect(copies.length / kernel.tally.sent).toBeGreaterThan(0.35);
    expect(kernel.tally.delivered).toBe(kernel.tally.sent + copies.length);
    const first = copies[0];
    expect(trace.at((first?.index ?? 0) - 1)).toMatchObject({
      kind: 'send',
      body: first?.body,
      copy: 0,
    });
    expect(
      copies.filter(({ index, arrivesAt }) => {
        const original = trace.at(index - 1);
        return original.kind === 'send' && original.arrivesAt !== arrivesAt;
      }).length,
    ).toBe(copies.length);
  });

  it('stop at the global stabilisation time, by the time of sending', () => {
    const gst = 150_000;
    const { trace } = record({
      ...network({ loss: 0.4, duplicate: 0.4, gst }),
      workload: { clients: 2, requests: 30, interval: 0, payload: 'x' },
    });
    const odd = [
      ...ofKind(trace, 'drop'),
      ...ofKind(trace, 'send').filter((event) => event.copy === 1),
    ];
    expect(odd.length).toBeGreaterThan(10);
    expect(odd.every((event) => event.at < gst)).toBe(true);
    expect(ofKind(trace, 'send').some((event) => event.at > gst)).toBe(true);
  });
});

describe('partitions', () => {
  const partition = { at: 0, until: 40_000, groups: [[0, 1]] };
  const { trace, kernel } = record(network({ partitions: [partition] }));

  it('cut off replicas from each other, by the time of sending; those not listed form a group', () => {
    const drops = ofKind(trace, 'drop');
    expect(drops.length).toBeGreaterThan(10);
    for (const drop of drops) {
      expect(drop).toMatchObject({ reason: 'partition' });
      expect(drop.at).toBeLessThan(40_000);
      expect(drop.process < 2).toBe(drop.to >= 2);
    }
    const crossing = ofKind(trace, 'send').filter(
      (event) => event.at < 40_000 && event.process < 4 && event.to < 4 && event.arrivesAt !== null,
    );
    expect(crossing.every((event) => event.process < 2 === event.to < 2)).toBe(true);
  });

  it('do not touch clients', () => {
    expect(ofKind(trace, 'drop').every((drop) => drop.to < 4 && drop.process < 4)).toBe(true);
    expect(kernel.tally.byKind['answer']).toBe(40);
  });

  it('are told when they begin and heal, and keep a run alive until then', () => {
    expect(ofKind(trace, 'partition')).toMatchObject([{ at: 0, process: -1, groups: [[0, 1]] }]);
    expect(ofKind(trace, 'heal')).toMatchObject([{ at: 40_000, process: -1 }]);
    const late = { at: 300_000, until: 400_000, groups: [[0]] };
    expect(record(network({ partitions: [late] })).kernel.now).toBe(400_000);
  });
});
