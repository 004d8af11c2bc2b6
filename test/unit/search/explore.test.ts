import { describe, expect, it } from 'vitest';
import { explore } from '../../../src/core/search/explore/explore.ts';
import { SLIPS, type Slip } from '../../../src/core/search/explore/slips.ts';
import { tellMove } from '../../../src/core/search/explore/words.ts';

/** What every slip comes to at n = 4, f = 1 with one view change, the traitor being R0, R1 or R2: forked after so many steps, or safe. */
type Verdict = readonly [forkedAfter: number | null, states: number];

const ONE_VIEW_CHANGE: Readonly<Record<Slip | 'none', readonly Verdict[]>> = {
  none: [
    [null, 25_768],
    [null, 21_816],
    [null, 11_808],
  ],
  'prepared-by-q-1': [
    [13, 31_579],
    [null, 30_596],
    [null, 13_404],
  ],
  'committed-by-q-1': [
    [12, 15_812],
    [12, 17_585],
    [12, 7_688],
  ],
  'new-view-by-q-1': [
    [13, 31_006],
    [13, 46_567],
    [13, 13_910],
  ],
  'new-view-by-q-2': [
    [13, 31_006],
    [12, 58_273],
    [13, 13_910],
  ],
  'primary-votes-twice': [
    [13, 29_424],
    [null, 29_100],
    [null, 11_808],
  ],
  'duplicate-prepares': [
    [13, 31_579],
    [null, 30_596],
    [null, 13_404],
  ],
  'duplicate-commits': [
    [12, 15_812],
    [12, 17_585],
    [12, 7_688],
  ],
  'no-commit-phase': [
    [10, 4_601],
    [10, 5_693],
    [10, 2_127],
  ],
  'second-pre-prepare': [
    [10, 16_013],
    [14, 82_117],
    [null, 11_808],
  ],
  'pre-prepare-from-anyone': [
    [null, 40_772],
    [13, 58_666],
    [13, 34_868],
  ],
  'commit-without-digest': [
    [null, 25_768],
    [null, 21_816],
    [null, 11_808],
  ],
  'commits-across-views': [
    [null, 28_612],
    [null, 23_752],
    [null, 13_254],
  ],
  'prepares-across-views': [
    [null, 28_636],
    [null, 25_740],
    [null, 12_452],
  ],
  'decide-unprepared': [
    [null, 31_504],
    [null, 25_672],
    [null, 14_808],
  ],
  'no-certificates': [
    [14, 30_828],
    [14, 38_282],
    [14, 15_048],
  ],
  'certificates-of-last-view': [
    [null, 25_768],
    [null, 21_816],
    [null, 11_808],
  ],
  'certificate-of-first-view': [
    [null, 25_768],
    [null, 21_816],
    [null, 11_808],
  ],
  'certificate-unproven': [
    [12, 20_974],
    [12, 23_339],
    [12, 9_198],
  ],
  'certificate-view-unbound': [
    [null, 25_768],
    [null, 21_816],
    [null, 11_808],
  ],
  'new-view-of-any-view': [
    [null, 25_768],
    [null, 21_816],
    [null, 11_808],
  ],
  'new-view-of-lowest-view': [
    [null, 25_768],
    [null, 21_816],
    [null, 11_808],
  ],
  'new-view-duplicates': [
    [13, 31_006],
    [12, 58_273],
    [13, 13_910],
  ],
  'new-view-unchecked': [
    [null, 25_768],
    [10, 43_617],
    [null, 11_808],
  ],
  'stale-view-changes': [
    [null, 25_768],
    [null, 21_816],
    [null, 11_808],
  ],
  'old-view-goes-on': [
    [14, 45_556],
    [14, 59_339],
    [14, 24_476],
  ],
  'votes-before-new-view': [
    [null, 53_504],
    [12, 78_680],
    [null, 24_544],
  ],
};

const LIMITS = { statesMax: 1_000_000 };
const FOUR = { n: 4, f: 1, viewMax: 1, slips: [] };

describe('explore: n = 4, f = 1, one traitor, one view change', () => {
  it.each(['none', ...Object.keys(SLIPS)] as (Slip | 'none')[])('%s', (slip) => {
    const verdicts = [0, 1, 2].map((traitor) => {
      const slips = slip === 'none' ? [] : [slip];
      const found = explore({ ...FOUR, byzantine: [traitor], slips }, LIMITS);
      return [found.verdict === 'forked' ? found.depth : null, found.states];
    });
    expect(verdicts).toEqual(ONE_VIEW_CHANGE[slip]);
  });
});

