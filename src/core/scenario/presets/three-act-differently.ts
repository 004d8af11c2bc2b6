import type { Preset } from '../../model/index.ts';

export const threeActDifferently: Preset = {
  name: 'three-act-differently',
  title: 'Three vote once, and a flatterer divides them',
  topic: 'Without a protocol',
  watch: 'Watch R0 agree with R1 and agree with R2, although the two want different things.',
  question: {
    ask: 'C1 asks for ATTACK and C2 for RETREAT at the same time. R1 hears C1 first, R2 hears C2 first. R0 agrees with each of them. What happens?',
    answers: [
      { text: 'R1 and R2 see that they differ, and wait.', isRight: false },
      { text: 'Each has a majority of two, and they act differently.', isRight: true },
      { text: 'The order with the more honest client wins.', isRight: false },
    ],
  },
  explanation:
    'Each of the two loyal agents counts two votes for what it heard first: its own, and that ' +
    'of R0, which tells each what it wants to hear. Both have a majority, and both are right ' +
    'to act by the rule. Neither knows what R0 told the other. Which order comes first is no ' +
    'question of truth, so that loyal agents may well differ, and one exchange of votes does ' +
    'not show who says different things to different agents. PBFT asks for a quorum of 3 of ' +
    '4 and for a second exchange about what was heard.',
  promises: { outcome: 'unsafe', breaks: ['agreement', 'client-safety', 'order'], viewChanges: 0 },
  scenario: {
    version: 1,
    title: 'Three vote once, and a flatterer divides them',
    // C1 is heard first: so A is its ATTACK, and B the RETREAT of C2.
    seed: 10,
    protocol: 'majority',
    replicas: 3,
    workload: {
      clients: 2,
      requests: 12,
      interval: 100_000,
      payload: ['order ATTACK', 'order RETREAT'],
    },
    faults: [{ replicas: [0], kind: 'lying', tactic: 'two-faced' }],
  },
};
