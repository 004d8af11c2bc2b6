import { describe, expect, it } from 'vitest';
import { createSession, openTraced, parseScenario } from '../../../src/core/index.ts';
import type { Report } from '../../../src/core/model/index.ts';

/** Messages of the generals and of the baselines that a person writes as a traitor: R2, or whom `faults` names. */

const TIMES = { latency: { kind: 'constant', value: 10_000 } };

function scenario(said: object, acts: readonly object[]) {
  const parsed = parseScenario(
    {
      version: 1,
      signatures: 'ideal',
      replicas: 3,
      tolerance: 1,
      network: TIMES,
      workload: { requests: 1 },
      faults: [{ replicas: [2], kind: 'colluding', tactic: 'by-hand' }],
      interventions: acts,
      ...said,
    },
    'headless',
  );
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('; '));
  return parsed.scenario;
}

function reportOf(said: object, ...acts: readonly object[]): Report {
  const run = openTraced(scenario(said, acts));
  while (!run.advance(10_000));
  return run.report();
}

const letter = (
  [at, kind, from]: readonly [at: number, kind: string, from: number],
  to: readonly number[],
  fields = {},
) => ({ at, do: 'compose', kind, from, to, fields });
const brokenIn = ({ violations }: Report) => [...new Set(violations.map((each) => each.monitor))];

const ORAL = { protocol: 'generals', generals: { messages: 'oral' } };
const SIGNED = { protocol: 'generals', generals: { messages: 'signed' } };
/** With messages of 10 ms the second round begins then. */
const SECOND = 20_002;

describe('an order of the generals that is written by hand', () => {
  it('deceives one of three where messages are oral', () => {
    expect(brokenIn(reportOf(ORAL))).toEqual([]);
    const lie = { value: 'RETREAT', path: 'R0 R2' };
    expect(brokenIn(reportOf(ORAL, letter([SECOND, 'oral-order', 2], [1], lie)))).toEqual(['ic2']);
  });

  it('begins with the contrary of what its sender heard, by way of its sender', () => {
    const run = createSession().open(scenario(ORAL, []));
    while (!run.advance(10_000));
    const draft = run.draft(run.momentAt(SECOND), { from: 2, kind: 'oral-order', fields: {} });
    expect(draft).toMatchObject({
      ok: true,
      signer: null,
      isGenuine: true,
      filled: { seq: 1, value: 'RETREAT', path: 'R0 R2' },
    });
  });

  it('is rejected where it is signed: the key of the commander is not at hand', () => {
    const lie = letter([SECOND, 'signed-order', 2], [1], { value: 'RETREAT', path: 'R0 R2' });
    const report = reportOf(SIGNED, lie);
    expect(report.messages.rejected).toBe(1);
    expect(brokenIn(report)).toEqual([]);
  });

  it('passes on the signatures that its sender was shown', () => {
    const truth = letter([SECOND, 'signed-order', 2], [1], { value: 'ATTACK', path: 'R0 R2' });
    const report = reportOf(SIGNED, truth);
    expect(report.messages.rejected).toBe(0);
  });

  it('with hostile fields is judged by its receivers, and breaks nothing', () => {
    const report = reportOf(
      ORAL,
      letter([SECOND, 'oral-order', 2], [0, 1], { path: '', value: '' }),
      letter([SECOND, 'oral-order', 2], [1], { path: 'R9999 R0 R0 R2 R1'.repeat(300) }),
      letter([SECOND, 'signed-order', 2], [1, 2], { path: 'R2 R2' }),
      letter([SECOND, 'report', 2], [3], { seq: 4_294_967_294, value: '<b>\u202e' }),
    );
    expect(brokenIn(report)).toEqual([]);
  });
});

describe('a word of a baseline that is written by hand', () => {
  it('turns the majority of an agent', () => {
    const two = { protocol: 'majority', workload: { clients: 1, requests: 1 } };
    const traitors = [{ replicas: [0, 2], kind: 'colluding', tactic: 'by-hand' }];
    // Ahead of the votes that their own machines send: the first word of an agent counts.
    const vote = (from: number) =>
      letter([5_000, 'vote', from], [1], { operation: 'order RETREAT' });
    const report = reportOf({ ...two, faults: traitors }, vote(0), vote(2));
    expect(brokenIn(report)).toContain('integrity');
    expect(brokenIn(reportOf(two))).toEqual([]);
  });

  it('of the only one who decides divides those who follow', () => {
    const single = { protocol: 'single' };
    const traitor = [{ replicas: [0], kind: 'colluding', tactic: 'by-hand' }];
    const decision = letter([5_000, 'decision', 0], [1], { operation: 'order RETREAT' });
    expect(brokenIn(reportOf({ ...single, faults: traitor }, decision))).toContain('agreement');
  });

  it('deceives a client that takes the first reply', () => {
    const first = { protocol: 'first-reply' };
    const reply = letter([1_000, 'reply', 2], [3], { timestamp: 1, result: 'RETREAT' });
    expect(brokenIn(reportOf(first, reply))).toContain('client-safety');
  });
});
