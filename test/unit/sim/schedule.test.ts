import { describe, expect, it } from 'vitest';
import type { Delay, Network, Scenario } from '../../../src/core/model/index.ts';
import type { Trace } from '../../../src/core/sim/trace.ts';
import { ofKind, record } from '../../support/recording.ts';
import { toyScenario } from '../../support/toy-protocol.ts';

const NETWORK = toyScenario().network;
const LATENCY_MAX = 15_000;
const ALL: Delay = { at: 0, until: 5_000_000, from: null, to: null, kinds: null, by: 40_000 };

function network(changes: Partial<Network>): Partial<Scenario> {
  return { network: { ...NETWORK, ...changes } };
}

type Sending = { readonly label: string; readonly at: number; readonly took: number };

/** Every message on the network by link, content and how often it was sent before. */
function sendings(trace: Trace): Sending[] {
  const counts = new Map<string, number>();
  return ofKind(trace, 'send').flatMap(({ at, process, to, body, arrivesAt, copy }) => {
    const link = `${process}>${to} ${body.type} ${JSON.stringify(body['number'])} copy ${copy}`;
    const count = counts.get(link) ?? 0;
    counts.set(link, count + 1);
    if (arrivesAt === null || process === to) return [];
    return [{ label: `${link} #${count}`, at, took: arrivesAt - at }];
  });
}

describe('orders to hold up messages', () => {
  it('add their time to what matches, and change nobody else by a microsecond', () => {
    const calm = new Map(sendings(record().trace).map(({ label, took }) => [label, took]));
    const order = { ...ALL, until: 60_000, from: [1, 2], to: [0], kinds: ['tell'] };
    const held = sendings(record(network({ delays: [order] })).trace);
    const known = held.filter(({ label }) => calm.has(label));
    const extra = ({ label, took }: Sending): number => took - (calm.get(label) ?? 0);
    const isMeant = ({ label, at }: Sending): boolean => /^[12]>0 tell/.test(label) && at < 60_000;
    expect(known.filter(isMeant).length).toBeGreaterThan(3);
    for (const sending of known) expect(extra(sending)).toBe(isMeant(sending) ? 40_000 : 0);
    expect(known.filter((sending) => !isMeant(sending)).length).toBeGreaterThan(50);
  });

  it('add up where they meet', () => {
    const [first] = sendings(record(network({ delays: [ALL, ALL] })).trace);
    const [usual] = sendings(record().trace);
    expect(first?.took).toBe((usual?.took ?? 0) + 80_000);
  });

  it('are shown with the times that they bring about', () => {
    const { trace } = record(network({ delays: [ALL] }));
    const arrivals = new Map(ofKind(trace, 'send').map((event) => [event.index, event.arrivesAt]));
    const deliveries = ofKind(trace, 'deliver');
    expect(deliveries.length).toBeGreaterThan(50);
    for (const { at, cause } of deliveries) expect(at).toBe(arrivals.get(cause ?? -1));
  });
});

describe.each<readonly [string, Partial<Network>]>([
  ['orders', { delays: [{ ...ALL, by: 400_000 }] }],
  ['reordering', { scheduler: { kind: 'reorder', upTo: 400_000 } }],
  ['starving', { scheduler: { kind: 'starve', by: 400_000, every: 30_000 } }],
])('the network model bounds %s', (_name, changes) => {
  const gst = 150_000;
  const workload = { clients: 2, requests: 30, interval: 20_000, payload: 'x' };

  it('what is sent before the stabilisation time is here by it and the greatest latency', () => {
    const { trace } = record({ ...network({ ...changes, gst }), workload });
    const before = sendings(trace).filter(({ at }) => at < gst);
    expect(before.some(({ took }) => took > 3 * LATENCY_MAX)).toBe(true);
    for (const { at, took } of before) expect(at + took).toBeLessThanOrEqual(gst + LATENCY_MAX);
  });

  it('what is sent after it is left alone', () => {
    const { trace } = record({ ...network({ ...changes, gst }), workload });
    const after = sendings(trace).filter(({ at }) => at >= gst);
    expect(after.length).toBeGreaterThan(50);
    for (const { took } of after) expect(took).toBeLessThanOrEqual(LATENCY_MAX);
  });

  it('without a stabilisation time it goes on for good, and nothing is lost', () => {
    const { trace, kernel } = record({ ...network(changes), workload });
    expect(sendings(trace).some(({ at, took }) => at > gst && took > 3 * LATENCY_MAX)).toBe(true);
    expect(kernel.tally.dropped).toBe(0);
  });
});

describe('the scheduling adversary by itself', () => {
  it('reorders: messages overtake each other, and a duplicate is held up by itself', () => {
    const scheduler = { kind: 'reorder', upTo: 90_000 } as const;
    const calm = new Map(
      sendings(record(network({ duplicate: 0.5 })).trace).map(({ label, took }) => [label, took]),
    );
    const { trace } = record(network({ scheduler, duplicate: 0.5 }));
    const extras = sendings(trace).flatMap(({ label, took }) => {
      const usual = calm.get(label);
      return usual === undefined ? [] : [took - usual];
    });
    expect(Math.min(...extras)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...extras)).toBeLessThanOrEqual(90_000);
    expect(Math.max(...extras)).toBeGreaterThan(80_000);
    expect(new Set(extras).size).toBeGreaterThan(extras.length / 2);
  });

  it('starves one replica at a time, as sender and as receiver, and in the end each', () => {
    const scheduler = { kind: 'starve', by: 100_000, every: 50_000 } as const;
    const workload = { clients: 1, requests: 40, interval: 50_000, payload: 'x' };
    const { trace } = record({ ...network({ scheduler }), workload });
    const victims = new Map<number, Set<number>>();
    for (const { at, process, to, arrivesAt } of ofKind(trace, 'send')) {
      if (process === to || (arrivesAt ?? at) - at < 100_000) continue;
      const turn = Math.floor(at / scheduler.every);
      const pair = [process, to].filter((id) => id < 4);
      const possible = victims.get(turn) ?? new Set(pair);
      victims.set(turn, new Set(pair.filter((id) => possible.has(id))));
    }
    expect(victims.size).toBeGreaterThan(5);
    for (const possible of victims.values()) expect(possible.size).toBeGreaterThan(0);
    const sure = [...victims.values()].filter((possible) => possible.size === 1);
    expect(new Set(sure.flatMap((possible) => [...possible])).size).toBe(4);
  });
});
