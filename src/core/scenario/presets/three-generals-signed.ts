import type { Preset } from '../../model/index.ts';

export const threeGeneralsSigned: Preset = {
  name: 'three-generals-signed',
  title: 'Signatures make three generals enough',
  topic: 'Generals of 1982',
  watch:
    'Watch the same three generals and the same traitor, but now every order is signed: ' +
    'what R2 passes on is rejected.',
  question: {
    ask:
      'R2 still claims that the commander told it to retreat. Why does R1 not believe it ' +
      'this time?',
    answers: [
      { text: 'R2 cannot show the signature of the commander on such an order.', isRight: true },
      { text: 'R1 has learnt from the last time that R2 lies.', isRight: false },
      { text: 'Two signatures weigh more than one.', isRight: false },
    ],
  },
  explanation:
    'A signed order carries the signatures of everybody who passed it on, the first of ' +
    'them the commander’s. R2 holds no key but its own, so whatever it changes no longer ' +
    'fits the commander’s signature and is rejected. All that R2 can do is stay silent. ' +
    'And a commander who signs two orders is found out as soon as his lieutenants compare ' +
    'them. So signed messages need no majority: two loyal generals and one traitor are ' +
    'enough.',
  promises: { outcome: 'agreed', breaks: [], viewChanges: 0 },
  scenario: {
    version: 1,
    title: 'Signatures make three generals enough',
    protocol: 'generals',
    replicas: 3,
    generals: { messages: 'signed' },
    workload: { requests: 2 },
    faults: [{ replicas: [2], kind: 'lying', tactic: 'contrary-relay' }],
  },
};
