import type { Preset } from '../../model/index.ts';

export const amnesiaForksFour: Preset = {
  name: 'amnesia-forks-four',
  title: 'Forgetting forks four',
  topic: 'Traitors',
  watch:
    'Watch what R2 and R3 show in their VIEW-CHANGE messages, after they have helped R0 to commit.',
  question: {
    ask: 'The first primary, R0, is loyal and proposes one order only. R2 and R3 plot. Can two orders still be decided?',
    answers: [
      { text: 'No: without a lying primary everybody sees the same proposal.', isRight: false },
      {
        text: 'Yes: they help R0 to decide, hide that from the next view, and help R1 to decide something else.',
        isRight: true,
      },
      { text: 'No: a view change always carries over what was decided.', isRight: false },
    ],
  },
  explanation:
    'A view change keeps what was decided because any quorum of VIEW-CHANGE messages holds one of a loyal replica that ' +
    'knows. R0 committed with the votes of R2 and R3; the new view was opened with the messages of R1, R2 and R3. What the ' +
    'two quorums share is R2 and R3, and both forgot. Nobody lied about an order: what they signed in one view contradicts ' +
    'what they left out in the next, and that is how they can be convicted.',
  promises: { outcome: 'unsafe', breaks: ['agreement', 'order'], viewChanges: 1 },
  scenario: {
    version: 1,
    title: 'Forgetting forks four',
    faults: [{ replicas: [2, 3], kind: 'colluding', tactic: 'amnesia-fork' }],
  },
};
