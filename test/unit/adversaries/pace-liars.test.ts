import { describe, expect, it } from 'vitest';
import { council, judged, liarsWith, sentBy, type Council } from './council.ts';

const AWAY = { kind: 'crashed', replicas: [0], at: 120_000, until: 900_000 } as const;

function enteredAt(run: Council, replica: number, view: number): number | undefined {
  return run.events.find(
    (event) =>
      event.kind === 'note' &&
      event.process === replica &&
      event.fact.fact === 'view-entered' &&
      event.fact.view === view,
  )?.at;
}

describe('stall-new-view', () => {
  const run = (how: string) =>
    council({ faults: [AWAY, liarsWith('stall-new-view', { how }, [1])] });

  it('[B28] a new primary that keeps silent costs one more view', () => {
    const ran = run('never');
    expect(sentBy(ran, 1).some(({ body }) => body.type === 'new-view')).toBe(false);
    expect(enteredAt(ran, 2, 1)).toBeUndefined();
    expect(enteredAt(ran, 2, 2)).toBeDefined();
    expect(ran.broken).toEqual([]);
  });

  it('[B29] tells one half, and the other hears of it all the same or goes on', () => {
    const ran = run('half');
    const told = new Set(
      sentBy(ran, 1).flatMap(({ to, body }) => (body.type === 'new-view' ? [to] : [])),
    );
    expect([...told].every((to) => to % 2 === 0)).toBe(true);
    expect(ran.broken).toEqual([]);
  });

  it('[B30] comes late, but is not given up', () => {
    const [honest, late] = [council({ faults: [AWAY] }), run('late')];
    const wait = (enteredAt(late, 2, 1) ?? 0) - (enteredAt(honest, 2, 1) ?? 0);
    expect(wait).toBeGreaterThan(140_000);
    expect(late.broken).toEqual([]);
  });

  it('[B31] what is proposed before the NEW-VIEW waits for it', () => {
    const ran = run('after');
    const types = sentBy(ran, 1).flatMap(({ body }) => (body['view'] === 1 ? [body.type] : []));
    expect(types.indexOf('pre-prepare')).toBeLessThan(types.indexOf('new-view'));
    expect(types).toContain('pre-prepare');
    expect(judged(ran, 'ignore')).toContain('early: kept until the NEW-VIEW for view 1 is here');
    expect(ran.broken).toEqual([]);
  });
});

describe('view-spam', () => {
  it.each(['next', 'climbing', 'huge'])('[B22] [B23] %s: f of them move nobody', (which) => {
    for (const shape of [
      { replicas: 4, tolerance: 1 },
      { replicas: 7, tolerance: 2 },
    ]) {
      const liars = shape.replicas === 4 ? [3] : [2, 5];
      const ran = council({ ...shape, faults: [liarsWith('view-spam', { which }, liars)] });
      expect(ran.view).toBe(0);
      const own = new Set(
        sentBy(ran, 3).flatMap(({ body }) => (body.type === 'view-change' ? [body['view']] : [])),
      );
      if (shape.replicas === 4) expect(own.size > 1).toBe(which !== 'next');
      expect(judged(ran, 'reject')).toEqual([]);
      expect(ran.broken).toEqual([]);
    }
  });

  it('[B22] does not keep the others from changing view when they have to', () => {
    for (const which of ['next', 'climbing', 'huge']) {
      const ran = council({ faults: [AWAY, liarsWith('view-spam', { which }, [3])] });
      expect(ran.broken).toEqual([]);
      expect(ran.view).toBeGreaterThanOrEqual(1);
    }
  });
});

describe('flood', () => {
  it.each(['status', 'requests', 'state', 'all'])('[B26] %s: the council goes on', (what) => {
    const [calm, ran] = [council({}), council({ faults: [liarsWith('flood', { what }, [2])] })];
    expect(sentBy(ran, 2).length).toBeGreaterThan(3 * sentBy(calm, 2).length);
    expect(ran.view).toBe(0);
    expect(ran.broken).toEqual([]);
  });

  it('[B26] is answered no more than four times in a status period', () => {
    const ran = council({ faults: [liarsWith('flood', { what: 'status' }, [2])] });
    const seconds = ran.kernel.now / 1_000_000;
    const proposals = sentBy(ran, 0).filter(
      ({ to, body }) => to === 2 && body.type === 'pre-prepare' && body['seq'] === 1,
    );
    expect(proposals.length).toBeGreaterThan(3);
    expect(proposals.length).toBeLessThanOrEqual(2 + 4 * (seconds / 0.1));
  });
});

describe('corrupt-state', () => {
  /** R1 comes back after more than a window, and R2 is the first that it asks. */
  const fetching = {
    pbft: { checkpointInterval: 2, window: 4 },
    workload: { clients: 2, requests: 12, payload: ['add score 1', 'set hill north'] },
    interventions: [
      { at: 100_000, after: 0, do: 'crash', replicas: [1] },
      { at: 500_000, after: 0, do: 'restore', replicas: [1] },
    ],
  } as const;

  it.each([
    ['pages', 'the page does not have the digest that was asked for'],
    ['digests', 'the digest of the checkpoint does not follow from those of its pages'],
    ['endless', 'the digest of the checkpoint does not follow from those of its pages'],
    ['old', null],
    ['nothing', null],
  ] as const)('[B25] %s: the one who fetches turns to another', (how, reason) => {
    const ran = council({ ...fetching, faults: [liarsWith('corrupt-state', { lie: how }, [2])] });
    if (reason === null) expect(judged(ran, 'reject')).toEqual([]);
    else expect(judged(ran, 'reject')).toContain(reason);
    const facts = ran.events.flatMap((event) =>
      event.kind === 'note' && event.process === 1 ? [event.fact] : [],
    );
    expect(facts.some((fact) => fact.fact === 'state-installed')).toBe(true);
    expect(facts.some((fact) => fact.fact === 'rule' && fact.rule === 'S2')).toBe(true);
    expect(ran.broken).toEqual([]);
  });
});

describe('withhold-commit, the whole plan', () => {
  it('[B17] [D2] one replica alone commits, the view changes, and the new one proposes it again', () => {
    const ran = council({
      faults: [liarsWith('withhold-commit', { plan: 'whole' }, [0])],
      workload: { requests: 1 },
      // Whoever misses something may not ask for it in time: the network is not yet stable.
      network: {
        gst: 700_000,
        delays: [{ at: 0, until: 700_000, from: null, to: null, kinds: ['status'], by: 700_000 }],
      },
    });
    const facts = ran.events.flatMap((event) =>
      event.kind === 'note' && event.process !== 0 ? [{ ...event.fact, by: event.process }] : [],
    );
    const committed = facts.flatMap((each) => (each.fact === 'committed' ? [each] : []));
    const inFirst = committed.filter(({ view }) => view === 0);
    expect(inFirst.map(({ by }) => by)).toEqual([1]);
    const later = committed.filter(({ view, seq }) => view > 0 && seq === 1);
    expect(new Set(later.map(({ digest }) => digest))).toEqual(new Set([inFirst[0]?.digest]));
    expect(later.length).toBeGreaterThanOrEqual(3);
    const entered = facts.find((each) => each.fact === 'view-entered');
    expect(entered).toMatchObject({ reproposed: [{ seq: 1, digest: inFirst[0]?.digest }] });
    expect(ran.broken).toEqual([]);
  });
});
