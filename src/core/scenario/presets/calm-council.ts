import type { Preset } from '../../model/index.ts';

export const calmCouncil: Preset = {
  name: 'calm-council',
  title: 'A calm council',
  topic: 'No traitors',
  watch:
    'Watch one order travel: the primary proposes it, all replicas tell each other twice ' +
    'that they have seen it, and only then does anybody carry it out.',
  question: {
    ask: 'The client gave its order to one replica only. When may a replica carry the order out?',
    answers: [
      { text: 'As soon as the primary has proposed it.', isRight: false },
      {
        text: 'Once it knows that 3 of the 4 replicas stand behind the same order.',
        isRight: true,
      },
      { text: 'Only when all 4 replicas have confirmed it.', isRight: false },
    ],
  },
  explanation:
    'R0 is the primary: it gives the order a sequence number and proposes it ' +
    '(pre-prepare). The others repeat what they were told (prepare), so that nobody can ' +
    'be told something else unnoticed. A replica that sees 3 of 4 agree says so ' +
    '(commit), and with 3 commits it carries the order out. Three suffice, not four: the ' +
    'council must go on when one replica is silent. Two is too few: any two groups of 3 ' +
    'out of 4 share at least two replicas, so that one traitor alone can never make two ' +
    'groups decide differently.',
  promises: { outcome: 'agreed', breaks: [], viewChanges: 0 },
  scenario: {
    version: 1,
    title: 'A calm council',
  },
};
