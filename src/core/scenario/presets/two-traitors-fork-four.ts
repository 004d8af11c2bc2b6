import type { Preset } from '../../model/index.ts';

export const twoTraitorsForkFour: Preset = {
  name: 'two-traitors-fork-four',
  title: 'Two traitors fork four',
  topic: 'Traitors',
  watch:
    'Watch R1 and R2: R0 and R3 show each of them a council that agrees, but on a ' +
    'different order.',
  question: {
    ask: 'R0 and R3 plot together. The council was built to tolerate one traitor. What is the worst that they achieve?',
    answers: [
      { text: 'They can delay the council, but it never decides two things.', isRight: false },
      {
        text: 'R1 and R2 carry out different orders under the same sequence number, each with a proper quorum.',
        isRight: true,
      },
      { text: 'The loyal replicas see contradicting votes and stop in time.', isRight: false },
    ],
  },
  explanation:
    'R1 counts R0, R1 and R3 for one order. R2 counts R0, R2 and R3 for the other. Both ' +
    'quorums are complete and every signature in them is genuine. Any two quorums of 3 ' +
    'among 4 share two replicas, and here both of the shared ones are traitors who voted ' +
    'twice. No rule that R1 or R2 could follow would have told them. The promise was ' +
    'made for one traitor; with two it is void, and the two certificates side by side ' +
    'prove who broke it.',
  promises: { outcome: 'unsafe', breaks: ['agreement', 'order'], viewChanges: 0 },
  scenario: {
    version: 1,
    title: 'Two traitors fork four',
    faults: [{ replicas: [0, 3], kind: 'colluding', tactic: 'fork' }],
  },
};
