import { describe, expect, it } from 'vitest';
import type { Bench, Fact, Observation } from '../../../src/core/model/index.ts';
import { nearestRank } from '../../../src/core/session/report.ts';
import { score } from '../../../src/core/session/score.ts';

const bench: Bench = {
  n: 4,
  f: 1,
  q: 3,
  now: 0,
  isCorrect: (replica) => replica !== 3,
  isCorrectClient: (client) => client === 4,
  timing: {
    viewChange: 1,
    delay: 1,
    calmFrom: 0,
    checkpointInterval: 8,
    window: 16,
    batch: 1,
    until: 5_000_000,
  },
  testimony: () => [],
  isGenuine: () => true,
  breachOf: () => null,
};
const request = { client: 4, timestamp: 1, operation: 'order ATTACK' };

function observed(...facts: readonly (readonly [process: number, at: number, fact: Fact])[]) {
  const state = score.start(bench);
  facts.forEach(([process, at, fact], event) => {
    const observation: Observation = { kind: 'fact', at, event, process, fact, cause: null };
    expect(score.observe(state, observation, bench)).toEqual([]);
  });
  return state;
}

const executed = (seq: number, digest: string): Fact => ({
  fact: 'executed',
  view: 0,
  seq,
  digest,
  state: '',
  requests: [{ ...request, result: 'ok', fresh: true }],
});

describe('the score', () => {
  it('times a request from its first sending to its acceptance', () => {
    const state = observed(
      [4, 10, { fact: 'request-sent', request, attempt: 0 }],
      [4, 50, { fact: 'request-sent', request, attempt: 1 }],
      [4, 90, { fact: 'reply-accepted', request, result: 'ok', replicas: [0, 1] }],
    );
    expect(state.requests['4:1']).toEqual({
      sentAt: 10,
      acceptedAt: 90,
      accepted: 'ok',
      results: [],
      faultyResults: [],
    });
  });

  it('leaves out requests of clients that belong to an adversary', () => {
    const state = observed([
      9,
      0,
      { fact: 'request-sent', request: { ...request, client: 9 }, attempt: 0 },
    ]);
    expect(state.requests).toEqual({});
  });

  it('keeps the ledger of every replica and null for gaps, but only believes correct ones', () => {
    const sent = [4, 0, { fact: 'request-sent', request, attempt: 0 }] as const;
    const lied = observed(sent, [3, 5, executed(2, 'x')]);
    expect(lied.ledgers).toEqual({ 0: [], 1: [], 2: [], 3: [null, 'x'] });
    expect(lied.requests['4:1']?.results).toEqual([]);
    const true_ = observed(sent, [1, 5, executed(1, 'x')]);
    expect(true_.requests['4:1']?.results).toEqual(['ok']);
  });

  it('counts views that a correct replica entered, each once', () => {
    const entered = (view: number): Fact => ({
      fact: 'view-entered',
      view,
      stable: 0,
      reproposed: [],
    });
    expect(
      observed([0, 1, entered(1)], [1, 2, entered(1)], [3, 3, entered(7)], [2, 4, entered(3)])
        .views,
    ).toEqual([1, 3]);
  });
});

describe('the nearest rank', () => {
  it('is always an entry, the smallest that enough entries do not exceed', () => {
    expect(nearestRank([], 50)).toBeNull();
    expect(nearestRank([5], 99)).toBe(5);
    expect(nearestRank([1, 2, 3, 4], 50)).toBe(2);
    expect(nearestRank([1, 2, 3, 4, 5], 50)).toBe(3);
    expect(
      nearestRank(
        Array.from({ length: 200 }, (_, index) => index + 1),
        99,
      ),
    ).toBe(198);
  });
});
