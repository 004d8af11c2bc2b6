import type { Preset } from '../../model/index.ts';

export const fourGenerals: Preset = {
  name: 'four-generals',
  title: 'Four generals survive a traitor commander',
  topic: 'Generals of 1982',
  watch:
    'Watch the commander R0 give different orders to different lieutenants, and the ' +
    'lieutenants tell each other what they heard.',
  question: {
    ask:
      'The commander lies to some of his three lieutenants. What can the loyal lieutenants ' +
      'still promise each other?',
    answers: [
      { text: 'That they do what the commander wanted.', isRight: false },
      { text: 'That they all do the same.', isRight: true },
      { text: 'Nothing: the commander is the only one who knows the order.', isRight: false },
    ],
  },
  explanation:
    'After the second round every lieutenant holds the same three words: its own and ' +
    'those of the two others. All three are loyal, so each has passed on what it really ' +
    'heard, and the majority of the same words is the same everywhere. Which order comes ' +
    'out is up to the traitor, and does not matter: with a traitor in command there is no ' +
    'right order, only the danger of doing different things. Four generals are 3m+1 for ' +
    'one traitor.',
  promises: { outcome: 'agreed', breaks: [], viewChanges: 0 },
  scenario: {
    version: 1,
    title: 'Four generals survive a traitor commander',
    protocol: 'generals',
    workload: { requests: 2 },
    faults: [{ replicas: [0], kind: 'lying', tactic: 'two-orders' }],
  },
};
