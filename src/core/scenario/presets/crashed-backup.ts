import type { Preset } from '../../model/index.ts';

export const crashedBackup: Preset = {
  name: 'crashed-backup',
  title: 'One backup has crashed',
  topic: 'No traitors',
  watch: 'Watch the vote gauges: R3 never answers, and the other three are just enough.',
  question: {
    ask: 'R3 is dead from the start. What happens to the five orders?',
    answers: [
      { text: 'They are carried out as usual, by three replicas.', isRight: true },
      { text: 'They wait until R3 comes back.', isRight: false },
      { text: 'The replicas first have to elect another primary.', isRight: false },
    ],
  },
  explanation:
    'Four replicas that tolerate one fault need 3 votes for each step. R0, R1 and R2 are ' +
    'three. Nobody can tell a dead replica from a slow one, and nobody has to: a quorum ' +
    'is chosen so small that it can be found without the faulty one. There is no spare ' +
    'vote left, however. Crash one more replica and the council stops, without ever ' +
    'deciding anything wrong.',
  promises: { outcome: 'agreed', breaks: [], viewChanges: 0 },
  scenario: {
    version: 1,
    title: 'One backup has crashed',
    faults: [{ replicas: [3], kind: 'crashed' }],
  },
};
