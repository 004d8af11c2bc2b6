import type { Tactic } from '../model/index.ts';

/** Does nothing by itself: it is there so that a person can write and sign what its members say. */
export const byHand: Tactic<null> = {
  id: 'by-hand',
  kind: 'colluding',
  title: 'Does what you write',
  sentence:
    'They follow the protocol until you write messages in their names, signed with their keys, or drop, delay and hold their own.',
  powers: ['the keys of all members', 'a client of their own that signs orders'],
  role: 'any',
  options: [],
  covers: {},
  idle: true,
  protocols: [],
  start: () => null,
};
