import type { Preset } from '../../model/index.ts';

export const sevenWithTwoTraitors: Preset = {
  name: 'seven-with-two-traitors',
  title: 'Seven withstand two traitors',
  topic: 'How many it takes',
  watch:
    'Watch two lies at once: R0, the primary, proposes different orders to different ' +
    'backups, and R4 gives the client wrong answers.',
  question: {
    ask:
      'Seven replicas, and two of them lie, each in its own way. Four replicas would be ' +
      'lost with two traitors. What happens here?',
    answers: [
      { text: 'Two traitors are one too many for any council.', isRight: false },
      {
        text: 'All five loyal replicas carry out the same orders, and the client learns the true result.',
        isRight: true,
      },
      { text: 'The council stays safe, but nothing gets done any more.', isRight: false },
    ],
  },
  explanation:
    'Seven replicas that tolerate two faults need 5 votes. Two groups of 5 among 7 share ' +
    'at least three replicas; with two traitors one of the shared ones is loyal and ' +
    'votes once, so no second order can be decided. And the five loyal replicas are a ' +
    'quorum without any help: once their timers run out they go on under R1. R4 ' +
    'convinces nobody, because the client waits for f+1 = 3 equal answers, and two ' +
    'traitors can give only two. Both conditions hold because n = 7 is 3f+1 for f = 2. ' +
    'Seat a third traitor and the proof is gone, and with it the safety.',
  promises: { outcome: 'agreed', breaks: [], viewChanges: 1 },
  scenario: {
    version: 1,
    title: 'Seven withstand two traitors',
    replicas: 7,
    tolerance: 2,
    workload: { requests: 3 },
    faults: [
      { replicas: [0], kind: 'lying', tactic: 'equivocate' },
      { replicas: [4], kind: 'lying', tactic: 'wrong-reply' },
    ],
  },
};
