import { describe, expect, it } from 'vitest';
import type { Delay, Fault } from '../../../src/core/model/index.ts';
import { council, type Council, type Said } from '../../unit/adversaries/council.ts';

/**
 * What is promised for f traitors fails with enough of them, in the way that the paper's arithmetic says and in no other. Each
 * attack names the monitors that must break; all others must stay silent, or they would cry wolf.
 */

type Shape = Said & { readonly members: readonly number[] };

const SEEDS = [1, 2, 3, 4, 5];

function run(tactic: string, { members, ...said }: Shape, seed: number): Council {
  const fault: Fault = { kind: 'colluding', tactic, replicas: members, at: 0, until: null };
  return council({ ...said, seed, faults: [fault] });
}

/** Under several seeds with ideal signatures, and one with real ones: exactly these monitors break. */
function expectBroken(tactic: string, shape: Shape, monitors: readonly string[]): void {
  for (const seed of SEEDS)
    expect(run(tactic, shape, seed).broken, `seed ${seed}`).toEqual(monitors);
  const real = run(tactic, { ...shape, signatures: 'ed25519' }, 1);
  expect(real.broken, 'with Ed25519').toEqual(monitors);
}

/** The ledgers differ, and [I17] what is signed names at least 2q-n replicas, none of them loyal. */
function expectForks(tactic: string, shape: Shape): void {
  const runs = SEEDS.map((seed) => run(tactic, shape, seed));
  for (const { violations, broken, kernel } of [
    ...runs,
    run(tactic, { ...shape, signatures: 'ed25519' }, 1),
  ]) {
    expect(broken).toEqual(expect.arrayContaining(['agreement', 'order']));
    // I9 breaks where clients of both sides compare notes; nothing else may.
    expect(broken.filter((id) => !FORKED.includes(id))).toEqual([]);
    const { n, q } = kernel.bench;
    // A view that proposes something else is told first, and of that nobody showed two certificates.
    const agreement = violations.find(
      ({ monitor, certificates }) =>
        monitor === 'agreement' && certificates.every(({ voters }) => voters.length > 0),
    );
    expect(agreement?.culprits.length).toBeGreaterThanOrEqual(2 * q - n);
    expect(shape.members).toEqual(expect.arrayContaining([...(agreement?.culprits ?? [])]));
  }
}

const FORKED = ['agreement', 'order', 'client-safety', 'completion'];

const FOUR: Shape = { members: [0, 3] };
const SEVEN: Shape = { members: [0, 5, 6], replicas: 7, tolerance: 2 };
const SIX: Shape = { members: [0, 5], replicas: 6 };

describe('[F1] an equivocating primary and its friends', () => {
  it.each([
    ['(4, 2)', FOUR],
    ['(7, 3)', SEVEN],
    ['(6, 2)', SIX],
    ['(5, 3)', { members: [0, 3, 4], replicas: 5 }],
  ])('fork (n, b) = %s', (_name, shape) => expectForks('fork', shape));

  it('fail at (5, 2), although two are f+1: 2q-n is 3, and only the service ends', () => {
    for (const seed of SEEDS) {
      const { broken } = run('fork', { members: [0, 4], replicas: 5 }, seed);
      expect(broken.filter((id) => id !== 'completion')).toEqual([]);
    }
  });
});

/** What the first ones send reaches the others only when all is over. */
function keptFrom(to: readonly number[], from: readonly number[]): Delay {
  return { at: 0, until: 2_000_000, from, to, kinds: null, by: 30_000_000 };
}

describe('[F2] colluders who forget what they helped to decide, the first primary loyal', () => {
  it.each([
    ['(4, 2)', { members: [2, 3] }],
    ['(4, 2), the leader of view 1 among them', { members: [1, 3] }],
    ['(7, 3)', { members: [4, 5, 6], replicas: 7, tolerance: 2 }],
    ['(5, 3)', { members: [2, 3, 4], replicas: 5 }],
  ])('fork (n, b) = %s without any control of the network', (_name, shape) =>
    expectForks('amnesia-fork', shape),
  );

  it('fork (6, 2) if the network holds up what goes to two of the four loyal ones', () => {
    const network = { delays: [keptFrom([2, 3], [0, 1])] };
    expectForks('amnesia-fork', { members: [4, 5], replicas: 6, network });
  });

  it('fail at (6, 2) where it does not: four loyal replicas are a quorum by themselves', () => {
    expectBroken('amnesia-fork', { members: [4, 5], replicas: 6 }, []);
  });

  it('fail with too few: one of four serves on, two of five end the service', () => {
    expectBroken('amnesia-fork', { members: [3] }, []);
    expectBroken('amnesia-fork', { members: [3, 4], replicas: 5 }, ['completion']);
  });

  it('what convicts them: a COMMIT, then a VIEW-CHANGE that shows nothing of it', () => {
    const { events } = run('amnesia-fork', { members: [2, 3] }, 1);
    for (const member of [2, 3]) {
      const sent = events.flatMap((event) =>
        event.kind === 'send' && event.process === member ? [event.body] : [],
      );
      expect(sent.some(({ type, seq }) => type === 'commit' && seq === 1)).toBe(true);
      const left = sent.filter(({ type }) => type === 'view-change');
      expect(left.length).toBeGreaterThan(0);
      for (const { prepared } of left) expect(prepared).toEqual([]);
    }
  });
});

