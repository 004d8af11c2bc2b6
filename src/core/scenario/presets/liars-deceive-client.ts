import type { Preset } from '../../model/index.ts';

export const liarsDeceiveClient: Preset = {
  name: 'liars-deceive-client',
  title: 'Two liars deceive a client',
  topic: 'Traitors',
  watch: 'Watch the replies to C1: which two come first, and what the five ledgers say meanwhile.',
  question: {
    ask: 'Five replicas with a quorum of four. Two of them vote honestly and only lie to the client, together. What do they achieve?',
    answers: [
      {
        text: 'Nothing: with five replicas it takes three traitors to break agreement.',
        isRight: false,
      },
      {
        text: 'The client believes a false result, although all replicas agree on the true one.',
        isRight: true,
      },
      { text: 'The replicas disagree about what was executed.', isRight: false },
    ],
  },
  explanation:
    'A client believes a result once f + 1 = 2 replicas answer alike: if no more than f lie, one of them is loyal. Two liars ' +
    'who agree on the lie are f + 1, at any number of replicas, and they answer before the others have even executed it. The ' +
    'ledgers are intact; a fork would take 2q − n = 3 traitors. What replicas need to agree and what a client needs to ' +
    'believe are different numbers.',
  promises: { outcome: 'unsafe', breaks: ['client-safety'], viewChanges: 0 },
  scenario: {
    version: 1,
    title: 'Two liars deceive a client',
    replicas: 5,
    faults: [{ replicas: [3, 4], kind: 'colluding', tactic: 'lie-to-client' }],
  },
};
