import { describe, expect, it } from 'vitest';
import { council, judged, liarsWith, sentBy, type Council, type Said } from './council.ts';

const typesSent = (run: Council, replica: number): ReadonlySet<string> =>
  new Set(sentBy(run, replica).map(({ body }) => body.type));

describe('usurp, with proposals', () => {
  const run = (said: Said = {}) => council({ faults: [liarsWith('usurp', {}, [3])], ...said });

  it('[N3] proposes before the primary, and nobody votes for it', () => {
    const ran = run();
    const proposed = sentBy(ran, 3).filter(({ body }) => body.type === 'pre-prepare');
    expect(proposed.map(({ body }) => body['seq'])).toEqual(
      expect.arrayContaining([1, 2, 3, 4, 5]),
    );
    expect(proposed.every(({ body }) => body['view'] === 0)).toBe(true);
    expect(judged(ran, 'reject')).toContain('R3 is not the primary of view 0');
    expect([ran.broken, ran.view]).toEqual([[], 0]);
  });

  it('leaves the views that it leads itself alone', () => {
    const leader = council({ faults: [liarsWith('usurp', {}, [0])] });
    const loyal = council({});
    expect(sentBy(leader, 0)).toEqual(sentBy(loyal, 0));
  });

  it('[N3] is what the council follows where anybody may propose', () => {
    expect(run({ ablate: ['only-primary-proposes'] }).broken).toContain('certificates');
  });

  it('[N4] takes the number of every good proposal where one is stored before it is checked', () => {
    for (const [replicas, tolerance] of [
      [4, 1],
      [7, 2],
    ] as const) {
      const last = replicas - 1;
      const said = { replicas, tolerance, faults: [liarsWith('usurp', {}, [last])] };
      expect(run(said).view).toBe(0);
      expect(run({ ...said, ablate: ['check-before-storing'] }).view).toBe(last);
    }
  });
});

describe('usurp, with a NEW-VIEW', () => {
  const faults = [
    { kind: 'crashed', replicas: [0], at: 30_000, until: null } as const,
    liarsWith('usurp', { what: 'new-views' }, [3]),
  ];

  it('[NV1] opens the view that another one leads, in good form, and nobody enters by it', () => {
    const ran = council({ faults });
    expect(typesSent(ran, 3)).toContain('new-view');
    expect(judged(ran, 'reject')).toContain('R3 is not the primary of view 1');
    expect([ran.broken, ran.view]).toEqual([[], 1]);
  });

  it('[NV1] is believed where anybody may open a view', () => {
    expect(council({ faults, ablate: ['new-view-primary'] }).broken).toEqual([
      'certificates',
      'conduct',
    ]);
  });

  it('proposes nothing, and opens nothing while nobody asks for a view', () => {
    const calm = council({ faults: [liarsWith('usurp', { what: 'new-views' }, [3])] });
    expect(typesSent(calm, 3)).toEqual(typesSent(council({}), 3));
  });
});
