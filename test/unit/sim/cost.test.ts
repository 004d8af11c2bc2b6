import { describe, expect, it } from 'vitest';
import { ofKind, record } from '../../support/recording.ts';

const BUSY = { cost: { message: 1_000, sign: 2_000, verify: 3_000 } };
const WORK = { workload: { clients: 3, requests: 3, interval: 0, payload: 'x' } } as const;

describe('the cost of processing', () => {
  const { trace } = record({ ...WORK, ...BUSY });
  const deliveries = ofKind(trace, 'deliver').filter((event) => event.process === 1);

  it('makes effects depart when the work is done: a message, a verification and two signatures', () => {
    const ask = deliveries.find((event) => event.body.type === 'ask');
    const sends = ofKind(trace, 'send').filter((event) => event.cause === ask?.index);
    expect(sends.length).toBe(4);
    for (const send of sends) {
      expect((send.arrivesAt ?? 0) - send.at).toBeGreaterThanOrEqual(1_000 + 3_000 + 4_000 + 5_000);
      expect((send.arrivesAt ?? 0) - send.at).toBeLessThanOrEqual(1_000 + 3_000 + 4_000 + 15_000);
    }
  });

  it('lets one message at a time be handled, in the order of arrival', () => {
    const arrivals = new Map(
      ofKind(trace, 'send').map((event) => [event.index, event.arrivesAt ?? 0]),
    );
    const arrived = deliveries.map((event) => arrivals.get(event.cause ?? -1) ?? 0);
    expect(arrived).toEqual(arrived.toSorted((a, b) => a - b));
    deliveries.forEach((event, i) => {
      const next = deliveries[i + 1];
      const work = event.body.type === 'ask' ? 8_000 : 4_000;
      if (next !== undefined) expect(next.at - event.at).toBeGreaterThanOrEqual(work);
    });
    expect(deliveries.some((event, i) => event.at > (arrived[i] ?? 0))).toBe(true);
  });

  it('loses what a replica had not read when it crashes', () => {
    const faults = [{ replicas: [1], at: 14_000, until: null, kind: 'crashed' }] as const;
    const crashed = record({ ...WORK, ...BUSY, faults }).trace;
    const lost = ofKind(crashed, 'drop').filter((event) => event.at === 14_000);
    expect(lost.length).toBeGreaterThan(0);
    const sent = ofKind(crashed, 'send').filter(
      (event) => event.to === 1 && event.arrivesAt !== null,
    );
    for (const send of sent.filter((event) => (event.arrivesAt ?? 0) < 200_000)) {
      expect(crashed.endOf(send.index)).toBeGreaterThan(send.index);
    }
  });

  it('keeps no intervention waiting that falls due while a message waits at a busy replica', () => {
    const interventions = Array.from({ length: 60 }, (_, index) => ({
      ...{ at: 10_000 + 777 * index, after: 0, replicas: [3] },
      do: index % 2 === 0 ? ('crash' as const) : ('restore' as const),
    }));
    const touched = record({ ...WORK, ...BUSY, interventions }).trace;
    const times = Array.from({ length: touched.length }, (_, index) => touched.at(index).at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(ofKind(touched, 'intervene').map(({ at }) => at)).toEqual(
      interventions.map(({ at }) => at),
    );
  });

  it('is nothing for clients, and nothing at all by default', () => {
    const clients = ofKind(trace, 'deliver').filter((event) => event.process >= 4);
    for (const event of clients) expect(event.at).toBe(arrival(event.cause));
    const free = record(WORK).trace;
    for (const event of ofKind(free, 'deliver')) {
      const send = free.at(event.cause ?? -1);
      expect(send.kind === 'send' && send.arrivesAt).toBe(event.at);
    }
  });

  function arrival(cause: number | null): number | null {
    const send = trace.at(cause ?? -1);
    return send.kind === 'send' ? send.arrivesAt : null;
  }
});
