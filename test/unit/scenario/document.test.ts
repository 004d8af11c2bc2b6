import { describe, expect, it } from 'vitest';
import { documentText, parseDocument } from '../../../src/core/scenario/document.ts';
import type { Document } from '../../../src/core/scenario/document.ts';
import { parseScenario } from '../../../src/core/scenario/schema.ts';
import { RULES } from './rules.ts';

const HASH = 'a1'.repeat(32);

function scenarioOf(change: object = {}): Document['scenario'] {
  const parsed = parseScenario({ version: 1, ...change }, RULES);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.scenario;
}

function messageOf(source: string): string {
  const parsed = parseDocument(source, RULES);
  return parsed.ok ? 'accepted' : (parsed.problems[0]?.message ?? '');
}

describe('a file', () => {
  it('may hold a scenario by itself', () => {
    const document = { scenario: scenarioOf({ seed: 5 }), hash: null, sitting: null };
    const text = documentText(document, null);
    expect(JSON.parse(text)).toEqual({ version: 1, seed: 5 });
    expect(parseDocument(text, RULES)).toEqual({ ok: true, document });
  });

  it('may hold a recording with its hash and a sitting, and is read back as it was written', () => {
    const version = {
      id: 3,
      parent: null,
      partsAt: null,
      scenario: scenarioOf({ seed: 6 }),
      label: 'seed 6',
      preset: '',
      name: 'mine',
    };
    const next = { ...version, id: 4, parent: 3, partsAt: 50, name: '' };
    const document: Document = {
      scenario: scenarioOf({ replicas: 7, tolerance: 2 }),
      hash: HASH,
      sitting: { versions: [version, next], present: 4, future: [3], page: { at: 5 } },
    };
    expect(parseDocument(documentText(document, 42), RULES)).toEqual({ ok: true, document });
  });

  it('keeps the run where only a version of the sitting cannot be read', () => {
    const text = JSON.stringify({
      version: 1,
      scenario: { version: 1 },
      sitting: {
        versions: [
          { id: 1, scenario: { version: 1, replicas: 0 } },
          7,
          { id: 2, parent: 1, scenario: { version: 1 } },
        ],
        present: 2,
        future: [1, 'x'],
        page: [],
      },
    });
    const parsed = parseDocument(text, RULES);
    expect(parsed).toMatchObject({
      ok: true,
      document: {
        hash: null,
        sitting: { versions: [{ id: 2, parent: null }], future: [], page: {} },
      },
    });
  });

  it.each([
    ['', 'the file is not valid JSON'],
    ['\u0000\u0001PNG', 'the file is not valid JSON'],
    ['[]', 'must'],
    ['null', 'must'],
    ['"text"', 'must'],
    ['x'.repeat(1_000_001), 'the file is too long'],
    ['['.repeat(400_000), 'the file is not valid JSON'],
    [`${'['.repeat(200_000)}${']'.repeat(200_000)}`, 'must'],
    [`{"scenario":${'['.repeat(200_000)}${']'.repeat(200_000)},"version":1}`, 'must'],
    ['{"version":1,"version":1}', 'names the field version twice'],
    ['{"version":9}', 'version'],
    ['{"version":9,"scenario":{"version":1}}', 'the version of a recording must be 1; it is 9'],
    ['{"version":1,"trace":{"hash":"00"}}', 'the recording has no scenario'],
    ['{"version":1,"scenario":{"version":1},"trace":{"hash":"00"}}', 'trace.hash must be 64'],
    ['{"version":1,"scenario":{"version":1},"trace":[]}', 'trace.hash must be 64'],
    ['{"version":1,"scenario":{"version":1,"replicas":1000000}}', 'replicas'],
    ['{"version":1,"__proto__":{"replicas":7}}', '__proto__'],
    ['{"__proto__":{"scenario":{"version":1}}}', ''],
  ])('says what is wrong with file number %#', (source, message) => {
    expect(messageOf(source)).not.toBe('accepted');
    expect(messageOf(source)).toContain(message);
  });

  it('takes no ids that others could have already', () => {
    const versions = [{ id: 0, parent: 0, scenario: { version: 1 } }];
    const sitting = { versions, present: 0, future: [0] };
    const text = JSON.stringify({ version: 1, scenario: { version: 1 }, sitting });
    expect(parseDocument(text, RULES)).toMatchObject({ document: { sitting: null } });
  });

  it('breaks a circle of versions', () => {
    const versions = [1, 2].map((id) => ({ id, parent: 3 - id, scenario: { version: 1 } }));
    const text = JSON.stringify({
      version: 1,
      scenario: { version: 1 },
      sitting: { versions, present: 2, future: [] },
    });
    expect(parseDocument(text, RULES)).toMatchObject({
      document: { sitting: { versions: [{ parent: null }, { parent: 1 }] } },
    });
  });

  it('takes nothing from a prototype', () => {
    const text = `{"version":1,"scenario":{"version":1},"sitting":{"__proto__":{"present":1,"label":"x"}}}`;
    expect(parseDocument(text, RULES)).toMatchObject({ document: { sitting: null } });
    expect(Object.prototype).not.toHaveProperty('label');
  });
});
