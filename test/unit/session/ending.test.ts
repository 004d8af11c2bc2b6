import { describe, expect, it } from 'vitest';
import { createSession, parseScenario, runSweepCase, sweepCase } from '../../../src/core/index.ts';
import type { Ending } from '../../../src/core/model/index.ts';
import { mapSpec, placesOf } from '../../../src/store/threshold/spec.ts';

/** What the Lab says at the end of the same run. */
function shownInLab(document: unknown): string {
  const parsed = parseScenario(document, 'headless');
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  const run = createSession().open(parsed.scenario);
  while (!run.advance(10_000));
  const { events, reached: at } = run.timeline();
  return run.explainAt({ at, events }).outcome;
}

describe('how a run of a sweep ended', () => {
  const spec = mapSpec('intersect', 64);

  it.each([
    [4, 2, ['forked', 'deceived', 'unsafe', 'stalled', 'agreed']],
    [2, 2, ['deceived', 'unsafe', 'stalled']],
    [1, 1, ['deceived', 'unsafe', 'stalled']],
    [3, 2, ['deceived', 'unsafe', 'stalled', 'agreed']],
  ] as const)('is what the Lab says of it: n = %i, %i traitors', (n, traitors, all) => {
    const first =
      placesOf(spec).find((place) => place.n === n && place.traitors === traitors)?.first ?? 0;
    const seen = new Set<Ending>();
    for (let index = first; index < first + 64; index += 1) {
      const { ending } = runSweepCase(spec, index);
      expect(shownInLab(sweepCase(spec, index).document), `run ${index}`).toBe(ending);
      seen.add(ending);
    }
    expect([...seen].sort()).toEqual([...all].sort());
  });

  it('is deceived only where a client believed what nobody worked out, or a correct replica otherwise', () => {
    const first = placesOf(spec).find((place) => place.n === 1 && place.traitors === 1)?.first ?? 0;
    const endings = spec.tactics.map((tactic, turn) => {
      expect(runSweepCase(spec, first + turn)).toMatchObject({ tactic });
      return [tactic, runSweepCase(spec, first + turn).ending] as const;
    });
    const lied = endings.filter(([, ending]) => ending === 'deceived').map(([tactic]) => tactic);
    expect(lied).toEqual(['wrong-reply', 'lie-to-client']);
    expect(endings).toContainEqual(['withhold-commit', 'unsafe']);
  });
});
