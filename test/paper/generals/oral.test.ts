import { describe, expect, it } from 'vitest';
import type { AdversaryContext, Body, Context, Envelope } from '../../../src/core/model/index.ts';
import { majority, worded } from '../../../src/core/protocols/generals/oral.ts';
import { messagesPerOrder, roundSizes } from '../../../src/core/protocols/generals/rounds.ts';
import { council, everyFault, liar, lying, obeyed, refusalsOf, reportOf } from './support.ts';

/** OM(m), by the clauses 1 to 8 of the list for the generals: [OM1] to [OM8]. */

const flip = (value: unknown): string => (value === 'ATTACK' ? 'RETREAT' : 'ATTACK');
const crypto: Pick<Context, 'digest'> = { digest: (_domain, data) => JSON.stringify(data) };
const words = (...values: string[]) => values.map((value) => worded(value, crypto));
const isOral = (body: Body): boolean => body.type === 'oral-order';
const lied = (body: Body, digest: (value: string) => string): Body => {
  const value = flip(body['value']);
  return { ...body, value, digest: digest(value) };
};
const contrary = liar(({ to, body }, ctx) =>
  isOral(body) ? [{ to, body: lied(body, (value) => ctx.digest('order', value)) }] : [{ to, body }],
);

describe('bounds', () => {
  it('[OM1] n = 3, m = 1: a traitorous lieutenant makes a loyal one disobey a loyal commander', () => {
    const { broken } = council({ replicas: 3, faults: lying(2), tactics: [contrary] });
    expect(broken).toEqual(['ic2']);
  });

  it('[OM1] n = 6, m = 2: two traitorous lieutenants do the same', () => {
    const said = { replicas: 6, tolerance: 2, faults: lying(4, 5), tactics: [contrary] };
    expect(council(said).broken).toEqual(['ic2']);
  });

  it('[OM1] more traitors than m: a cabal divides four generals that were run for one', () => {
    const faults = [{ replicas: [0, 1], kind: 'colluding', tactic: 'divide' }];
    const report = reportOf({ faults, workload: { requests: 1 } });
    expect(report.violations.map(({ monitor }) => monitor)).toEqual(['ic1']);
  });

  it('[OM1] three of seven that were run for two divide the loyal four, whoever they are', () => {
    const seats = [0, 1, 2, 3, 4, 5, 6];
    const triples = seats.flatMap((a) =>
      seats.flatMap((b) => seats.flatMap((c) => (a < b && b < c ? [[a, b, c]] : []))),
    );
    for (const replicas of triples) {
      const faults = [{ replicas, kind: 'colluding', tactic: 'divide' }];
      const said = { replicas: 7, tolerance: 2, signatures: 'ideal', faults };
      const { outcome } = reportOf({ ...said, workload: { requests: 1 } });
      expect(outcome, `traitors ${replicas.join(', ')}`).toBe('unsafe');
    }
  });

  it.each([
    [4, 1],
    [7, 2],
  ])('[OM1] n = %i, m = %i: no tactic breaks anything, whoever the traitors are', (n, m) => {
    const runs = Array.from({ length: n }, (_, first) =>
      everyFault(m === 1 ? [first] : [first, (first + 3) % n]),
    ).flat();
    let acted = 0;
    for (const fault of runs) {
      for (let seed = 1; seed <= 4; seed += 1) {
        const faults = [fault];
        const workload = { requests: 1 };
        const report = reportOf({
          replicas: n,
          tolerance: m,
          signatures: 'ideal',
          faults,
          seed,
          workload,
        });
        expect(report.violations, `${JSON.stringify(fault)}, seed ${seed}`).toEqual([]);
        expect(report.outcome).toBe('agreed');
        acted += report.messages.byKind['oral-order'] ?? 0;
      }
    }
    expect(acted).toBeGreaterThan(0);
  });

  it(
    '[OM1] n = 4, m = 1: whatever a traitor says on each link, in each round',
    { timeout: 120_000 },
    () => {
      // A traitor has at most three links with one message on each, or a lieutenant two; each carries either order, or nothing.
      const strategies = Array.from({ length: 27 }, (_, number) => [
        number % 3,
        Math.floor(number / 3) % 3,
        Math.floor(number / 9),
      ]);
      const outcomes = new Set<string>();
      for (const payload of ['order ATTACK', 'order RETREAT']) {
        for (let traitor = 0; traitor < 4; traitor += 1) {
          for (const choices of strategies) {
            const said = { payload, traitor, choices };
            const run = council({
              faults: lying(traitor),
              workload: { payload },
              tactics: [scripted(choices)],
            });
            expect(run.broken, JSON.stringify(said)).toEqual([]);
            outcomes.add([...obeyed(run)].map(([id, value]) => `${id} ${value}`).join());
          }
        }
      }
      expect(outcomes.size).toBeGreaterThan(2);
    },
  );
});

