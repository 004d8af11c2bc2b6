import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../../src/core/scenario/schema.ts';
import { RULES } from './rules.ts';

function complaint(input: object): string {
  const parsed = parseScenario(input, RULES);
  return parsed.ok ? 'accepted' : parsed.problems.map((each) => each.message).join('\n');
}

const v1 = (more: object) => ({ version: 1, ...more });

describe('what is written for another protocol', () => {
  it.each([
    [
      v1({
        protocol: 'other',
        faults: [
          { replicas: [1], kind: 'lying', tactic: 'mute' },
          { replicas: [0], kind: 'lying', tactic: 'equivocate' },
        ],
      }),
      'faults[1].tactic must be written for the protocol other: equivocate is for pbft; here there are mute',
    ],
    [
      v1({
        protocol: 'other',
        interventions: [{ at: 1, do: 'collude', replicas: [0], tactic: 'fork' }],
      }),
      'interventions[0].tactic must be written for the protocol other: fork is for pbft; here there are none',
    ],
    [
      v1({ protocol: 'other', faults: [{ replicas: [1], kind: 'prompt-injected', text: 'x' }] }),
      'faults[0] must be another fault: under the protocol other nobody reads texts',
    ],
    [
      v1({ protocol: 'other', pbft: { ablate: ['no-back-off'] } }),
      'pbft.ablate must be empty: its rules are those of the protocol pbft, and this run is of the protocol other',
    ],
  ])('is refused, case %#', (input, sentence) => {
    expect(complaint(input)).toContain(sentence);
  });

  it('is not offered where a tactic is misspelt', () => {
    const misspelt = (protocol: string, kind: string): string =>
      complaint(v1({ protocol, faults: [{ replicas: [1], kind, tactic: 'forck' }] }));
    expect(misspelt('pbft', 'lying')).toContain('must be one of equivocate, mute, not "forck"');
    expect(misspelt('other', 'lying')).toContain('faults[0].tactic must be "mute", not "forck"');
    expect(misspelt('other', 'colluding')).toContain('must be of another kind: there is none here');
  });

  it('is only that: a tactic for any protocol and a rule of its own are taken', () => {
    const faults = [{ replicas: [1], kind: 'lying', tactic: 'mute' }];
    const generals = { ablate: ['no-majority'] };
    expect(complaint(v1({ protocol: 'generals', faults, generals }))).toBe('accepted');
  });
});
