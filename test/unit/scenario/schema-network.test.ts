import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../../src/core/scenario/schema.ts';
import { RULES } from './rules.ts';

const v1 = (more: object) => ({ version: 1, ...more });

describe('the scheduling adversary in a scenario', () => {
  it.each([
    [
      v1({ network: { delays: [{ at: 5, until: 5, by: 1 }] } }),
      'network.delays[0].until must be a whole number from 6',
    ],
    [
      v1({ network: { delays: [{ until: 5, by: 0 }] } }),
      'network.delays[0].by must be a whole number from 1 to 600,000,000 (microseconds), not 0',
    ],
    [
      v1({ network: { delays: [{ until: 5, by: 1, to: [6] }] } }),
      'network.delays[0].to[0] must be a whole number from 0 to 5 (the replicas, then the clients, then the guest), not 6',
    ],
    [
      v1({ network: { delays: [{ until: 5, by: 1, from: [1, 1] }] } }),
      'network.delays[0].from must name each process once: 1 stands there twice',
    ],
    [
      v1({ network: { delays: [{ until: 5, by: 1, kinds: ['vote'] }] } }),
      'network.delays[0].kinds[0] must be one of pre-prepare, prepare, commit, reply, not "vote"',
    ],
    [
      v1({ network: { scheduler: { kind: 'chaos' } } }),
      'network.scheduler.kind must be one of none, reorder, starve',
    ],
    [
      v1({ network: { scheduler: { kind: 'starve', by: 5 } } }),
      'network.scheduler.every must be a whole number from 1',
    ],
  ])('%j is refused: %s', (input, message) => {
    const parsed = parseScenario(input, RULES);
    const said = parsed.ok ? 'accepted' : parsed.problems.map((each) => each.message).join('\n');
    expect(said).toContain(message);
  });

  it('may name the guest, whose number follows the clients', () => {
    const delays = [{ until: 5, by: 1, to: [5] }];
    expect(parseScenario(v1({ network: { delays } }), RULES)).toMatchObject({ ok: true });
  });
});
