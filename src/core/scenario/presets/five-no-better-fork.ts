import type { Preset } from '../../model/index.ts';

export const fiveNoBetterFork: Preset = {
  name: 'five-no-better-fork',
  title: 'Five with the quorum of four',
  topic: 'How many it takes',
  watch:
    'Watch the loyal replicas split into two pairs, each of which needs only the vote of ' +
    'R0 to decide.',
  question: {
    ask: 'Five replicas, still built for one traitor, and the program asks for 2f+1 = 3 votes, as the textbook says for four. Is the council now safer than four replicas are?',
    answers: [
      { text: 'Yes: one more loyal replica can only help.', isRight: false },
      { text: 'It is exactly as safe as four replicas.', isRight: false },
      { text: 'No: a single traitor can now fork it.', isRight: true },
    ],
  },
  explanation:
    'The number 2f+1 is right for n = 3f+1 and for no other size. Two groups of 3 among ' +
    '5 need share only one replica, and that one can be the traitor: R0 sends one order ' +
    'to one pair and another order to the other pair, and votes with both. What has to ' +
    'hold is not the number 3 but the overlap: 2q − n must be larger than f. For n = 5 ' +
    'that takes q = 4. Adding a replica without looking at the quorum made the council ' +
    'worse.',
  promises: { outcome: 'unsafe', breaks: ['agreement', 'order'], viewChanges: 0 },
  scenario: {
    version: 1,
    title: 'Five with the quorum of four',
    replicas: 5,
    tolerance: 1,
    quorum: '2f+1',
    faults: [{ replicas: [0], kind: 'colluding', tactic: 'fork' }],
  },
};
