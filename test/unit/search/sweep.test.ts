import { describe, expect, it } from 'vitest';
import { caseAt, caseCount } from '../../../src/core/search/sweep.ts';
import type { SweepSpec, TacticFacts } from '../../../src/core/search/sweep.ts';

const OPTIONS: TacticFacts['options'] = [
  {
    id: 'how',
    label: '',
    kind: 'choice',
    choices: [
      { id: 'a', label: '' },
      { id: 'b', label: '' },
      { id: 'c', label: '' },
    ],
    default: 'b',
  },
  { id: 'by', label: '', kind: 'number', min: 1, max: 9, default: 5, unit: '' },
];

function factsOf(tactic: string): TacticFacts {
  return { kind: tactic === 'crashed' ? 'crashed' : 'lying', options: OPTIONS };
}

const SPEC: SweepSpec = {
  replicas: [4, 7],
  tolerance: null,
  faulty: [0, 2],
  tactics: ['crashed', 'lie', 'hide'],
  quorums: ['intersect'],
  runs: 24,
  seed: 5,
  deal: 'turns',
  base: { workload: { requests: 1 } },
  rough: { network: { loss: 0.5 } },
};

const faultOf = (index: number): unknown => caseAt(SPEC, index, factsOf).document['faults'];

describe('a sweep in which tactics take turns', () => {
  it('has so many runs for each council, whatever the number of tactics', () => {
    expect(caseCount(SPEC)).toBe(2 * 2 * 24);
    expect(caseCount({ ...SPEC, quorums: ['intersect', 5] })).toBe(2 * 2 * 24 + 2 * 24);
  });

  it('deals the runs to the tactics in turn, each with a seed of its own', () => {
    const cases = [24, 25, 26, 27].map((index) => caseAt(SPEC, index, factsOf));
    expect(cases.map(({ tactic }) => tactic)).toEqual(['crashed', 'lie', 'hide', 'crashed']);
    expect(cases.map(({ seed }) => seed)).toEqual([5, 6, 7, 8]);
  });

  it('puts the first primary among the faulty in every other round, and takes choices in turn', () => {
    const lies = Array.from({ length: 8 }, (_, round) => faultOf(24 + 1 + 3 * round));
    for (const even of [0, 2, 4, 6])
      expect(lies[even]).toMatchObject([{ replicas: [0, expect.any(Number)] }]);
    expect(lies.map((each) => JSON.stringify(each).match(/"how":"(.)"/)?.[1]).join('')).toBe(
      'bbccaabb',
    );
    expect(JSON.stringify(lies)).not.toContain('"by"');
    const odd = Array.from({ length: 4 }, (_, round) => JSON.stringify(lies[2 * round + 1]));
    expect(odd.some((each) => !each.includes('"replicas":[0,'))).toBe(true);
  });

  it('has a rough network in every other run in which nobody is faulty', () => {
    const calm = caseAt(SPEC, 0, factsOf);
    const rough = caseAt(SPEC, 1, factsOf);
    expect([calm.tactic, rough.tactic]).toEqual(['none', 'rough']);
    expect(calm.document['network']).toBeUndefined();
    expect(rough.document).toMatchObject({
      network: { loss: 0.5 },
      workload: { requests: 1 },
      faults: [],
    });
  });
});

describe('a sweep in which each tactic has its own runs', () => {
  it('leaves tactics as they are', () => {
    const { deal, rough, ...plain } = SPEC;
    expect([deal, rough?.['network']]).toEqual(['turns', { loss: 0.5 }]);
    expect(caseCount(plain)).toBe(2 * (1 + 3) * 24);
    expect(JSON.stringify(caseAt(plain, 24 + 24, factsOf).document['faults'])).not.toContain(
      'options',
    );
  });
});
