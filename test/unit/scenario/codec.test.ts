import fc from 'fast-check';
import { deflateSync, strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../src/core/model/index.ts';
import { fromBase64Url, toBase64Url } from '../../../src/core/scenario/base64url.ts';
import { decodeLink, encodeLink } from '../../../src/core/scenario/codec.ts';
import { DEFAULTS } from '../../../src/core/scenario/defaults.ts';
import { toMinimal } from '../../../src/core/scenario/minimal.ts';
import { parseScenario, parseScenarioText } from '../../../src/core/scenario/schema.ts';
import { RULES } from './rules.ts';

function parsed(input: unknown): Scenario {
  const result = parseScenario(input, RULES);
  if (!result.ok) throw new Error(result.problems.map((each) => each.message).join('; '));
  return result.scenario;
}

function opened(link: string): unknown {
  const decoded = decodeLink(link);
  return decoded.ok ? parseScenarioText(decoded.source, RULES) : decoded;
}

const scenarios = fc
  .record({
    replicas: fc.integer({ min: 1, max: 128 }),
    seed: fc.nat(),
    title: fc.string({ unit: 'grapheme', maxLength: 20 }),
    quorum: fc.constantFrom<unknown>('intersect', '2f+1', 'n-f', 1),
    faults: fc.array(
      fc.record({
        replicas: fc.constant([0]),
        kind: fc.constant('crashed'),
        at: fc.nat({ max: 9 }),
        until: fc.constantFrom(null, 50),
      }),
    ),
    network: fc.record({
      loss: fc.constantFrom(0, 0.125, 1),
      partitions: fc.constantFrom<unknown[]>([], [{ until: 7, groups: [[0]] }]),
      delays: fc.constantFrom<unknown[]>(
        [],
        [{ until: 7, by: 9 }],
        [{ at: 2, until: 7, from: [0], kinds: ['commit'], by: 9 }],
      ),
      scheduler: fc.constantFrom<unknown>({ kind: 'none' }, { kind: 'reorder', upTo: 4 }),
    }),
    workload: fc.record({
      payload: fc.oneof(
        fc.constant('order ATTACK'),
        fc.array(fc.string({ minLength: 1, maxLength: 9 }), { minLength: 1, maxLength: 4 }),
      ),
    }),
    interventions: fc.array(
      fc.record({
        at: fc.nat({ max: 99 }),
        after: fc.nat({ max: 2 }),
        do: fc.constant('order'),
        text: fc.constant('order RETREAT'),
      }),
    ),
  })
  .map((fields) => parsed({ version: 1, ...fields }));

function refusal(link: string): string {
  const decoded = decodeLink(link);
  return decoded.ok
    ? 'accepted'
    : decoded.problems.map((each) => `${each.code} ${each.message}`).join();
}

describe('links', () => {
  it('bring back the same scenario', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const link = encodeLink(scenario) ?? '';
        expect(link).toMatch(/^1\.[A-Za-z0-9_-]+$/);
        expect(opened(link)).toEqual({ ok: true, scenario });
      }),
    );
  });

  it('are short: what is as usual is left out', () => {
    expect(toMinimal(DEFAULTS)).toEqual({ version: 1 });
    expect((encodeLink(DEFAULTS) ?? '').length).toBeLessThan(30);
    const noted = { ...DEFAULTS, replicas: 7, network: { ...DEFAULTS.network, loss: 0.5 } };
    expect(toMinimal(noted)).toEqual({ version: 1, replicas: 7, network: { loss: 0.5 } });
  });

  it('are refused with a clear sentence where they are damaged, foreign, too long or a bomb', () => {
    const link = encodeLink({ ...DEFAULTS, title: 'A title long enough to be cut off' }) ?? '';
    const bomb = `1.${toBase64Url(deflateSync(strToU8(' '.repeat(20_000_000)), { level: 9 }))}`;
    expect(bomb.length).toBeLessThan(60_000);
    for (const bad of [
      link.slice(0, -6),
      `${link.slice(0, 9)}!${link.slice(10)}`,
      '1.',
      '1.AAAA',
      bomb,
    ]) {
      expect(refusal(bad)).toMatch(/^SCN020 the link is damaged/);
    }
    expect(refusal('9.AAAA')).toContain('another version');
    expect(refusal(`1.${'A'.repeat(60_000)}`)).toContain('too long');
  });

  it('never throw, whatever they hold', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string(), (bytes, text) => {
        expect(opened(`1.${toBase64Url(bytes)}`)).toHaveProperty('ok', false);
        expect(opened(`1.${text}`)).toHaveProperty('ok', false);
      }),
    );
  });

  it('are not made where they would be longer than a browser carries', () => {
    const noise = Array.from({ length: 128 }, (_, row) =>
      Array.from({ length: 900 }, (_each, at) =>
        String.fromCharCode(33 + ((row * 7919 + at * at * 104_729) % 90)),
      ).join(''),
    );
    const huge = {
      ...DEFAULTS,
      workload: {
        ...DEFAULTS.workload,
        payload: noise.map((text, at) => `${at * 2_654_435_761}${text}`),
      },
    };
    const link = encodeLink(huge);
    expect(link === null || link.length <= 60_000).toBe(true);
  });
});

describe('base64url', () => {
  it('is what Node makes of the same bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
        expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
      }),
    );
  });
});
