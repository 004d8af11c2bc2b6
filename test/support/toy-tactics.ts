import type { Tactic } from '../../src/core/model/index.ts';

/** A tactic that lets its members do as they please: a base to change in tests. */
export function pawn(kind: Tactic['kind'], id: string, changes: Partial<Tactic> = {}): Tactic {
  return {
    id,
    kind,
    title: id,
    sentence: 'For tests.',
    powers: [],
    role: 'any',
    options: [],
    covers: {},
    protocols: [],
    start: () => ({ heard: 0 }),
    ...changes,
  };
}

/** Turns at the first message that it reads. */
export const obedient: Tactic = pawn('prompt-injected', 'injected', {
  start: (ctx) => ({ turned: false, obeyed: [], at: ctx.text.indexOf('obey') }),
  onReceive(state) {
    if (typeof state !== 'object' || state === null || Array.isArray(state)) return true;
    Object.assign(state, { turned: true, obeyed: [[7, 11]] });
    return true;
  },
});
