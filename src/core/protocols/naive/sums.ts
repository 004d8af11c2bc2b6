import type { NormalCase, ProcessId, Scenario, Sums } from '../../model/index.ts';
import { LEADER, repliesNeeded, type Custom } from './custom.ts';

/** A run of a baseline in figures. */
export function sumsOf(custom: Custom): Sums {
  return {
    council: ({ replicas: n }) =>
      `n = ${n}, ${repliesNeeded(custom, n)} equal ${repliesNeeded(custom, n) === 1 ? 'reply' : 'replies'} believed`,
    work: ({ requests: { issued, completed, executedByCorrect } }) =>
      `${issued} issued, ${completed} completed, ${executedByCorrect} done by loyal agents`,
    figures: () => (custom === 'single' ? [['decides', `R${LEADER}`]] : []),
    normalCase: ({ n, requests }) => normalCase(custom, n, requests),
    assumptions: (scenario) => brokenAssumptions(custom, scenario),
  };
}

/** Of one number, with everybody loyal: every agent answers the client, whoever was asked. */
function normalCase(custom: Custom, n: number, requests: number): NormalCase {
  const times = requests === 1 ? '' : String(requests);
  const asked = custom === 'single' ? 1 : n;
  return [
    {
      type: 'request',
      formula: custom === 'single' ? String(requests) : `${times}n`,
      expected: asked * requests,
    },
    ...(custom === 'single'
      ? [{ type: 'decision', formula: 'n − 1', expected: n - 1 }]
      : custom === 'majority'
        ? [{ type: 'vote', formula: 'n(n − 1)', expected: n * (n - 1) }]
        : []),
    { type: 'reply', formula: `${times}n`, expected: n * requests },
  ];
}

/** None of them reckons with liars; one agent alone does not even bear its own crash. */
function brokenAssumptions(custom: Custom, scenario: Scenario): readonly string[] {
  const faulty = new Set<ProcessId>(
    [...scenario.faults, ...scenario.interventions].flatMap((each) =>
      'replicas' in each ? each.replicas : [],
    ),
  );
  const competing = scenario.workload.clients > 1 && custom === 'first-reply';
  return [
    ...(faulty.size > 0 ? [`every agent is loyal, and here ${faulty.size} may not be`] : []),
    ...(competing ? ['requests reach all agents in the same order, and here clients compete'] : []),
  ];
}