/** Its first message says what the first choice is, the second what the second is: ATTACK, RETREAT or nothing. */
function scripted(choices: readonly number[]) {
  let sent = 0;
  return liar(({ to, body }, ctx) => {
    if (!isOral(body)) return [{ to, body }];
    const choice = choices[sent++ % choices.length];
    if (choice === 2) return [];
    const value = choice === 0 ? 'ATTACK' : 'RETREAT';
    return [{ to, body: { ...body, value, digest: ctx.digest('order', value) } }];
  });
}

describe('what is believed', () => {
  it('[OM2] [OM8] who hears nothing by the end of the round retreats', () => {
    const mute = liar(({ to, body }) => (isOral(body) ? [] : [{ to, body }]));
    const run = council({ faults: lying(0), tactics: [mute] });
    expect([1, 2, 3].map((id) => obeyed(run).get(id))).toEqual(['RETREAT', 'RETREAT', 'RETREAT']);
    expect(run.broken).toEqual([]);
  });

  it('[OM2] with m = 0 each lieutenant obeys what it was told', () => {
    const halves = liar(({ to, body }, ctx) =>
      isOral(body) && to === 3
        ? [{ to, body: lied(body, (value) => ctx.digest('order', value)) }]
        : [{ to, body }],
    );
    const run = council({ tolerance: 0, faults: lying(0), tactics: [halves] });
    expect([1, 2, 3].map((id) => obeyed(run).get(id))).toEqual(['ATTACK', 'ATTACK', 'RETREAT']);
    expect(run.broken).toEqual(['ic1']);
  });

  it('[OM3] every lieutenant passes on what it heard to all that have not said it yet', () => {
    const { events } = council({ replicas: 5, tolerance: 2 });
    const paths = events.flatMap((event) =>
      event.kind === 'send' && isOral(event.body)
        ? [`${JSON.stringify(event.body['path'])}>${event.to}`]
        : [],
    );
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths).toHaveLength(4 + 12 + 24);
    expect(paths).toContain('[0,3,1]>4');
    expect(paths).not.toContain('[0,3,1]>3');
  });

  it('[OM5] the majority is strict, and RETREAT where there is none', () => {
    const most = (...values: string[]) => majority(words(...values), worded('RETREAT', crypto));
    expect(most('ATTACK', 'ATTACK', 'RETREAT').value).toBe('ATTACK');
    expect(most('ATTACK', 'RETREAT').value).toBe('RETREAT');
    expect(most('A', 'B', 'C').value).toBe('RETREAT');
    expect(most('B', 'A', 'B')).toEqual(most('B', 'B', 'A'));
  });
});

