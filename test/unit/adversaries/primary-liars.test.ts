import { describe, expect, it } from 'vitest';
import type { PrePrepare } from '../../../src/core/protocols/pbft/messages.ts';
import { parseMessage } from '../../../src/core/protocols/pbft/parse.ts';
import { council, judged, liarsWith, sentBy, type Council, type Said } from './council.ts';

const SMALL = { checkpointInterval: 2, window: 4 };

function proposalsOf(run: Council, replica = 0): readonly PrePrepare[] {
  return sentBy(run, replica).flatMap(({ body }) => {
    const said = parseMessage(body);
    return said?.type === 'pre-prepare' && said.replica === replica ? [said] : [];
  });
}

function executedTwice(run: Council): number {
  return run.events.filter(
    (event) =>
      event.kind === 'note' &&
      event.fact.fact === 'executed' &&
      event.fact.requests.some(({ fresh }) => !fresh),
  ).length;
}

function lie(tactic: string, options: Record<string, number | string>, more: Said = {}): Council {
  return council({ ...more, faults: [liarsWith(tactic, options, [0])] });
}

describe('equivocate', () => {
  it.each([
    [33, 1],
    [50, 2],
    [100, 3],
  ])('[B1] a share of %i means %i of three backups', (share, many) => {
    const run = lie('equivocate', { share }, { workload: { requests: 1 } });
    const contrary = sentBy(run, 0).filter(
      ({ body }) =>
        body.type === 'pre-prepare' &&
        body['view'] === 0 &&
        body['seq'] === 1 &&
        JSON.stringify(body).includes('RETREAT'),
    );
    expect(new Set(contrary.map(({ to }) => to)).size).toBe(many);
  });

  it('[B1] now and then leaves a proposal alone', () => {
    const firstOf = (often: number) =>
      Array.from({ length: 20 }, (_, seed) => {
        const run = lie('equivocate', { often }, { seed, workload: { requests: 1 } });
        const first = proposalsOf(run).filter(({ view, seq }) => view === 0 && seq === 1);
        return new Set(first.map((each) => each.digest)).size;
      }).filter((digests) => digests === 2).length;
    expect(firstOf(100)).toBe(20);
    expect(firstOf(40)).toBeGreaterThan(2);
    expect(firstOf(40)).toBeLessThan(15);
  });

  it('[B2] sends prepares for both orders, and neither of them is counted', () => {
    const run = lie('equivocate', { how: 'prepares' }, { workload: { requests: 1 } });
    const prepares = sentBy(run, 0).filter(
      ({ body }) => body.type === 'prepare' && body['view'] === 0 && body['seq'] === 1,
    );
    expect(new Set(prepares.map(({ body }) => body['digest'])).size).toBe(2);
    expect(prepares).toHaveLength(6);
    expect(
      judged(run, 'ignore').filter((why) => why.startsWith('the primary of a view has voted'))
        .length,
    ).toBeGreaterThanOrEqual(6);
    expect(run.broken).toEqual([]);
  });

  it('[B3] gives one order two numbers, and everybody executes it once', () => {
    const run = lie('equivocate', { how: 'twice' });
    const [first, second] = [1, 2].map((seq) => proposalsOf(run).find((each) => each.seq === seq));
    expect(first?.digest).toBe(second?.digest);
    expect(executedTwice(run)).toBeGreaterThanOrEqual(3);
    expect(run.broken).toEqual([]);
  });
});

describe('sequence-jump', () => {
  it.each([
    ['zero', /^sequence numbers begin at 1$/],
    ['negative', /^it is malformed$/],
    ['fraction', /^it is malformed$/],
    ['huge', /^it is malformed$/],
  ])('[B5] %s is rejected by every backup', (number, reason) => {
    const run = lie('sequence-jump', { lie: number }, { workload: { requests: 1 } });
    expect(judged(run, 'reject').length).toBeGreaterThanOrEqual(3);
    for (const why of judged(run, 'reject')) expect(why).toMatch(reason);
    expect(run.view).toBe(1);
    expect(run.broken).toEqual([]);
  });

  it('[B5] a number beyond the window is kept for later, and never used', () => {
    const run = lie('sequence-jump', { lie: 'beyond' }, { pbft: SMALL, workload: { requests: 1 } });
    expect(judged(run, 'ignore').some((why) => why.includes('is beyond the window'))).toBe(true);
    expect(run.view).toBe(1);
    expect(run.broken).toEqual([]);
  });

  it.each([
    ['last-first', 16],
    ['holes', 2],
  ])(
    '[B4] %s proposes %i first, and the next view fills the holes with null requests',
    (how, first) => {
      const run = lie('sequence-jump', { lie: how }, { workload: { requests: 1 } });
      expect(proposalsOf(run)[0]?.seq).toBe(first);
      const nulls = run.events.filter(
        (event) =>
          event.kind === 'note' &&
          event.fact.fact === 'executed' &&
          event.process === 1 &&
          event.fact.requests.length === 0,
      );
      expect(nulls).toHaveLength(first - 1);
      expect(run.broken).toEqual([]);
    },
  );

  it('[B5] proposes again what the stable checkpoint covers, and nobody listens', () => {
    const run = lie('sequence-jump', { lie: 'stable' }, { pbft: SMALL });
    expect(
      judged(run, 'ignore').some((why) => why.includes('is covered by the stable checkpoint')),
    ).toBe(true);
    expect(run.view).toBe(0);
    expect(run.broken).toEqual([]);
  });

  it('begins with the number that it is told', () => {
    const run = lie('sequence-jump', { lie: 'zero', from: 3 });
    expect(proposalsOf(run).map(({ seq }) => seq)).toEqual([1, 1, 1, 2, 2, 2, 0, 0, 0]);
  });
});

describe('slow', () => {
  it('[B8] waits for its share of the time-out with every proposal, and is not replaced', () => {
    const waits = [0, 20, 80].map((share) => {
      const run = share === 0 ? council({}) : lie('slow', { share });
      expect(run.broken).toEqual([]);
      expect(run.view).toBe(0);
      const first = run.events.find(
        (event) => event.kind === 'send' && event.body.type === 'pre-prepare',
      );
      return first?.at ?? 0;
    });
    expect(waits.map((wait) => wait - (waits[0] ?? 0))).toEqual([0, 40_000, 160_000]);
  });
});

describe('censor', () => {
  it.each([
    ['first', [4]],
    ['others', [5, 6]],
    ['odd', [5]],
    ['all', [4, 5, 6]],
  ])('[B7] drops the requests of %s, who are served once it is replaced', (whom, dropped) => {
    const run = lie('censor', { whom }, { workload: { clients: 3, requests: 2 } });
    const served = new Set(
      proposalsOf(run).flatMap(({ requests }) => requests.map(({ client }) => client)),
    );
    expect([4, 5, 6].filter((client) => !served.has(client))).toEqual(dropped);
    expect(run.view).toBeGreaterThanOrEqual(1);
    expect(run.broken).toEqual([]);
  });
});
