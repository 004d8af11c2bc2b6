import type { Tactic } from '../../../model/index.ts';

/** B17. One replica alone may then commit, and a view change has to preserve what only that one knows. */
export const withholdCommit: Tactic<null> = {
  id: 'withhold-commit',
  kind: 'lying',
  title: 'Withholds its commits',
  sentence: 'It takes part in everything, but sends its commits to a single replica.',
  powers: ['keep back its own messages'],
  role: 'backup',
  options: [],
  covers: { B17: {} },
  protocols: ['pbft'],
  start: () => null,

  onSend(_state, message) {
    const chosen = message.from === 0 ? 1 : 0;
    return message.body.type === 'commit' && message.to !== chosen ? [] : [message];
  },
};
