import { describe, expect, it } from 'vitest';
import { catalog, openUnrecorded, parseScenario } from '../../../../src/core/index.ts';
import { FIRST_CHOICE, protocolIn } from '../../../../src/store/hunt/choice.ts';
import { blindHunts } from '../../../../src/ui/pages/hunt/hunted.ts';
import {
  blindText,
  calmText,
  isCalm,
  scopeText,
  wholeText,
} from '../../../../src/ui/pages/hunt/words.ts';

const FIELD = catalog();
const scope = (change: object): string => {
  const choice = { ...FIRST_CHOICE, ...change };
  return scopeText(choice, protocolIn(FIELD, choice.protocol));
};

describe('which scenarios a hunt tries', () => {
  it('is measured by what is promised', () => {
    expect(scope({})).toBe('Random scenarios within what the council promises to bear.');
    expect(scope({ faulty: 4 })).toContain('4 faulty replicas, more than the 1 that the council');
    for (const protocol of ['single', 'first-reply', 'majority'])
      expect(scope({ protocol })).toContain(
        '1 faulty replica; this protocol promises to bear none',
      );
  });
});

describe('a hunt of the full protocol', () => {
  it('should find nothing only where the promise can be kept', () => {
    expect(wholeText(FIRST_CHOICE)).toContain('a hunt should find nothing');
    for (const change of [{ faulty: 4 }, { tolerance: 2 }])
      expect(wholeText({ ...FIRST_CHOICE, ...change })).toBe('None: this is the full protocol.');
  });
});

describe('what a blind hunt found', () => {
  const calm = Object.values(blindHunts).filter(({ short }) => short !== null && isCalm(short));

  it('is no attack where the run is calm', () => {
    expect(calm.length).toBeGreaterThan(5);
    for (const hunt of calm) expect(blindText(hunt, FIELD)).toContain('found no attack');
    const forged = blindHunts['signatures'];
    if (forged === undefined) throw new Error('it was hunted');
    expect(blindText(forged, FIELD)).toBe('A blind hunt broke Certificates in scenario 23.');
  });

  it('is calm where the run has nobody faulty and drops nothing', () => {
    for (const { short, monitor } of calm) {
      const parsed = parseScenario(short, 'headless');
      if (!parsed.ok) throw new Error('it is a scenario');
      const { faults, interventions, network } = parsed.scenario;
      expect([...faults, ...interventions, ...network.delays, ...network.partitions]).toEqual([]);
      const run = openUnrecorded(parsed.scenario);
      while (!run.advance(100_000));
      expect(run.violations()[0]?.monitor).toBe(monitor);
    }
  });

  it('says what would be one', () => {
    expect(calmText(FIELD, 'certificates')).toContain('hunt until Agreement or Order breaks');
    expect(calmText(FIELD, 'order')).toMatch(/no message is late\.$/);
  });
});