describe('explore: councils with more traitors than they bear, or none', () => {
  const cases = [
    ['n = 4, traitors 0 and 1: fork in view 0', { ...FOUR, byzantine: [0, 1] }, 6],
    ['n = 4, traitors 0 and 2: fork in view 0', { ...FOUR, byzantine: [0, 2] }, 6],
    ['n = 4, traitors 2 and 3: fork by a view change', { ...FOUR, byzantine: [2, 3] }, 8],
    ['n = 4, traitors 1 and 2: fork by a view change', { ...FOUR, byzantine: [1, 2] }, 8],
    [
      'n = 4, three traitors: one correct replica cannot disagree',
      { ...FOUR, byzantine: [0, 1, 2], viewMax: 0 },
      null,
    ],
    ['n = 6, f = 1, two traitors, one leads', { ...FOUR, n: 6, byzantine: [0, 1], viewMax: 0 }, 10],
    ['n = 7, f = 2, three traitors', { ...FOUR, n: 7, f: 2, byzantine: [0, 1, 2], viewMax: 0 }, 10],
    ['n = 5, f = 1, three traitors', { ...FOUR, n: 5, byzantine: [0, 1, 2] }, 6],
    ['n = 5, f = 1, two traitors: none', { ...FOUR, n: 5, byzantine: [0, 1] }, null],
    ['n = 3, f = 1, q = 3: none', { ...FOUR, n: 3, byzantine: [0] }, null],
    ['n = 3, f = 1, q = 2: one traitor who leads', { ...FOUR, n: 3, quorum: 2, byzantine: [0] }, 6],
    [
      'n = 3, f = 1, q = 2: one traitor who does not',
      { ...FOUR, n: 3, quorum: 2, byzantine: [2] },
      8,
    ],
    [
      'n = 7, f = 2, two traitors, view 0 alone: none',
      { ...FOUR, n: 7, f: 2, byzantine: [0, 1], viewMax: 0 },
      null,
    ],
  ] as const;

  it.each(cases)('%s', (_title, options, forkedAfter) => {
    const found = explore(options, LIMITS);
    expect(found.verdict).toBe(forkedAfter === null ? 'safe' : 'forked');
    if (forkedAfter !== null) expect(found.depth).toBe(forkedAfter);
    // A protocol in which nobody decides would be safe as well.
    expect(found.decided).toBeGreaterThan(0);
  });

  it('visits as many states as the conformance list records', () => {
    const states = (options: Parameters<typeof explore>[0]): number =>
      explore(options, LIMITS).states;
    expect(states({ ...FOUR, n: 3, byzantine: [0] })).toBe(352);
    expect(states({ ...FOUR, n: 5, byzantine: [0, 1] })).toBe(50_032);
    expect(states({ ...FOUR, n: 7, f: 2, byzantine: [0, 1], viewMax: 0 })).toBe(2_937);
  });
});

describe('explore: how it ends', () => {
  it('tells a shortest fork step by step', () => {
    const { trace } = explore({ ...FOUR, byzantine: [0, 3] }, LIMITS);
    expect(trace.map(tellMove)).toEqual([
      'R1 accepts the PRE-PREPARE for A in view 0 and sends its PREPARE.',
      'R1 is prepared for A in view 0 and sends its COMMIT.',
      'R1 decides A in view 0.',
      'R2 accepts the PRE-PREPARE for B in view 0 and sends its PREPARE.',
      'R2 is prepared for B in view 0 and sends its COMMIT.',
      'R2 decides B in view 0.',
    ]);
  });

  it('says unknown where it was not allowed to look at every state', () => {
    const found = explore({ ...FOUR, byzantine: [0] }, { statesMax: 1_000 });
    expect(found.verdict).toBe('unknown');
    expect(found.trace).toEqual([]);
  });

  it('reports every depth that it has finished', () => {
    const depths: number[] = [];
    const onDepth = (depth: number): void => void depths.push(depth);
    const { depth } = explore({ ...FOUR, byzantine: [0] }, { ...LIMITS, onDepth });
    expect(depths).toEqual(Array.from({ length: depth }, (_, index) => index));
  });
});
