import { describe, expect, it } from 'vitest';
import type { AdversaryContext, Body, Context, Tactic } from '../../../src/core/model/index.ts';
import { bent, orderIn } from '../../../src/core/protocols/generals/attacks/bend.ts';
import { worded } from '../../../src/core/protocols/generals/oral.ts';
import { choice } from '../../../src/core/protocols/generals/signed.ts';
import { TACTICS } from '../../../src/core/registry.ts';
import { council, everyFault, liar, lying, obeyed, refusalsOf, reportOf } from './support.ts';

/** SM(m), by the clauses 9 to 12 of the list for the generals: [SM9] to [SM12]. */

const generals = { messages: 'signed' } as const;
const signedBy = (body: Body): number => (Array.isArray(body['sigs']) ? body['sigs'].length : 0);

/** A commander who signs as many different orders as there are words, dealt to the lieutenants in turn. */
const dealing = (...words: string[]) =>
  liar(({ to, body }, ctx) => {
    const order = orderIn(body);
    if (order === null || order.path.length > 1) return [{ to, body }];
    return [{ to, body: bent(order, words[to % words.length] ?? '', ctx) }];
  });

describe('SM(m)', () => {
  it('[SM9] a new order goes, countersigned, to everybody who has not signed it', () => {
    const { events } = council({ generals });
    const relays = events.flatMap((event) =>
      event.kind === 'send' && signedBy(event.body) === 2
        ? [`${JSON.stringify(event.body['path'])} to ${event.to}`]
        : [],
    );
    expect(relays.sort()).toEqual([
      '[0,1] to 2',
      '[0,1] to 3',
      '[0,2] to 1',
      '[0,2] to 3',
      '[0,3] to 1',
      '[0,3] to 2',
    ]);
  });

  it('[SM9] with m = 2 what a second round brings goes on to a third', () => {
    const said = {
      replicas: 5,
      tolerance: 2,
      generals,
      faults: lying(0),
      tactics: [dealing('A', 'B')],
    };
    const { events, broken } = council(said);
    const lengths = events.flatMap((event) =>
      event.kind === 'send' ? [signedBy(event.body)] : [],
    );
    expect(Math.max(...lengths)).toBe(3);
    expect(broken).toEqual([]);
  });

  const forgeries: readonly (readonly [
    string,
    RegExp,
    (body: Body, ctx: AdversaryContext) => Body,
  ])[] = [
    [
      'with a changed order',
      /the signature of R0 does not fit/,
      (body, ctx) => {
        const order = orderIn(body);
        return order === null ? body : bent(order, 'RETREAT', ctx);
      },
    ],
    ['without its last signature', /not one signature for each/, (body) => ({ ...body, sigs: [] })],
    [
      'that does not begin with the commander',
      /does not begin with the commander/,
      (body) => ({ ...body, path: [2, 0] }),
    ],
    [
      'that is longer than there are rounds',
      /longer than there are rounds/,
      (body) => ({ ...body, path: [0, 2, 3] }),
    ],
    ['of another order', /does not fit/, (body) => ({ ...body, seq: 2 })],
  ];

  it.each(forgeries)('[SM10] a chain %s is rejected', (_, reason, forge) => {
    const traitor = liar(({ to, body }, ctx) => [
      { to, body: body.type === 'signed-order' ? forge(body, ctx) : body },
    ]);
    const run = council({ generals, faults: lying(2), tactics: [traitor] });
    expect(refusalsOf(run, 1).join()).toMatch(reason);
    expect(run.broken).toEqual([]);
  });

  it('[SM10] duplicates are ignored, and so is a chain whose round is over', () => {
    const late = liar(({ to, body }) => [
      { to, body },
      { to, body },
    ]);
    const run = council({ generals, faults: lying(2), tactics: [late] });
    expect(refusalsOf(run, 1).join()).toMatch(/the same order is known already/);
    const delay = TACTICS.find(({ id }) => id === 'delay');
    expect(delay).toBeDefined();
    const faults = [{ replicas: [0], kind: 'lying', tactic: 'delay' }];
    const report = reportOf({ generals, faults, workload: { requests: 1 } });
    expect(report.outcome).toBe('agreed');
  });

  it('[SM10] a chain that is too long for its round is rejected, however genuine', () => {
    const cabal: Tactic<null> = {
      ...liar((message) => [message]),
      kind: 'colluding',
      onReceive: (_state, { body, to }, ctx) => {
        const digest = ctx.digest('order', 'RETREAT');
        const chain = { seq: 1, value: 'RETREAT', digest, path: [0, 2], sigs: ['', ''] };
        const order = bent({ type: 'signed-order', ...chain }, 'RETREAT', ctx);
        if (body.type === 'summons' && to === 2) ctx.send(2, 1, order);
        return true;
      },
    };
    const network = { latency: { kind: 'constant', value: 1_000 } } as const;
    const faults = [
      { kind: 'colluding', tactic: 'test', replicas: [0, 2], at: 0, until: null },
    ] as const;
    const run = council({ generals, faults, tactics: [cabal], network });
    expect(refusalsOf(run, 1).join()).toMatch(/too long for round 1/);
  });

  it('[SM10] choice: the only order, else RETREAT', () => {
    const crypto: Pick<Context, 'digest'> = { digest: (_domain, data) => JSON.stringify(data) };
    const state = { config: { messages: 'signed', round: 1, ablate: {} } } as const;
    const chosen = (...values: string[]) =>
      choice(
        state,
        values.map((value) => worded(value, crypto)),
        crypto,
      )?.value;
    expect(chosen('ATTACK')).toBe('ATTACK');
    expect(chosen()).toBe('RETREAT');
    expect(chosen('A', 'B')).toBe('RETREAT');
  });

  it('[SM11] n = 3, m = 1 succeeds with signatures where oral messages fail', () => {
    const faults = [{ replicas: [2], kind: 'lying', tactic: 'contrary-relay' }];
    const said = { replicas: 3, faults, workload: { requests: 2 } };
    expect(reportOf(said).outcome).toBe('unsafe');
    expect(reportOf({ ...said, generals }).outcome).toBe('agreed');
  });

  it.each([
    [3, 1],
    [4, 2],
    [7, 2],
  ])('[SM11] n = %i, m = %i: no tactic breaks anything, whoever the traitors are', (n, m) => {
    for (let first = 0; first < n; first += 1) {
      for (const fault of everyFault(m === 1 ? [first] : [first, (first + 1) % n])) {
        const faults = [fault];
        const workload = { requests: 1 };
        const report = reportOf({
          replicas: n,
          tolerance: m,
          generals,
          signatures: 'ideal',
          faults,
          workload,
        });
        expect(report.violations, JSON.stringify(fault)).toEqual([]);
      }
    }
  });

  it('[SM12] two different orders are many: a third is not passed on', () => {
    const said = {
      replicas: 5,
      tolerance: 2,
      generals,
      faults: lying(0),
      tactics: [dealing('A', 'B', 'C', 'D')],
    };
    const run = council(said);
    const values = new Map<number, Set<unknown>>();
    for (const event of run.events) {
      if (event.kind !== 'send' || signedBy(event.body) < 2) continue;
      values.set(event.process, (values.get(event.process) ?? new Set()).add(event.body['value']));
    }
    expect([...values.values()].map((set) => set.size).every((size) => size <= 2)).toBe(true);
    expect(refusalsOf(run, 1).join()).toMatch(/two different orders are known already/);
    expect([1, 2, 3, 4].map((id) => obeyed(run).get(id))).toEqual(Array(4).fill('RETREAT'));
  });

  it('[SM9] a commander who signs two orders is convicted by his own signatures', () => {
    const faults = [{ replicas: [0], kind: 'lying', tactic: 'two-orders' }];
    const report = reportOf({ generals, faults, workload: { requests: 1 } });
    expect(report.outcome).toBe('agreed');
    expect(report.evidence.map(({ replica }) => replica)).toEqual([0]);
  });
});
