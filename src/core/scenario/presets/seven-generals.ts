import type { Preset } from '../../model/index.ts';

export const sevenGenerals: Preset = {
  name: 'seven-generals',
  title: 'Seven generals and two who conspire',
  topic: 'Generals of 1982',
  watch:
    'Watch R0, the commander, and R4 tell one half of the lieutenants to attack and the ' +
    'other half to retreat, for three rounds.',
  question: {
    ask:
      'The commander and one lieutenant work together. Why do the five loyal lieutenants ' +
      'need three rounds?',
    answers: [
      { text: 'Because each round catches one traitor by name.', isRight: false },
      {
        text:
          'Because with two traitors what somebody says that he heard may be a lie about a lie, ' +
          'and only one more round can outvote that.',
        isRight: true,
      },
      { text: 'Because seven generals take longer to reach each other than four.', isRight: false },
    ],
  },
  explanation:
    'With m traitors the algorithm goes m+1 rounds deep: what everybody heard, what ' +
    'everybody says that others heard, and what they say of that. Each round takes one ' +
    'traitor out of the argument. That costs messages, 6 in the first round, 30 in the ' +
    'second and 120 in the third, which is why later protocols such as PBFT use ' +
    'signatures and quorums instead.',
  promises: { outcome: 'agreed', breaks: [], viewChanges: 0 },
  scenario: {
    version: 1,
    title: 'Seven generals and two who conspire',
    protocol: 'generals',
    replicas: 7,
    tolerance: 2,
    workload: { requests: 1 },
    faults: [{ replicas: [0, 4], kind: 'colluding', tactic: 'divide' }],
  },
};
