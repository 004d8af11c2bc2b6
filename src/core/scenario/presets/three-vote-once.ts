import type { Preset } from '../../model/index.ts';

export const threeVoteOnce: Preset = {
  name: 'three-vote-once',
  title: 'Three vote once, and the truth survives one liar',
  topic: 'Without a protocol',
  watch: 'Watch R0 say the contrary to everybody, and the other two outvote it.',
  question: {
    ask: 'All three were asked for ATTACK. R0 tells everybody that it was asked for RETREAT. What do R1 and R2 do?',
    answers: [
      { text: 'They attack: two voices against one.', isRight: true },
      { text: 'Nothing: they cannot know which of them lies.', isRight: false },
      { text: 'One attacks and one retreats.', isRight: false },
    ],
  },
  explanation:
    'One client asked, and there is one true answer that every loyal agent knows by itself. A ' +
    'liar then stands alone against two, and a majority is enough, without any protocol. ' +
    'That is why asking three models and taking the majority looks so convincing. It stops ' +
    'working as soon as two orders compete, because then the loyal ones no longer say the ' +
    'same to begin with.',
  promises: { outcome: 'agreed', breaks: [], viewChanges: 0 },
  scenario: {
    version: 1,
    title: 'Three vote once, and the truth survives one liar',
    protocol: 'majority',
    replicas: 3,
    workload: { requests: 3 },
    faults: [{ replicas: [0], kind: 'lying', tactic: 'false-answer' }],
  },
};
