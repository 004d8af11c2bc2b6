import type { Preset } from '../../model/index.ts';

export const crashedPrimary: Preset = {
  name: 'crashed-primary',
  title: 'The primary crashes',
  topic: 'No traitors',
  watch:
    'Watch the timers after R0 falls silent at 100 ms: they run out, the replicas ask ' +
    'for view 1, and the crown moves to R1.',
  question: {
    ask: 'Only the primary may propose orders, and it has just died. How does the council go on?',
    answers: [
      { text: 'It cannot: without its primary nothing is ever decided again.', isRight: false },
      {
        text: 'Each replica waits for a while, then they move together to a view in which R1 is primary.',
        isRight: true,
      },
      { text: 'The client appoints a new primary.', isRight: false },
      { text: 'R1 takes over at once, since it sees that R0 is dead.', isRight: false },
    ],
  },
  explanation:
    'A message that does not come looks the same whether its sender is dead or slow. So ' +
    'each backup that holds an order not yet carried out runs a timer. When it fires, ' +
    'the replica stops taking part in view 0 and asks for view 1. Three such messages, ' +
    'each with proof of what its sender had already prepared, entitle R1 to open view 1. ' +
    'The proofs are what makes it safe: an order that anybody may have carried out in ' +
    'view 0 keeps its sequence number in view 1.',
  promises: { outcome: 'agreed', breaks: [], viewChanges: 1 },
  scenario: {
    version: 1,
    title: 'The primary crashes',
    faults: [{ replicas: [0], kind: 'crashed', at: 100_000 }],
  },
};
