import type { Preset } from '../../model/index.ts';

export const threeCannotFork: Preset = {
  name: 'three-cannot-fork',
  title: 'Three cannot: moving but forked',
  topic: 'How many it takes',
  watch:
    'Watch R1 and R2 decide, each with only 2 votes: its own and that of R0, who votes ' +
    'for both orders.',
  question: {
    ask: 'The same three replicas, but now 2 votes are enough, so that a silent traitor could not stop them. R0 is a traitor. What happens?',
    answers: [
      { text: 'The council agrees: 2 of 3 is a majority.', isRight: false },
      { text: 'R1 and R2 carry out different orders.', isRight: true },
      { text: 'The council stops.', isRight: false },
    ],
  },
  explanation:
    'Two groups of 2 among 3 need share only one replica. Here that one is the traitor: ' +
    'R1 decides together with R0, R2 decides together with R0, and R0 told each of them ' +
    'something else. A majority is enough against crashes, never against lies. With a ' +
    'quorum of 3 this could not have happened, but then one silent replica stops ' +
    'everything. Three replicas cannot tolerate one traitor, whatever the dial says.',
  promises: { outcome: 'unsafe', breaks: ['agreement', 'order'], viewChanges: 0 },
  scenario: {
    version: 1,
    title: 'Three cannot: moving but forked',
    replicas: 3,
    tolerance: 1,
    quorum: 2,
    faults: [{ replicas: [0], kind: 'colluding', tactic: 'fork' }],
  },
};