describe('[OM4] what a path must be', () => {
  const cases: readonly (readonly [
    string,
    (path: readonly number[]) => readonly number[],
    RegExp,
  ])[] = [
    ['that repeats an id', ([first = 0]) => [first, first], /names a general twice/],
    ['that does not begin with the commander', () => [2, 3], /does not begin with the commander/],
    [
      'that is longer than there are rounds',
      (path) => [...path, 1, 2],
      /longer than there are rounds/,
    ],
    ['that leads back to its receiver', () => [0, 1], /leads back to its receiver/],
    ['whose last relay is not its sender', () => [0, 3], /the last of its path is not its sender/],
    ['that names nobody', () => [0, 99], /somebody who is no general/],
    ['that is for an earlier round', () => [0], /not its sender|its round is over/],
  ];

  it.each(cases)('[OM4] a path %s is refused, and changes nothing', (_, bend, reason) => {
    const traitor = liar(({ to, body }) => {
      if (!isOral(body) || to !== 1) return [{ to, body }];
      const path = Array.isArray(body['path']) ? body['path'].map(Number) : [];
      return [{ to, body: { ...body, path: [...bend(path)] } }];
    });
    const run = council({ faults: lying(2), tactics: [traitor] });
    expect(refusalsOf(run, 1).join()).toMatch(reason);
    expect(run.broken).toEqual([]);
  });

  it('[OM4] the first word along a path counts, and a digest that is not that of its order does not', () => {
    const traitor = liar(({ to, body }, ctx) => [
      { to, body },
      { to, body: lied(body, (value) => ctx.digest('order', value)) },
      { to, body: lied(body, () => 'ab') },
    ]);
    const run = council({ faults: lying(2), tactics: [traitor] });
    const reasons = refusalsOf(run, 1).join();
    expect(reasons).toMatch(/something else was said/);
    expect(reasons).toMatch(/its digest is not that of its order/);
    expect(run.broken).toEqual([]);
  });

  it('[OM4] what comes before its round does not count', () => {
    const hasty = {
      ...liar((message) => [message]),
      onReceive: (_: null, { body }: Pick<Envelope, 'body'>, ctx: AdversaryContext): boolean => {
        const digest = ctx.digest('order', 'RETREAT');
        const order = { type: 'oral-order', seq: 1, path: [0, 2], value: 'RETREAT', digest };
        if (body.type === 'summons') ctx.send(2, 1, order);
        return true;
      },
    };
    const network = { latency: { kind: 'constant', value: 1_000 } } as const;
    const run = council({ faults: lying(2), tactics: [hasty], network });
    expect(refusalsOf(run, 1).join()).toMatch(/too long for round 1/);
    expect(run.broken).toEqual([]);
  });

  it('[OM4] what comes after its round does not count', () => {
    const faults = [{ replicas: [0], kind: 'lying', tactic: 'delay' }];
    const report = reportOf({ faults, workload: { requests: 1 } });
    expect(report.outcome).toBe('agreed');
    expect(new Set(Object.values(report.ledgers).slice(1).flat()).size).toBe(1);
  });
});

describe('[OM7] counts', () => {
  it.each([
    [2, 0],
    [3, 1],
    [4, 1],
    [5, 1],
    [7, 2],
    [6, 3],
    [10, 3],
  ])('[OM7] n = %i, m = %i: round r carries (n-1)(n-2)...(n-r) messages', (n, m) => {
    const { events } = council({ replicas: n, tolerance: m });
    const sent = Array.from({ length: m + 1 }, () => 0);
    for (const event of events) {
      if (event.kind !== 'send' || !isOral(event.body)) continue;
      const round = Array.isArray(event.body['path']) ? event.body['path'].length : 0;
      sent[round - 1] = (sent[round - 1] ?? 0) + 1;
    }
    const product = (r: number) =>
      Array.from({ length: r }, (_, index) => n - 1 - index).reduce((all, each) => all * each, 1);
    expect(sent).toEqual(sent.map((_, index) => product(index + 1)));
    expect(sent).toEqual(roundSizes(n, m));
    expect(sent.reduce((sum, each) => sum + each, 0)).toBe(messagesPerOrder(n, m, 'oral'));
  });

  it('[OM7] more messages than anybody could wait for are refused, with the count', () => {
    expect(() => reportOf({ replicas: 13, tolerance: 4 })).toThrow(
      /oral messages among 13 generals that tolerate 4 traitors are 108384 for each order/,
    );
    expect(() => reportOf({ replicas: 10, tolerance: 3, workload: { requests: 100 } })).toThrow(
      /workload.requests must be smaller/,
    );
  });
});
