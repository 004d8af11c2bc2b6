import type { Preset } from '../../model/index.ts';

export const poisonedCheckpoint: Preset = {
  name: 'poisoned-checkpoint',
  title: 'A poisoned checkpoint',
  topic: 'Traitors',
  watch:
    'Watch R1: R2 and R3 tell it of a checkpoint that nobody has reached, and it fetches the state from them.',
  question: {
    ask: 'In this broken variant f + 1 = 2 replicas may make a checkpoint stable. R2 and R3 plot. What can they do to R1?',
    answers: [
      { text: 'Nothing: a fetched state is checked against its digest.', isRight: false },
      { text: 'They give it a memory that no order ever led to.', isRight: true },
      { text: 'They make it vote for two orders.', isRight: false },
    ],
  },
  explanation:
    'The digest proves that R1 got the state that R2 and R3 vouched for, not that anybody ever had it. Where a checkpoint ' +
    'takes a quorum, R2 and R3 would need a loyal replica to vouch with them, and none vouches for a state that it does not ' +
    'have. f + 1 equal statements are enough to become curious, never enough to throw away what one knows. Switch the rule ' +
    'stable-by-f+1 off, and the same attack comes to nothing.',
  promises: { outcome: 'unsafe', breaks: ['checkpoints'], viewChanges: 0 },
  scenario: {
    version: 1,
    title: 'A poisoned checkpoint',
    faults: [{ replicas: [2, 3], kind: 'colluding', tactic: 'poison-checkpoint' }],
    workload: { requests: 3 },
    pbft: { ablate: ['stable-by-f+1'] },
    // Later the poisoned replica shows its short proof to others, who hold it against it: another lesson.
    until: 250_000,
  },
};
