import type { Preset } from '../../model/index.ts';

export const threeGenerals: Preset = {
  name: 'three-generals',
  title: 'Three generals cannot agree',
  topic: 'Generals of 1982',
  watch:
    'Watch R1: the commander tells it to attack, and R2 swears that it was told to ' + 'retreat.',
  question: {
    ask:
      'R1 is loyal and has heard ATTACK from the commander and RETREAT from R2. One of the ' +
      'two lies. What does R1 do?',
    answers: [
      { text: 'It attacks: the commander outranks R2.', isRight: false },
      { text: 'It retreats, although the loyal commander ordered to attack.', isRight: true },
      { text: 'It asks a third general and then knows who lies.', isRight: false },
    ],
  },
  explanation:
    'R1 cannot tell this story from another one in which R2 is loyal and the commander ' +
    'lies: both look the same from its seat. It has one word for each order and no ' +
    'majority, so it falls back to RETREAT and disobeys a loyal commander. No cleverer ' +
    'rule helps. With oral messages, fewer than 3m+1 generals cannot cope with m ' +
    'traitors, and here are three for one.',
  promises: { outcome: 'unsafe', breaks: ['ic2'], viewChanges: 0 },
  scenario: {
    version: 1,
    title: 'Three generals cannot agree',
    protocol: 'generals',
    replicas: 3,
    workload: { requests: 2 },
    faults: [{ replicas: [2], kind: 'lying', tactic: 'contrary-relay' }],
  },
};
