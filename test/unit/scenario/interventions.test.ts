import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../../src/core/scenario/schema.ts';
import { toMinimal } from '../../../src/core/scenario/minimal.ts';
import { RULES } from './rules.ts';

const LINK = { from: 0, to: 2, kind: 'commit' };

function problems(...interventions: readonly object[]): readonly string[] {
  const parsed = parseScenario({ version: 1, interventions }, RULES);
  return parsed.ok ? [] : parsed.problems.map(({ message }) => message);
}

function compose(more: object): object {
  return { at: 1, do: 'compose', from: 0, kind: 'commit', to: [1], ...more };
}

describe('interventions on messages', () => {
  it('are read with every default, and written without them', () => {
    const acts = [
      { at: 1, do: 'drop', message: LINK },
      { at: 2, do: 'tamper', message: { ...LINK, number: 3, copy: 1 }, field: 'sig' },
      { at: 3, do: 'isolate', replicas: [1] },
      compose({ fields: { view: 2, value: 'order X' } }),
      compose({ as: 3 }),
    ];
    const parsed = parseScenario({ version: 1, interventions: acts }, RULES);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    expect(parsed.scenario.interventions[0]).toEqual({
      at: 1,
      after: 0,
      do: 'drop',
      message: { ...LINK, view: 0, number: 0, copy: 0, repeat: 0 },
    });
    expect(toMinimal(parsed.scenario)['interventions']).toEqual(acts);
  });

  it.each([
    [{ at: 1, do: 'drop' }, 'interventions[0].message must be an object'],
    [
      { at: 1, do: 'drop', message: { ...LINK, sequence: 1 } },
      'interventions[0].message.sequence is not a known field; the fields here are from, to, kind, view, number, copy, repeat',
    ],
    [
      { at: 1, do: 'hold', message: { ...LINK, to: 99 } },
      'interventions[0].message.to must be a whole number from 0 to 9 (the replicas, the clients, the guest, and a client of each traitor), not 99',
    ],
    [
      { at: 1, do: 'delay', message: LINK, by: 0 },
      'interventions[0].by must be a whole number from 1 to 600,000,000 (microseconds), not 0',
    ],
    [
      { at: 1, do: 'tamper', message: LINK, field: 'seq', value: 1.5 },
      'interventions[0].value must be a whole number or a text of at most 1000 characters',
    ],
    [
      { at: 9, do: 'isolate', replicas: [1], until: 5 },
      'interventions[0].until must be a whole number from 10 to 2,000,000,000 (it begins at 9), not 5',
    ],
    [
      compose({ fields: { vieew: 1 } }),
      'interventions[0].fields names "vieew", which is no field of that message; did you mean view?',
    ],
    [
      compose({ fields: { view: 10 } }),
      'interventions[0].fields.view must be a whole number from 0 to 9, not 10',
    ],
    [
      compose({ fields: { value: '\ud800' } }),
      'interventions[0].fields.value must be a text of at most 20 characters without broken code points, not "\\ud800"',
    ],
    [
      compose({ fields: { how: 'badly' } }),
      'interventions[0].fields.how must be one of so, not "badly"',
    ],
    [
      compose({ kind: 'reply' }),
      'interventions[0].kind must be a message that can be written by hand, not reply; here there are commit',
    ],
    [
      compose({ to: [1, 1] }),
      'interventions[0].to must name each receiver once: 1 stands there twice',
    ],
    [
      compose({ from: 4 }),
      'interventions[0].from must be a whole number from 0 to 3 (the replicas there are), not 4',
    ],
  ])('are refused with a clear sentence: %j', (act, message) => {
    expect(problems(act)).toEqual([message]);
  });
});
