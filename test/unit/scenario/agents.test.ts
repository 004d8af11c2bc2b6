import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULTS } from '../../../src/core/scenario/defaults.ts';
import { decodeLink, encodeLink } from '../../../src/core/scenario/codec.ts';
import { toMinimal } from '../../../src/core/scenario/minimal.ts';
import { parseScenario, parseScenarioText } from '../../../src/core/scenario/schema.ts';
import { RULES } from './rules.ts';

const v1 = (more: object): object => ({ version: 1, ...more });

function complaint(input: unknown): string {
  const parsed = parseScenario(input, RULES);
  return parsed.ok ? 'accepted' : parsed.problems.map(({ message }) => message).join('\n');
}

const families = fc.constantFrom('atlas', 'Boreas 7.1', 'Zoë');
const scenarios = fc.record({
  agents: fc.record({
    replicas: fc.constantFrom([0], [2, 1], [3]),
    family: fc.oneof(fc.constant(''), families),
    guard: fc.constantFrom('none', 'quarantine'),
  }),
  injection: fc.record({
    request: fc.integer({ min: 1, max: 5 }),
    text: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
    families: fc.oneof(fc.constant(null), fc.uniqueArray(families, { minLength: 1 })),
  }),
});

describe('agents and injections', () => {
  it('come through links and the shortest form unchanged, whatever their texts', () => {
    fc.assert(
      fc.property(scenarios, ({ agents, injection }) => {
        const scenario = { ...DEFAULTS, agents: [agents], injections: [injection] };
        const link = decodeLink(encodeLink(scenario) ?? '');
        const opened = link.ok ? parseScenarioText(link.source, RULES) : link;
        expect(opened).toEqual({ ok: true, scenario });
      }),
    );
  });

  it('leave out what is as usual', () => {
    const agents = [{ replicas: [0], family: '', guard: 'none' }] as const;
    const injections = [{ request: 1, text: 'x', families: null }];
    expect(toMinimal({ ...DEFAULTS, agents, injections })).toEqual({
      version: 1,
      agents: [{ replicas: [0] }],
      injections: [{ request: 1, text: 'x' }],
    });
  });

  it('may stand in the requests that a person orders while the run plays', () => {
    const interventions = [{ at: 1, do: 'order', text: 'order RETREAT' }];
    const injections = [{ request: 6, text: 'reply X' }];
    expect(complaint(v1({ injections, interventions }))).toBe('accepted');
  });

  it.each([
    [
      v1({ agents: [{ replicas: [4] }] }),
      'agents[0].replicas[0] must be a whole number from 0 to 3',
    ],
    [v1({ agents: [{ replicas: [] }] }), 'agents[0].replicas must be a list of 1 to'],
    [
      v1({ agents: [{ replicas: [0, 1] }, { replicas: [1] }] }),
      'agents[1].replicas must not overlap agents[0]: replica 1 is one agent',
    ],
    [
      v1({ agents: [{ replicas: [0], family: ' atlas' }] }),
      'agents[0].family must be a name of 0 to 24 letters, digits, spaces',
    ],
    [
      v1({ agents: [{ replicas: [0], guard: 'fence' }] }),
      'agents[0].guard must be one of none, quarantine, not "fence"',
    ],
    [
      v1({ injections: [{ request: 6, text: 'reply X' }] }),
      'injections[0].request must be a whole number from 1 to 5 (the requests of the run), not 6',
    ],
    [
      v1({
        injections: [
          { request: 3, text: 'a' },
          { request: 3, text: 'b' },
        ],
      }),
      'injections[1].request must be another one than that of injections[0]: a request carries one text',
    ],
    [v1({ injections: [{ request: 1, text: '' }] }), 'injections[0].text must be a text of 1 to'],
    [
      v1({ injections: [{ request: 1, text: 'a', families: [] }] }),
      'injections[0].families must be a list of 1 to 32 entries',
    ],
    [
      v1({ injections: [{ request: 1, text: 'a', families: ['x', 'x'] }] }),
      'injections[0].families must name each family once: x stands there twice',
    ],
  ])('are refused with a sentence that says what is allowed, case %#', (input, sentence) => {
    expect(complaint(input)).toContain(sentence);
  });
});
