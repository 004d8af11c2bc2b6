import { describe, expect, it } from 'vitest';
import { canonical } from '../../../src/core/base/canonical.ts';
import { measureRun, openRun, openUnrecorded, parseScenario } from '../../../src/core/index.ts';
import type { Measured } from '../../../src/core/index.ts';
import type { Scenario } from '../../../src/core/model/index.ts';

function scenarioOf(change: object): Scenario {
  const parsed = parseScenario({ version: 1, workload: { requests: 2 }, ...change }, 'page');
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  return parsed.scenario;
}

const measured = (change: object): Measured => measureRun(scenarioOf(change), { isWeighed: true });

type Send = { readonly process: number; readonly to: number; readonly body: unknown };

function isSend(event: unknown): event is Send {
  return typeof event === 'object' && event !== null && 'kind' in event && event.kind === 'send';
}

describe('what a run is measured to cost', () => {
  it('has the figures of its report', () => {
    const scenario = scenarioOf({ faults: [{ replicas: [0], kind: 'crashed', at: 30_000 }] });
    const run = openUnrecorded(scenario);
    while (!run.advance(1_000));
    const { messages, latency, views, requests, outcome, until } = run.report();
    expect(measureRun(scenario, { isWeighed: false })).toMatchObject({
      outcome,
      until,
      issued: requests.issued,
      completed: requests.completed,
      messages: messages.sent,
      latency,
      views,
    });
  });

  it('weighs each message that was sent to somebody else as it is encoded', () => {
    const scenario = scenarioOf({ signatures: 'ideal' });
    const run = openRun(scenario);
    while (!run.advance(1_000));
    let bytes = 0;
    for (const line of run.traceLines()) {
      const event: unknown = JSON.parse(line);
      if (isSend(event) && event.to !== event.process) bytes += canonical(event.body).length;
    }
    expect(measureRun(scenario, { isWeighed: true }).bytes).toBe(bytes);
    expect(measureRun(scenario, { isWeighed: false }).bytes).toBeNull();
    expect(bytes).toBeGreaterThan(1_000);
  });

  it('real signatures weigh more than modelled ones, and are as many', () => {
    const ideal = measured({ signatures: 'ideal' });
    const real = measured({ signatures: 'ed25519' });
    expect(real.bytes).toBeGreaterThan(ideal.bytes ?? Infinity);
    expect([real.signs, real.verifies]).toEqual([ideal.signs, ideal.verifies]);
  });

  it('counts signatures: of a decision a request, a proposal, two votes of each and an answer of each', () => {
    const { signs } = measured({ workload: { requests: 1 } });
    // The proposal is the primary's vote: it prepares nothing.
    expect(signs).toBe(1 + 1 + 3 + 4 + 4);
  });

  it('says when the first question was sent and the last answer came', () => {
    const { span, until } = measured({});
    expect(span?.from).toBe(0);
    expect(span?.until).toBeLessThanOrEqual(until);
    expect(measured({ faults: [{ replicas: [0, 1], kind: 'crashed' }] }).span).toBeNull();
  });

  it('a recovery is the time from the crash to the first answer to what was asked after it', () => {
    const patient = { workload: { requests: 6 }, timers: { viewChange: 300_000, client: 50_000 } };
    const crash = { faults: [{ replicas: [0], kind: 'crashed', at: 100_000 }] };
    expect(measured(patient).recovery).toBeNull();
    expect(measured({ ...patient, ...crash }).recovery).toBeGreaterThan(300_000);
    const gone = { faults: [{ replicas: [0, 1], kind: 'crashed', at: 100_000 }] };
    expect(measured({ ...patient, ...gone }).recovery).toBeNull();
  });
});
