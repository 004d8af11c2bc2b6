import type { Preset } from '../../model/index.ts';

export const fiveRightQuorum: Preset = {
  name: 'five-right-quorum',
  title: 'Five with the right quorum',
  topic: 'How many it takes',
  watch:
    'Watch the same attack fail: neither of the two orders finds 4 votes in view 0, and ' +
    'the council moves on without R0.',
  question: {
    ask: 'The same five replicas and the same traitor, but each decision now needs 4 of 5 votes. What does the attack achieve?',
    answers: [
      { text: 'It forks the council again.', isRight: false },
      { text: 'It costs some time, then all loyal replicas agree.', isRight: true },
      { text: 'The council stops, since one of five is a traitor.', isRight: false },
    ],
  },
  explanation:
    'Two groups of 4 among 5 share at least three replicas, and only one of these is a ' +
    'traitor, so that two different orders cannot both be decided. The four loyal ' +
    'replicas are a quorum by themselves: when R0 plays its game they wait, move to view ' +
    '1, and decide there. The view may change again, until the second order, which only ' +
    'some of them were shown, has had its turn as well. The right quorum is ' +
    'floor((n+f)/2)+1. And five replicas still tolerate one traitor only, as four do: ' +
    'for two it takes seven.',
  promises: { outcome: 'agreed', breaks: [], viewChanges: 1 },
  scenario: {
    version: 1,
    title: 'Five with the right quorum',
    replicas: 5,
    tolerance: 1,
    quorum: 'intersect',
    faults: [{ replicas: [0], kind: 'colluding', tactic: 'fork' }],
  },
};
