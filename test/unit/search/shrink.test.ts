import { describe, expect, it } from 'vitest';
import { finish, openUnrecorded, parseScenario } from '../../../src/core/index.ts';
import { shrink, type Document } from '../../../src/core/search/shrink.ts';

function breaksAgreement(document: Document): boolean {
  const parsed = parseScenario(document, 'headless');
  if (!parsed.ok) return false;
  const run = openUnrecorded(parsed.scenario);
  while (!run.advance(100_000));
  return run.report().violations.some((violation) => violation.monitor === 'agreement');
}

const shrunk = (...asked: Parameters<typeof shrink>) => finish(shrink(...asked));

const PLAIN = { latency: { kind: 'constant', value: 10_000 } };

const cluttered: Document = {
  version: 1,
  signatures: 'ideal',
  replicas: 4,
  tolerance: 1,
  seed: 11,
  title: 'A fork among much else',
  faults: [
    { replicas: [0, 3], kind: 'colluding', tactic: 'fork' },
    { replicas: [2], kind: 'crashed', at: 900_000 },
  ],
  network: { latency: { kind: 'uniform', min: 2_000, max: 9_000 }, duplicate: 0.1 },
  cost: { message: 5, sign: 5, verify: 5 },
  workload: { clients: 3, requests: 6, payload: ['set a 1', 'add b 2', 'get a'] },
  pbft: { batch: 4 },
  interventions: [{ at: 20_000, after: 0, do: 'order', text: 'order RETREAT' }],
};

describe('shrink', () => {
  it('leaves the traitors and one request of a fork that was told at length', () => {
    expect(breaksAgreement(cluttered)).toBe(true);
    const { document, runs } = shrunk(cluttered, breaksAgreement, 500);
    expect(document).toEqual({
      version: 1,
      signatures: 'ideal',
      replicas: 4,
      tolerance: 1,
      seed: 1,
      faults: [{ replicas: [0, 3], kind: 'colluding', tactic: 'fork' }],
      network: PLAIN,
      workload: { clients: 1, requests: 1 },
    });
    expect(runs).toBeLessThan(500);
    expect(breaksAgreement(document)).toBe(true);
  });

  it('does not touch what makes the council and the question', () => {
    const { document } = shrunk(cluttered, () => true, 500);
    expect(document).toEqual({
      version: 1,
      signatures: 'ideal',
      replicas: 4,
      tolerance: 1,
      seed: 1,
      network: PLAIN,
      workload: { clients: 1, requests: 1 },
    });
  });

  it('keeps the document that nothing simpler breaks', () => {
    expect(shrunk(cluttered, () => false, 500).document).toBe(cluttered);
  });

  it('stops at the number of runs that was allowed', () => {
    expect(shrunk(cluttered, () => false, 7).runs).toBe(7);
  });

  it('drops items of lists, one by one or half of them, and halves counts', () => {
    const wanted = (document: Document): boolean => {
      const { items, requests } = document;
      return Array.isArray(items) && items.includes(5) && Number(requests) >= 3;
    };
    const { document } = shrunk({ items: [1, 2, 3, 4, 5, 6, 7], requests: 40 }, wanted, 500);
    expect(document).toEqual({ items: [5], requests: 3, network: PLAIN });
  });

  it('keeps a latency, a seed and figures that what breaks hinges on', () => {
    const wanted = ({ seed, network, until }: Document): boolean =>
      seed === 3_872 &&
      JSON.stringify(network ?? null).includes('"constant","value":15040') &&
      until === 47_657_000;
    const network = { latency: { kind: 'constant', value: 15_040 }, loss: 0.26 };
    const { document } = shrunk({ seed: 3_872, network, until: 47_657_000 }, wanted, 500);
    expect(document).toEqual({
      seed: 3_872,
      network: { latency: network.latency },
      until: 47_657_000,
    });
  });

  it('makes what has to stay plainer: the smallest seed that does, round figures, a later horizon', () => {
    const wanted = ({ seed, network, until, timers }: Document): boolean =>
      Number(seed) >= 3 &&
      until !== undefined &&
      timers !== undefined &&
      JSON.stringify(network ?? null).includes('loss');
    const delays = [{ at: 150_569, by: 1_834_000, to: [1, 2] }];
    const network = { latency: { kind: 'constant', value: 15_040 }, loss: 0.26, delays };
    const timers = { viewChange: 72_900 };
    const found = { seed: 3_872, network, until: 47_657_000, timers };
    expect(shrunk(found, wanted, 500).document).toEqual({
      seed: 3,
      network: { loss: 0.3, latency: PLAIN.latency },
      until: 50_000_000,
      timers: {},
    });
  });

  it('rounds no more than what breaks allows', () => {
    const wanted = ({ by }: Document): boolean => Number(by) >= 1_700 && Number(by) < 1_900;
    expect(shrunk({ by: 1_834 }, wanted, 500).document).toMatchObject({ by: 1_800 });
    const none = ({ by }: Document): boolean => by === 1_834;
    expect(shrunk({ by: 1_834 }, none, 500).document).toMatchObject({ by: 1_834 });
  });

  it('has the plain latency go first where it was there from the start, and come back last', () => {
    const network = PLAIN;
    const tried: Document[] = [];
    shrunk({ network, loss: 1 }, (document) => tried.push(document) > 0, 500);
    expect(tried[0]).toEqual({ network: {}, loss: 1 });
    expect(tried.at(-1)).toEqual({ network });
  });
});
