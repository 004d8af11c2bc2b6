import { describe, expect, it } from 'vitest';
import { catalog, createSession, parseScenario } from '../../../src/core/index.ts';
import { openRun } from '../../../src/core/session/run.ts';
import { parts } from './parts.ts';
import { scenarioOf } from './support.ts';

const one = scenarioOf({
  workload: { clients: 1, requests: 2, interval: 0, payload: 'order ATTACK' },
});

describe('the messages of a decision', () => {
  for (const replicas of [1, 4, 7, 31]) {
    it(`are those of the formula where nobody is faulty, n = ${replicas}`, () => {
      const run = openRun({ ...one, replicas, tolerance: Math.floor((replicas - 1) / 3) }, parts);
      while (!run.advance(1_000));
      const end = run.momentAt(run.timeline().reached);
      for (const seq of [1, 2]) {
        const { kinds, expected, sent, differences } = run.countAt(seq, end);
        for (const kind of kinds) expect(kind.sent, kind.type).toBe(kind.expected);
        expect(sent).toBe(expected);
        expect(expected).toBe(2 * replicas * replicas - replicas + 1);
        expect(differences).toEqual([]);
      }
    });
  }

  const OTHERS = [
    { protocol: 'generals', replicas: 3, tolerance: 0 },
    { protocol: 'generals', replicas: 4, tolerance: 1 },
    { protocol: 'generals', replicas: 7, tolerance: 2 },
    { protocol: 'generals', replicas: 5, tolerance: 3, generals: { messages: 'signed' } },
    { protocol: 'generals', replicas: 4, tolerance: 0, generals: { messages: 'signed' } },
    { protocol: 'single', replicas: 4 },
    { protocol: 'first-reply', replicas: 5 },
    { protocol: 'majority', replicas: 4 },
  ];
  for (const council of OTHERS) {
    it(`are those of the formula without quorums, too: ${JSON.stringify(council)}`, () => {
      const scenario = { version: 1, signatures: 'ideal', ...council, workload: { requests: 2 } };
      const parsed = parseScenario(scenario, 'page');
      if (!parsed.ok) throw new Error('such a council must be valid');
      const run = createSession().open(parsed.scenario);
      while (!run.advance(1_000));
      const { kinds, expected, sent, differences } = run.countAt(
        2,
        run.momentAt(run.timeline().reached),
      );
      expect(kinds.map((kind) => [kind.type, kind.sent])).toEqual(
        kinds.map((kind) => [kind.type, kind.expected]),
      );
      expect([sent, differences]).toEqual([expected, []]);
      expect(expected).toBeGreaterThan(0);
    });
  }

  it('grow with the playhead, from none to all', () => {
    const run = openRun(one, parts);
    while (!run.advance(1_000));
    const counts = [0, 10_000, 20_000, 30_000, 60_000].map(
      (at) => run.countAt(1, run.momentAt(at)).sent,
    );
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(counts[0]).toBeLessThanOrEqual(1);
    expect(counts.at(-1)).toBe(29);
  });

  it('are fewer with a silent replica, and that is told', () => {
    const faults = [{ replicas: [3], kind: 'crashed' as const, at: 0, until: null }];
    const run = openRun({ ...one, faults }, parts);
    while (!run.advance(1_000));
    const { kinds, differences } = run.countAt(1, run.momentAt(run.timeline().reached));
    expect(kinds.find(({ type }) => type === 'prepare')?.sent).toBe(6);
    const spans = differences.flat().filter((span) => typeof span === 'string');
    expect(spans.join('')).toContain('faulty and has kept back votes');
  });
});

describe('the messages of the whole run', () => {
  for (const { name, scenario } of catalog().presets) {
    it(`equal the report's in ${name}`, () => {
      const parsed = parseScenario({ ...scenario, signatures: 'ideal' }, 'page');
      if (!parsed.ok) throw new Error('a preset must be valid');
      const run = createSession().open(parsed.scenario);
      while (!run.advance(1_000));
      const { events } = run.timeline();
      const { ofRun } = run.countAt(1, { at: run.timeline().reached, events });
      expect(ofRun).toBe(run.report().messages.sent);
    });
  }
});
