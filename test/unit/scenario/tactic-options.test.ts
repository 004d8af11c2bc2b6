import { describe, expect, it } from 'vitest';
import { decodeLink, encodeLink } from '../../../src/core/scenario/codec.ts';
import { generate } from '../../../src/core/scenario/generate.ts';
import { toMinimal } from '../../../src/core/scenario/minimal.ts';
import {
  parseScenario,
  parseScenarioText,
  scenarioJsonSchema,
} from '../../../src/core/scenario/schema.ts';
import { RULES } from './rules.ts';

const liar = (options: object) => ({
  version: 1,
  faults: [{ replicas: [0], kind: 'lying', tactic: 'equivocate', options }],
});
const order = (options: object) => ({
  version: 1,
  interventions: [{ at: 5, do: 'lie', replicas: [0], tactic: 'equivocate', options }],
});

function messagesOf(input: unknown): readonly string[] {
  const parsed = parseScenario(input, RULES);
  return parsed.ok ? [] : parsed.problems.map(({ message }) => message);
}

function accepted(input: unknown) {
  const parsed = parseScenario(input, RULES);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  return parsed.scenario;
}

describe('options of a tactic', () => {
  it('are kept where they are not the defaults, in the order of the tactic', () => {
    const { faults } = accepted(liar({ vote: 'both', share: 7 }));
    expect(JSON.stringify(faults[0])).toContain('"options":{"share":7,"vote":"both"}');
    const { interventions } = accepted(order({ vote: 'both', share: 5 }));
    expect(interventions[0]).toMatchObject({ options: { vote: 'both' } });
  });

  it('are left out where they are the defaults, so that one meaning has one form', () => {
    for (const options of [{}, { share: 5 }, { share: 5, vote: 'one' }]) {
      expect(accepted(liar(options)).faults[0]).not.toHaveProperty('options');
      expect(accepted(order(options)).interventions[0]).not.toHaveProperty('options');
    }
  });

  it('are refused with what is allowed', () => {
    expect(messagesOf(liar({ share: 10 }))).toEqual([
      'faults[0].options.share must be a whole number from 1 to 9 (tenths), not 10',
    ]);
    expect(messagesOf(liar({ share: 2.5 }))).toHaveLength(1);
    expect(messagesOf(liar({ share: '5' }))).toHaveLength(1);
    expect(messagesOf(order({ vote: 'all' }))).toEqual([
      'interventions[0].options.vote must be one of one, both, not "all"',
    ]);
    expect(messagesOf(liar({ vote: null }))).toEqual([
      'faults[0].options.vote must be a whole number or a word, not null',
    ]);
  });

  it('are refused where the tactic has no such option', () => {
    expect(messagesOf(liar({ shares: 2 }))).toEqual([
      'faults[0].options has "shares", which is not an option of equivocate; did you mean share?',
    ]);
    expect(messagesOf(liar({ colour: 'red' }))[0]).toContain('there are share, vote');
    const mute = {
      version: 1,
      faults: [{ replicas: [0], kind: 'lying', tactic: 'mute', options: { share: 1 } }],
    };
    expect(messagesOf(mute)[0]).toContain('mute has none');
    const crash = { version: 1, faults: [{ replicas: [0], kind: 'crashed', options: {} }] };
    expect(messagesOf(crash)).toHaveLength(1);
  });

  it('cannot name what every object inherits', () => {
    const source = JSON.stringify(liar({}));
    for (const name of ['__proto__', 'constructor', 'toString'])
      expect(parseScenarioText(source.replace('{}', `{"${name}":1}`), RULES).ok).toBe(false);
  });

  it('survive the shortest form and a link', () => {
    const scenario = accepted(liar({ vote: 'both' }));
    expect(parseScenario(toMinimal(scenario), RULES)).toEqual({ ok: true, scenario });
    const decoded = decodeLink(encodeLink(scenario) ?? '');
    expect(decoded.ok && parseScenarioText(decoded.source, RULES)).toEqual({ ok: true, scenario });
  });

  it('are described in the schema', () => {
    expect(JSON.stringify(scenarioJsonSchema(RULES))).toContain(
      'equivocate: share, a whole number from 1 to 9 (tenths), 5 by default; vote, one of one, both, one by default.',
    );
  });

  it('are drawn at random, each of them and none', () => {
    const settings = { tactics: RULES.tactics, replicasMin: 4, replicasMax: 7 };
    const drawn = Array.from({ length: 2_000 }, (_, number) => generate(number, settings))
      .flatMap(({ faults, interventions }) => [...faults, ...interventions])
      .flatMap((each) => ('tactic' in each && each.tactic === 'equivocate' ? [each] : []));
    const shares = new Set(drawn.map(({ options }) => options?.['share'] ?? 5));
    expect(shares.size).toBe(9);
    expect(new Set(drawn.map(({ options }) => options?.['vote'] ?? 'one')).size).toBe(2);
  });
});
