import type { ProcessId, Scenario, Sums } from '../../model/index.ts';
import { LEADER, repliesNeeded, type Custom } from './custom.ts';

/** A run of a baseline in figures. */
export function sumsOf(custom: Custom): Sums {
  return {
    council: ({ replicas: n }) =>
      `n = ${n}, ${repliesNeeded(custom, n)} equal ${repliesNeeded(custom, n) === 1 ? 'reply' : 'replies'} believed`,
    work: ({ requests: { issued, completed, executedByCorrect } }) =>
      `${issued} issued, ${completed} completed, ${executedByCorrect} done by loyal agents`,
    figures: () => (custom === 'single' ? [['decides', `R${LEADER}`]] : []),
    assumptions: (scenario) => brokenAssumptions(custom, scenario),
  };
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
