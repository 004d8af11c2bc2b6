import { openUnrecorded, parseScenario } from '../../../src/core/index.ts';
import type { Report } from '../../../src/core/model/index.ts';

/** The report of a run of a baseline, which the shortest words describe. */
export function reportOf(scenario: object): Report {
  const parsed = parseScenario({ version: 1, signatures: 'ideal', ...scenario }, 'headless');
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('; '));
  const run = openUnrecorded(parsed.scenario);
  while (!run.advance(100_000));
  return run.report();
}

export const brokenIn = ({ violations }: Report): readonly string[] =>
  [...new Set(violations.map(({ monitor }) => monitor))].sort();

export const lying = (replica: number, tactic: string) => ({
  replicas: [replica],
  kind: 'lying',
  tactic,
});

export const COMPETING = {
  clients: 2,
  requests: 12,
  interval: 100_000,
  payload: ['order ATTACK', 'order RETREAT'],
};
