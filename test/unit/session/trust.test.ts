import { describe, expect, it } from 'vitest';
import { createSession, parseScenario } from '../../../src/core/index.ts';
import type { TrustView } from '../../../src/core/model/index.ts';

/** How far each replica is trusted once the run is over. */
function trustAfter(scenario: object): readonly TrustView[] {
  const fields = { version: 1, signatures: 'ideal', workload: { requests: 8 }, ...scenario };
  const parsed = parseScenario(fields, 'page');
  if (!parsed.ok) throw new Error('such a council must be valid');
  const run = createSession().open(parsed.scenario);
  while (!run.advance(1_000));
  return run.explainAt(run.momentAt(run.timeline().reached)).trust;
}

describe('trust', () => {
  for (const protocol of ['pbft', 'single', 'first-reply', 'majority', 'generals'])
    for (const replicas of [1, 2, 4])
      it(`is whole where all are loyal, whether they vote or not: ${protocol}, n = ${replicas}`, () => {
        const tolerance = replicas === 4 ? 1 : 0;
        const views = trustAfter({ protocol, replicas, tolerance });
        expect(views.map(({ state, score }) => [state, score])).toEqual(
          Array.from({ length: replicas }, () => ['clear', 100]),
        );
      });

  it('falls where one keeps silent while the others vote', () => {
    const faults = [{ replicas: [3], kind: 'crashed', at: 0 }];
    expect(trustAfter({ faults })[3]).toMatchObject({
      state: 'suspected',
      score: 80,
      reasons: ['no vote of it on the last 6 sequence numbers'],
    });
  });
});
