import { describe, expect, it } from 'vitest';
import { catalog, idleIn, parseScenario } from '../../../src/core/index.ts';

function idle(document: object): readonly string[] {
  const parsed = parseScenario({ version: 1, ...document }, 'headless');
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('; '));
  return idleIn(parsed.scenario);
}

describe('fields that the protocol takes no notice of', () => {
  it('are those of other protocols, where they say something', () => {
    expect(idle({ protocol: 'generals', quorum: 3, pbft: { batch: 4 } })).toEqual([
      'quorum',
      'pbft',
    ]);
    expect(idle({ protocol: 'majority', timers: { viewChange: 90_000 } })).toEqual([
      'timers.viewChange',
    ]);
    expect(idle({ protocol: 'pbft', generals: { messages: 'signed' } })).toEqual(['generals']);
  });

  it('are none where they are as they would be unsaid', () => {
    expect(idle({ protocol: 'generals', quorum: 'intersect', pbft: { batch: 1 } })).toEqual([]);
    expect(idle({ protocol: 'pbft', quorum: 3, pbft: { batch: 4 } })).toEqual([]);
  });

  it('stand in no preset', () => {
    for (const { name, scenario } of catalog().presets) expect(idle(scenario), name).toEqual([]);
  });
});
