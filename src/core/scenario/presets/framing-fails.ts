import type { Preset } from '../../model/index.ts';

export const framingFails: Preset = {
  name: 'framing-fails',
  title: 'Framing fails',
  topic: 'Traitors',
  watch:
    'Watch the messages that R0 sends in the name of R1, and what becomes of each of them at R2 and R3.',
  question: {
    ask: 'R0 replays, tears up and forges the messages of the loyal R1, and tells it other orders than the rest. Can it get R1 convicted?',
    answers: [
      { text: 'Yes: enough contradicting messages bear the name of R1.', isRight: false },
      { text: 'No: a proof takes two conflicting statements that R1 signed.', isRight: true },
      { text: 'Yes: R1 really votes for something else than the others.', isRight: false },
    ],
  },
  explanation:
    'A message in the name of R1 that R1 did not sign is rejected; one that it did sign and that comes again says nothing ' +
    'new; and a vote that differs from everybody else’s is no crime, because R1 gives only one. Suspicion can be made, proof ' +
    'cannot: a proof is two statements under one key that no loyal replica signs both of, and R0 has its own key only. What ' +
    'it leaves behind are two proposals under one number, signed by itself.',
  promises: { outcome: 'agreed', breaks: [], viewChanges: 0 },
  scenario: {
    version: 1,
    title: 'Framing fails',
    faults: [{ replicas: [0], kind: 'colluding', tactic: 'frame' }],
  },
};
