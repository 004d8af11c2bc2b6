import type { Slip } from '../../src/core/search/explore/slips.ts';

/** What every slip comes to at n = 4, f = 1 with one view change, the traitor being R0, R1 or R2: forked after so many steps, or safe. */
export type Verdict = readonly [forkedAfter: number | null, states: number];

export const ONE_VIEW_CHANGE: Readonly<Record<Slip | 'none', readonly Verdict[]>> = {
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

/** Slips that fork by two certificates of one view, and only where a new primary chooses between them instead of refusing (NV5). */
export const ONLY_A_TIE: readonly Slip[] = [
  'prepared-by-q-1',
  'primary-votes-twice',
  'duplicate-prepares',
  'pre-prepare-from-anyone',
  'certificate-unproven',
];

export type Council = {
  readonly n: number;
  readonly quorum: number;
  readonly traitors: readonly number[];
  readonly isForked: boolean;
};

/** Other councils of the full protocol, with one view change at most. */
export const BEYOND_THE_BOUND: readonly Council[] = [
  { n: 4, quorum: 3, traitors: [0, 1], isForked: true },
  { n: 4, quorum: 3, traitors: [0, 2], isForked: true },
  { n: 4, quorum: 3, traitors: [2, 3], isForked: true },
  { n: 4, quorum: 3, traitors: [1, 2], isForked: true },
  { n: 5, quorum: 4, traitors: [0, 1], isForked: false },
  { n: 5, quorum: 4, traitors: [0, 1, 2], isForked: true },
  { n: 3, quorum: 3, traitors: [0], isForked: false },
  { n: 3, quorum: 2, traitors: [0], isForked: true },
  { n: 3, quorum: 2, traitors: [2], isForked: true },
];

export type TwoViews = {
  readonly slip: Slip | 'none';
  readonly traitor: number;
  readonly isForked: boolean;
};

/** What takes two view changes to show. The full protocol, and each slip that one view change does not tell from it. */
export const TWO_VIEW_CHANGES: readonly TwoViews[] = [
  ...[0, 1, 2].map((traitor) => ({ slip: 'none' as const, traitor, isForked: false })),
  { slip: 'prepares-across-views', traitor: 1, isForked: true },
  ...(
    [
      'certificates-of-last-view',
      'certificate-of-first-view',
      'certificate-view-unbound',
      'new-view-of-any-view',
      'new-view-of-lowest-view',
      'stale-view-changes',
    ] as const
  ).flatMap((slip) => [0, 1, 2].map((traitor) => ({ slip, traitor, isForked: true }))),
];
