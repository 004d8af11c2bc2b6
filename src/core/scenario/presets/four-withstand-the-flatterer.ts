import type { Preset } from '../../model/index.ts';

export const fourWithstandTheFlatterer: Preset = {
  name: 'four-withstand-the-flatterer',
  title: 'Four run PBFT, and the flatterer fails',
  topic: 'Traitors',
  watch:
    'Watch R0 hand out two orders under one sequence number, as it did among three, and the ' +
    'other three compare what they were told before anybody acts.',
  question: {
    ask: 'C1 asks for ATTACK and C2 for RETREAT at the same time. R0, the primary, tells R1 one thing and R2 and R3 the other. Do two loyal replicas act differently?',
    answers: [
      { text: 'No: each of the two orders would need 3 of the 4.', isRight: true },
      { text: 'Yes: R1 believes one thing, R2 and R3 another.', isRight: false },
      { text: 'No: R0 is recognised by its first lie and ignored.', isRight: false },
    ],
  },
  explanation:
    'Among three agents that vote once, the same liar gives each of two loyal ones a majority. Here an ' +
    'order takes 3 of 4 voices, and everybody tells everybody what it was told before it acts. Two ' +
    'groups of three share two replicas, of which at least one is loyal and says the same to both: so ' +
    'two orders never both find their three. For a while nothing goes on; then the timers run out, ' +
    'another primary leads, and all loyal replicas carry out both orders in one sequence.',
  promises: { outcome: 'agreed', breaks: [], viewChanges: 1 },
  scenario: {
    version: 1,
    title: 'Four run PBFT, and the flatterer fails',
    // C1 is heard first: so A is its ATTACK, and B the RETREAT of C2.
    seed: 10,
    workload: {
      clients: 2,
      requests: 3,
      interval: 100_000,
      payload: ['order ATTACK', 'order RETREAT'],
    },
    faults: [{ replicas: [0], kind: 'lying', tactic: 'equivocate' }],
  },
};
