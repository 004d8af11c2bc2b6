import type { Preset } from '../../model/index.ts';

export const threeCannotStall: Preset = {
  name: 'three-cannot-stall',
  title: 'Three cannot: safe but stuck',
  topic: 'How many it takes',
  watch: 'Watch the vote gauges of R0 and R1: they stop at 2 of 3, because R2 says nothing.',
  question: {
    ask: 'Three replicas that want to tolerate one traitor, and every decision needs all 3 votes. The traitor just keeps silent. What happens?',
    answers: [
      { text: 'The two loyal replicas outvote the traitor.', isRight: false },
      { text: 'Nothing wrong is decided, but nothing is decided at all.', isRight: true },
      { text: 'A view change replaces the silent replica.', isRight: false },
    ],
  },
  explanation:
    'With three replicas and one possible traitor, two quorums must share at least two ' +
    'replicas, so that one of the shared ones is loyal. Among three that forces every ' +
    'quorum to be all three. Then a single silent replica is enough to stop the council ' +
    'for ever: even a view change needs 3 voices. Lower the quorum to 2 and it moves ' +
    'again, but then a traitor can fork it. No setting does both: that takes n >= 3f+1, ' +
    'four replicas for one traitor.',
  promises: { outcome: 'stalled', breaks: [], viewChanges: 0 },
  scenario: {
    version: 1,
    title: 'Three cannot: safe but stuck',
    replicas: 3,
    tolerance: 1,
    faults: [{ replicas: [2], kind: 'lying', tactic: 'mute' }],
    until: 3_000_000,
  },
};