describe('[F3] three replicas that promise to bear one traitor', () => {
  const three = { replicas: 3, tolerance: 1 };

  it('fork with one lying primary where two are a quorum', () =>
    expectForks('fork', { ...three, members: [0], quorum: 2 }));

  it('fork with one forgetful backup where two are a quorum and the network helps', () => {
    const network = { delays: [keptFrom([1], [0])] };
    expectForks('amnesia-fork', { ...three, members: [2], quorum: 2, network });
  });

  it('stall with one silent replica where three are a quorum, and do not fork', () => {
    expectBroken('stall', { ...three, members: [2] }, ['completion']);
    for (const seed of SEEDS) {
      const { broken } = run('fork', { ...three, members: [0] }, seed);
      expect(broken.filter((id) => id !== 'completion')).toEqual([]);
    }
  });
});

const SHORT_OF_PROOF = ['checkpoints', 'certificates', 'accountability'];

describe('[F4] a checkpoint that nobody has reached', () => {
  const shapes: readonly (readonly [string, Shape])[] = [
    ['(4, 2)', { members: [2, 3] }],
    ['(7, 3)', { members: [3, 5, 6], replicas: 7, tolerance: 2 }],
    ['(5, 2)', { members: [0, 4], replicas: 5 }],
  ];

  it.each(shapes)('comes to nothing at %s, where installing takes a quorum', (_name, shape) =>
    expectBroken('poison-checkpoint', shape, []),
  );

  it.each(shapes)('poisons a replica at %s, where f+1 are enough', (_name, shape) => {
    for (const seed of SEEDS) {
      const said = { ...shape, ablate: ['stable-by-f+1'] };
      const { broken } = run('poison-checkpoint', said, seed);
      expect(broken, `seed ${seed}`).toContain('checkpoints');
      // A replica that keeps so short a proof may show it in a VIEW-CHANGE, which others cannot believe and hold against it.
      expect(broken.filter((id) => !SHORT_OF_PROOF.includes(id))).toEqual([]);
    }
  });

  it('so that its memory is one that no order ever led to', () => {
    const { kernel, events } = run(
      'poison-checkpoint',
      { members: [2, 3], ablate: ['stable-by-f+1'] },
      1,
    );
    const installed = events.flatMap((event) =>
      event.kind === 'note' && event.fact.fact === 'state-installed'
        ? [[event.process, event.fact.seq]]
        : [],
    );
    expect(installed).toEqual([[1, 24]]);
    const view = kernel.inspect(1);
    expect(view.role === 'replica' && view.replica.memory).toEqual([['order', 'RETREAT']]);
  });

  it('and with one traitor fewer not even there', () =>
    expectBroken('poison-checkpoint', { members: [3], ablate: ['stable-by-f+1'] }, []));
});

describe('[C1] f+1 replicas that lie to a client alone', () => {
  it.each([
    ['(4, 2)', { members: [2, 3] }],
    ['(5, 2)', { members: [2, 3], replicas: 5 }],
    ['(7, 3), the primary among them', { members: [0, 5, 6], replicas: 7, tolerance: 2 }],
  ])('deceive it at %s, and the ledgers are intact', (_name, shape) =>
    expectBroken('lie-to-client', shape, ['client-safety']),
  );

  it('and f of them do not', () => {
    expectBroken('lie-to-client', { members: [0] }, []);
    expectBroken('lie-to-client', { members: [0, 6], replicas: 7, tolerance: 2 }, []);
  });
});

describe('[D1] n-q+1 silent replicas', () => {
  it.each([
    ['n = 4: two', { members: [0, 1] }, { members: [3] }],
    ['n = 5: two', { members: [3, 4], replicas: 5 }, { members: [0], replicas: 5 }],
    ['n = 6: three', { members: [0, 1, 2], replicas: 6 }, { members: [0, 5], replicas: 6 }],
    [
      'n = 7: three',
      { members: [4, 5, 6], replicas: 7, tolerance: 2 },
      { members: [0, 1], replicas: 7, tolerance: 2 },
    ],
  ])('end the service and break nothing, and one fewer does not: %s', (_name, enough, few) => {
    expectBroken('stall', enough, ['completion']);
    expectBroken('stall', few, []);
  });

  it('no view change completes', () => {
    const { events } = run('stall', { members: [0, 1] }, 1);
    const facts = events.flatMap((event) =>
      event.kind === 'note' && event.process > 1 && event.process < 4 ? [event.fact.fact] : [],
    );
    expect(facts).toContain('view-change-sent');
    expect(facts).not.toContain('view-entered');
  });
});

describe('[B36] traitors that move', () => {
  /** R0, then R1, then R2: each while it leads, never two at once, three in all. */
  const moving = (tactic: string): Fault[] =>
    [0, 1, 2].map((replica) => ({
      kind: 'lying',
      tactic,
      replicas: [replica],
      at: replica * 600_000,
      until: (replica + 1) * 600_000,
    }));

  it.each(['equivocate', 'mute', 'twins', 'hide-certificates'])(
    'break nothing as long as each that is released has kept its memory: %s',
    (tactic) => {
      for (const seed of SEEDS) {
        const workload = { requests: 30, interval: 60_000 };
        const run = council({ seed, faults: moving(tactic), workload, until: 60_000_000 });
        expect(run.broken, `seed ${seed}`).toEqual([]);
        expect(new Set(marked(run))).toEqual(new Set([0, 1, 2]));
      }
    },
  );

  it('are as many as there were at once: two for one moment fork what one after the other could not', () => {
    const faults: Fault[] = [
      { kind: 'colluding', tactic: 'fork', replicas: [0, 3], at: 0, until: 60_000 },
    ];
    for (const seed of SEEDS) expect(council({ seed, faults }).broken).toContain('agreement');
  });
});

/** Who was marked as lying at some time. */
function marked({ events }: Council): readonly number[] {
  return events.flatMap((event) =>
    event.kind === 'mark' && event.mark.kind === 'lying' ? [event.process] : [],
  );
}
