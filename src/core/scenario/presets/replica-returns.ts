import type { Preset } from '../../model/index.ts';

export const replicaReturns: Preset = {
  name: 'replica-returns',
  title: 'A replica returns',
  topic: 'No traitors',
  watch: 'Watch R3 when it is back at 600 ms: the others have thrown away what it missed.',
  question: {
    ask: 'R3 sleeps while the other three carry out more orders than they keep. Can it catch up?',
    answers: [
      { text: 'No. What the others no longer have, R3 can never execute.', isRight: false },
      { text: 'Yes. It asks the primary for all old messages, one by one.', isRight: false },
      {
        text: 'Yes. It fetches a later state that a quorum vouches for, and goes on from there.',
        isRight: true,
      },
      { text: 'Only if a person copies the memory of another replica by hand.', isRight: false },
    ],
  },
  explanation:
    'Every 4 sequence numbers the replicas say what their state is. Once 3 of 4 say the same, the ' +
    'checkpoint is stable, and everything before it is thrown away, so that no log grows for ' +
    'ever. R3 cannot replay what nobody keeps. It fetches the state itself, page by page, from ' +
    'one replica after the other, and checks each page against the digest that the quorum has ' +
    'signed: whoever hands out something wrong is found out. After that it votes again like the others.',
  promises: { outcome: 'agreed', breaks: [], viewChanges: 0 },
  scenario: {
    version: 1,
    title: 'A replica returns',
    faults: [{ replicas: [3], kind: 'crashed', at: 60_000, until: 600_000 }],
    workload: { requests: 20 },
    pbft: { checkpointInterval: 4, window: 8 },
  },
};
