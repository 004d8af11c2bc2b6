import { describe, expect, test } from 'vitest';
import type { MarkKind, Run } from '../../../src/core/model/index.ts';
import { certificatesAt, defaultPair, lensOf, pigeonhole } from '../../../src/viz/quorums/lens.ts';
import type { LensCouncil } from '../../../src/viz/quorums/lens.ts';
import { createValueBook } from '../../../src/viz/values.ts';
import { END, finished, FORK } from './panel-runs.ts';

const MARKS: readonly MarkKind[] = ['colluding', 'loyal', 'loyal', 'colluding'];

function councilOf(run: Run, marks: readonly MarkKind[]): LensCouncil {
  return {
    n: 4,
    q: 3,
    f: 1,
    marks,
    nameOf: (id) => `R${id}`,
    book: createValueBook(run.timeline().values),
  };
}

describe('the quorum lens', () => {
  test('shows first the two certificates of loyal replicas that contradict each other, and the traitors in both', () => {
    const run = finished(FORK);
    const [one, other] = defaultPair(certificatesAt(run.certificates([1, 2]), END), MARKS);
    expect([one?.replica, other?.replica].sort()).toEqual([1, 2]);
    expect(one?.phase).toBe('committed');
    if (!one || !other) throw new Error('there is no pair');
    const lens = lensOf([one, other], councilOf(run, MARKS));
    expect(lens).toMatchObject({ isConflict: true, shared: [0, 3], traitors: [0, 3] });
    expect(lens.words).toContain('What no replica can know: all of them are traitors.');
  });

  test('shows the two latest ones where none contradicts another', () => {
    const run = finished();
    const certificates = certificatesAt(run.certificates([5]), END);
    const [one, other] = defaultPair(certificates, MARKS);
    expect(one).toBe(certificates[0]);
    expect(other?.phase).toBe(one?.phase);
    expect(other?.replica).not.toBe(one?.replica);
  });

  test('has no certificate before the first one was reached', () => {
    const list = finished().certificates([1]);
    expect(list.certificates.length).toBe(8);
    expect(certificatesAt(list, { at: 0, events: 0 })).toEqual([]);
  });

  test('says when the overlap has a loyal replica, and when it can be all traitors', () => {
    const council = councilOf(finished(), MARKS);
    expect(pigeonhole(council)).toMatchObject({
      promised: { isSafe: true },
      seated: { isSafe: false },
    });
    expect(pigeonhole(council).formula).toContain('2q − n = 2·3 − 4 = 2');
    expect(pigeonhole({ ...council, n: 3, q: 2 }).formula).toContain('= 1 stands in both');
    expect(pigeonhole(council).seated.words).toContain('2 ≤ 2');
    expect(pigeonhole({ ...council, q: 2, marks: [] }).seated.isSafe).toBe(false);
  });
});
