import type { NormalCase, ProcessId, Report, Scenario, Sums } from '../../model/index.ts';
import { brokenNetwork, messagesPerOrder, roundLength, roundSizes, type Medium } from './rounds.ts';

/** A run of the generals in figures: what the paper counts and what it takes for granted. */
export const sums: Sums = {
  council: ({ replicas: n, tolerance: m, generals }) =>
    `n = ${n}, m = ${m}, ${generals.messages} messages`,
  work: ({ requests: { issued, completed, executedByCorrect } }) =>
    `${issued} given, ${completed} completed, ${executedByCorrect} obeyed by loyal generals`,
  figures: (report, scenario) => [
    ['commander', 'R0'],
    ['rounds', roundsText(scenario)],
    ['formula', formula(report, scenario)],
  ],
  normalCase: ({ n, f: m, scenario }) => normalCase(n, m, scenario.generals.messages),
  assumptions: brokenAssumptions,
};

/** Of one order that nobody bends. Signed, only what is new is passed on, so that the second round is the last with messages. */
function normalCase(n: number, m: number, medium: Medium): NormalCase {
  const sizes = medium === 'oral' ? roundSizes(n, m) : roundSizes(n, Math.min(m, 1));
  const expected = sizes.reduce((sum, size) => sum + size, 0);
  return [
    { type: 'request', formula: '1', expected: 1 },
    { type: 'summons', formula: 'n − 1', expected: n - 1 },
    { type: `${medium}-order`, formula: sizesText(sizes.length), expected },
    { type: 'report', formula: 'n', expected: n },
  ];
}

/** "(n − 1) + (n − 1)(n − 2)", with dots between the second and the last of many. */
function sizesText(rounds: number): string {
  const factors = (many: number): string =>
    Array.from({ length: many }, (_, index) => `(n − ${index + 1})`).join('');
  const all = Array.from({ length: rounds }, (_, index) => factors(index + 1));
  return rounds <= 2 ? all.join(' + ') : `${all.slice(0, 2).join(' + ')} + … to n − ${rounds}`;
}

function roundsText(scenario: Scenario): string {
  const length = Math.round(roundLength(scenario) / 100) / 10;
  return `m+1 = ${scenario.tolerance + 1} of ${length} ms for each order`;
}

/** The paper counts without traitors, who send more or less than they should. */
function formula({ messages }: Report, { replicas: n, tolerance: m, generals }: Scenario): string {
  const isOral = generals.messages === 'oral';
  const most = messagesPerOrder(n, m, generals.messages);
  const sent = messages.byKind[isOral ? 'oral-order' : 'signed-order'] ?? 0;
  const given = messages.byKind['request'] ?? 0;
  const each = isOral ? roundSizes(n, m).join(' + ') : `at most ${n - 1} + ${most - n + 1}`;
  const inAll = `${isOral ? '' : 'at most '}${most * given} for ${given}`;
  return `${each} = ${most} messages for an order, ${inAll}; ${sent} sent`;
}

/** What the scenario does not keep of what the paper takes for granted, each as a sentence without its full stop. */
function brokenAssumptions(scenario: Scenario): readonly string[] {
  const { replicas: n, tolerance: m, generals } = scenario;
  const faulty = faultyIn(scenario).size;
  return [
    ...brokenNetwork(scenario).map((verb) => `the network ${verb}`),
    ...(generals.messages === 'oral' && n <= 3 * m
      ? [`oral messages take more than 3m = ${3 * m} generals, and there are ${n}`]
      : []),
    ...(faulty > m ? [`at most m = ${m} are faulty, and here ${faulty} are`] : []),
  ];
}

/** Whom the set-up or a person marks at any time. Whom a text will turn is not known before. */
function faultyIn({ faults, interventions }: Scenario): ReadonlySet<ProcessId> {
  const acts = interventions.flatMap((act) =>
    'replicas' in act && MARKING.has(act.do) ? act.replicas : [],
  );
  return new Set([...faults.flatMap(({ replicas }) => replicas), ...acts]);
}

const MARKING: ReadonlySet<string> = new Set(['crash', 'lie', 'collude', 'inject']);
