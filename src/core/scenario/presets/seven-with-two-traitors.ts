import type { Preset } from '../../model/index.ts';

export const sevenWithTwoTraitors: Preset = {
  name: 'seven-with-two-traitors',
  title: 'Seven withstand two traitors',
  watch:
    'Watch R0 and R4 try what worked against four replicas. The five loyal ones are a ' +
    'quorum of their own.',
  question: {
    ask: 'R0 and R4 plot together and R0 is primary, as in the fork of four. Now there are seven replicas. What happens?',
    answers: [
      { text: 'The two fork the council as before.', isRight: false },
      { text: 'All five loyal replicas carry out the same orders.', isRight: true },
      { text: 'The council is safe, but nothing more gets done.', isRight: false },
    ],
  },
  explanation:
    'Seven replicas that tolerate two faults need 5 votes. Two groups of 5 among 7 share ' +
    'at least three replicas; with two traitors one of the shared ones is loyal and ' +
    'votes once, so no second order can be decided. And the five loyal replicas can ' +
    'decide without any help. Both conditions hold because n = 7 is 3f+1 for f = 2. Seat ' +
    'a third traitor and the proof is gone, and with it the safety.',
  promises: { outcome: 'agreed', breaks: [], viewChanges: 0 },
  scenario: {
    version: 1,
    title: 'Seven withstand two traitors',
    replicas: 7,
    tolerance: 2,
    faults: [{ replicas: [0, 4], kind: 'colluding', tactic: 'fork' }],
  },
};
