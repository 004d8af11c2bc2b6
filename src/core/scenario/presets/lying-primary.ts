import type { Preset } from '../../model/index.ts';

export const lyingPrimary: Preset = {
  name: 'lying-primary',
  title: 'The primary lies',
  topic: 'Traitors',
  watch:
    'Watch R0 propose one order to some backups and another order, under the same ' +
    'sequence number, to the rest.',
  question: {
    ask: 'R0 tells the backups different stories. Four replicas, one traitor: do two loyal replicas end up with different orders?',
    answers: [
      { text: 'Yes: each backup believes what the primary told it.', isRight: false },
      { text: 'No: at most one of the two orders can find 3 votes.', isRight: true },
      { text: 'No: the backups notice that R0 is the traitor and throw it out.', isRight: false },
    ],
  },
  explanation:
    'Each backup repeats to the others what it was told. To carry out an order takes 3 ' +
    'of 4 votes; two groups of three share at least two replicas, and only one of those ' +
    'can be the traitor. The other is loyal and votes once. So two different orders can ' +
    'never both find a quorum for the same sequence number, whatever R0 says to whom. ' +
    'Here neither finds one: the timers run out and view 1 gets an honest primary. ' +
    'Nobody needs to know who lied. Both orders may still be carried out in the end, ' +
    'since both carry a genuine signature, but one after the other and by everybody in ' +
    'the same sequence.',
  promises: { outcome: 'agreed', breaks: [], viewChanges: 1 },
  scenario: {
    version: 1,
    title: 'The primary lies',
    faults: [{ replicas: [0], kind: 'lying', tactic: 'equivocate' }],
  },
};
