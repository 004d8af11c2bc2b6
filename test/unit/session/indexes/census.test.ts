import { describe, expect, it } from 'vitest';
import { catalog, createSession, parseScenario } from '../../../../src/core/index.ts';
import type { Fault, Sentence } from '../../../../src/core/model/index.ts';
import { openRun } from '../../../../src/core/session/run.ts';
import { parts } from '../parts.ts';
import { scenarioOf } from '../support.ts';
import { plain } from '../telling.ts';

const liar = (tactic: string): Fault => ({
  replicas: [0],
  kind: 'lying',
  tactic,
  at: 0,
  until: null,
});

const told = (sentences: readonly Sentence[]): string =>
  sentences.map((one) => plain(one)).join(' ');

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
    expect(told(differences)).toBe('R3 is faulty and has not sent all that a loyal replica sends.');
  });

  it('hold against nobody what is yet to come, nor against a primary that it sends no PREPARE', () => {
    const run = openRun({ ...one, faults: [liar('wrong-reply')] }, parts);
    while (!run.advance(1_000));
    for (const at of [0, 10_000, 20_000, 30_000, run.timeline().reached])
      expect(run.countAt(1, run.momentAt(at)).differences, `${at} µs`).toEqual([]);
  });

  it('have the formula of one proposal where two contrary ones were made, and say what is more', () => {
    const run = openRun({ ...one, faults: [liar('equivocate')] }, parts);
    while (!run.advance(1_000));
    const start = run.countAt(1, run.momentAt(0));
    expect([start.kinds[0]?.formula, start.expected, start.differences]).toEqual(['1', 29, []]);
    const { differences } = run.countAt(1, run.momentAt(run.timeline().reached));
    expect(told(differences)).toContain('sent again, in a second view, or for a contrary order');
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

  it('speak of no second view where there are none', () => {
    const impatient = { version: 1, protocol: 'single', timers: { client: 12_000 } };
    const parsed = parseScenario({ ...impatient, signatures: 'ideal' }, 'page');
    if (!parsed.ok) throw new Error('the scenario must be valid');
    const run = createSession().open(parsed.scenario);
    while (!run.advance(1_000));
    const { differences } = run.countAt(1, run.momentAt(run.timeline().reached));
    expect(told(differences)).toBe(
      '1 more REQUEST message than the formula: sent again. 1 more REPLY message than the formula: sent again.',
    );
  });
});
