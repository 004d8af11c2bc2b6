import type { ProcessId } from '../../model/index.ts';

/**
 * How agents decide where nobody has thought of traitors. `single`: one is asked, and the others follow it. `first-reply`: all are
 * asked, and the first answer is taken. `majority`: all are asked, each tells the others once what it was asked for, and
 * each does what most of them say.
 */
export type Custom = 'single' | 'first-reply' | 'majority';

/** The agent that decides alone. */
export const LEADER: ProcessId = 0;

/** Equal replies that a client waits for: one is enough for it, or more than half of all. */
export function repliesNeeded(custom: Custom, n: number): number {
  return custom === 'majority' ? Math.floor(n / 2) + 1 : 1;
}
