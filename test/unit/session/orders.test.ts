import { describe, expect, it } from 'vitest';
import { LIMITS, openUnrecorded, parseScenario } from '../../../src/core/index.ts';

/** Requests of a run in which a person gives so many orders at once, beside one request of a client. */
function requestsOf(protocol: string, many: number) {
  const order = { at: 0, do: 'order', text: 'order RETREAT' };
  const parsed = parseScenario(
    {
      version: 1,
      protocol,
      replicas: 1,
      signatures: 'ideal',
      until: 500_000_000,
      workload: { requests: 1 },
      interventions: Array.from({ length: many }, () => order),
    },
    'headless',
  );
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  const run = openUnrecorded(parsed.scenario);
  while (!run.advance(10_000));
  return run.report().requests;
}

describe('as many orders as a scenario holds', () => {
  it.each(['pbft', 'single', 'generals'])('are all sent by %s', (protocol) => {
    const all = LIMITS.interventionsMax + 1;
    expect(requestsOf(protocol, LIMITS.interventionsMax)).toEqual({
      issued: all,
      completed: all,
      executedByCorrect: all,
    });
  });
});
