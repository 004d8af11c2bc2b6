// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { createQuorums } from '../../../src/viz/quorums/quorums.ts';
import { abstractSides, quorumsScene } from '../../../src/viz/quorums/scene.ts';
import type { QuorumsInput, QuorumsScene } from '../../../src/viz/quorums/scene.ts';

const fork: QuorumsInput = {
  n: 4,
  sides: [
    { voters: [0, 1, 3], tone: 'v-A', label: 'quorum for A' },
    { voters: [0, 2, 3], tone: 'v-B', label: 'quorum for B' },
  ],
  culprits: [0, 3],
  nameOf: (id) => `R${id}`,
  width: 248,
};

function abstract(n: number, q: number): QuorumsScene {
  return quorumsScene({ ...fork, n, culprits: [], sides: abstractSides(n, q) });
}

describe('two quorums', () => {
  test('stand side by side so that each is one stretch, the shared replicas in the middle', () => {
    const { seats } = quorumsScene(fork);
    expect(seats.map(({ name, isShared }) => `${name}${isShared ? ' both' : ''}`)).toEqual([
      'R1',
      'R0 both',
      'R3 both',
      'R2',
    ]);
    expect(seats.filter(({ isCulprit }) => isCulprit).map(({ name }) => name)).toEqual([
      'R0',
      'R3',
    ]);
  });

  test.each([
    [4, 3],
    [7, 5],
    [13, 9],
    [3, 2],
    [5, 4],
  ])('of %i replicas with quorum %i share at least 2q - n', (n, q) => {
    expect(abstract(n, q).seats.filter(({ isShared }) => isShared)).toHaveLength(2 * q - n);
  });

  test('too small ones share nobody', () => {
    const { seats, label } = abstract(4, 2);
    expect(seats.some(({ isShared }) => isShared)).toBe(false);
    expect(label).toContain('In both: nobody.');
  });

  test.each([4, 13, 100])('fit their width with %i seats', (n) => {
    const { seats, size } = abstract(n, Math.ceil(n * 0.7));
    expect(Math.max(...seats.map(({ x, width }) => x + width))).toBeLessThanOrEqual(
      size.width + 0.1,
    );
    expect(Math.min(...seats.map(({ x }) => x))).toBeGreaterThanOrEqual(0);
  });

  test('are told in words as well', () => {
    const element = document.createElement('div');
    const view = createQuorums(element);
    view.update(quorumsScene(fork));
    expect(element.querySelector('svg')?.getAttribute('aria-label')).toBe(
      'quorum for A: 3 of 4. quorum for B: 3 of 4. In both: R0, R3. Voted both ways: R0, R3.',
    );
    expect(element.querySelectorAll('.seat.is-culprit')).toHaveLength(2);
    view.destroy();
    expect(element.childElementCount).toBe(0);
  });
});
