import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { finish } from '../../../src/core/base/finish.ts';
import { explore, type ExploreStep } from '../../../src/core/search/explore/explore.ts';
import { SLIP_WITHOUT } from '../../../src/core/search/explore/rules.ts';
import { SLIPS, type Slip } from '../../../src/core/search/explore/slips.ts';
import { tellMove } from '../../../src/core/search/explore/words.ts';
import { ONE_VIEW_CHANGE } from '../../support/explored.ts';

const explored = (options: Parameters<typeof explore>[0], statesMax = 1_000_000) =>
  finish(explore(options, { statesMax }));

const FOUR = { n: 4, f: 1, viewMax: 1, slips: [] };

describe('explore: n = 4, f = 1, one traitor, one view change', () => {
  it.each(['none', ...Object.keys(SLIPS)] as (Slip | 'none')[])('%s', (slip) => {
    const verdicts = [0, 1, 2].map((traitor) => {
      const slips = slip === 'none' ? [] : [slip];
      const found = explored({ ...FOUR, byzantine: [traitor], slips });
      return [found.verdict === 'forked' ? found.depth : null, found.states];
    });
    expect(verdicts).toEqual(ONE_VIEW_CHANGE[slip]);
  });
});

describe('explore: two slips of which neither forks alone', () => {
  it('fork together without a view change', () => {
    const pair = ['commit-without-digest', 'decide-unprepared'] as const;
    const found = explored({ ...FOUR, byzantine: [0], viewMax: 0, slips: pair });
    expect([found.verdict, found.depth]).toEqual(['forked', 7]);
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
    const found = explored(options);
    expect(found.verdict).toBe(forkedAfter === null ? 'safe' : 'forked');
    if (forkedAfter !== null) expect(found.depth).toBe(forkedAfter);
    // A protocol in which nobody decides would be safe as well.
    expect(found.decided).toBeGreaterThan(0);
  });

  it('visits as many states as another explorer has counted', () => {
    const states = (options: Parameters<typeof explore>[0]): number => explored(options).states;
    expect(states({ ...FOUR, n: 3, byzantine: [0] })).toBe(352);
    expect(states({ ...FOUR, n: 5, byzantine: [0, 1] })).toBe(50_032);
    expect(states({ ...FOUR, n: 7, f: 2, byzantine: [0, 1], viewMax: 0 })).toBe(2_937);
  });
});

describe('explore: how it ends', () => {
  it('tells a shortest fork step by step', () => {
    const { trace } = explored({ ...FOUR, byzantine: [0, 3] });
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
    const found = explored({ ...FOUR, byzantine: [0] }, 1_000);
    expect(found.verdict).toBe('unknown');
    expect(found.trace).toEqual([]);
  });

  it('says how far it has come, after every depth and every few thousand states', () => {
    const steps: ExploreStep[] = [];
    const tell = (step: ExploreStep): void => void steps.push(step);
    const work = explore({ ...FOUR, byzantine: [0] }, { statesMax: 1_000_000 });
    const { depth, states } = finish(work, tell);
    const depths = [...new Set(steps.map((step) => step.depth))];
    expect(depths).toEqual(Array.from({ length: depth }, (_, index) => index + 1));
    const counts = steps.map((step) => step.states);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(counts.length).toBeGreaterThan(depth);
    expect(counts.at(-1)).toBe(states);
  });
});

describe('docs/proofs.md', () => {
  const rows = readFileSync(new URL('../../../docs/proofs.md', import.meta.url), 'utf8')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));

  it.each(Object.keys(SLIPS) as Slip[])(
    'states what %s comes to, and the rules behind it',
    (slip) => {
      const depths = ONE_VIEW_CHANGE[slip].map(([depth]) => depth ?? 'safe');
      const verdict =
        new Set(depths).size === 1 && depths[0] === 'safe' ? 'safe' : depths.join(', ');
      const rules = Object.entries(SLIP_WITHOUT).filter(([, each]) => each === slip);
      const row = rows.find(([, name]) => name === `\`${slip}\``);
      expect(row?.[2]).toBe(rules.map(([rule]) => `\`${rule}\``).join(', '));
      expect(row?.[3]).toBe(verdict);
    },
  );
});
