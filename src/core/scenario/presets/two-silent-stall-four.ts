import type { Preset } from '../../model/index.ts';

export const twoSilentStallFour: Preset = {
  name: 'two-silent-stall-four',
  title: 'Two silent ones stall four',
  topic: 'Traitors',
  watch: 'Watch R0 and R1 ask for one view after the other, with longer and longer pauses.',
  question: {
    ask: 'R2 and R3 say nothing at all. R0, the primary, and R1 are loyal. What happens?',
    answers: [
      { text: 'R0 and R1 decide alone, since nobody contradicts them.', isRight: false },
      { text: 'Nothing is decided, and nothing wrong is decided either.', isRight: true },
      { text: 'A view change finds a primary that can go on.', isRight: false },
    ],
  },
  explanation:
    'A quorum is 3 of 4, and two are left. R0 and R1 cannot know whether the others are dead, slow or plotting, so they must ' +
    'not decide without them: that is the price of safety. Changing the view takes a quorum as well, so that no new primary ' +
    'helps. n − q + 1 = 2 silent replicas stall a council of four; with one of them back it would go on where it stopped.',
  promises: { outcome: 'stalled', breaks: [], viewChanges: 0 },
  scenario: {
    version: 1,
    title: 'Two silent ones stall four',
    faults: [{ replicas: [2, 3], kind: 'colluding', tactic: 'stall' }],
  },
};
