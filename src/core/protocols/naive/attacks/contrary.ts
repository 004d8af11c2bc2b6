import type { AdversaryContext, Body, ProcessId } from '../../../model/index.ts';
import { ballotOf, type Ballot, type Decision, type Vote } from '../messages.ts';
import { parseMessage } from '../parse.ts';
import type { AgentState } from '../state.ts';

/** What liars among the agents do with the words that pass through their hands. */

/** The contrary of an order, and of any other answer that it is false. */
export function contrary(words: string): string {
  if (/RETREAT/i.test(words)) return words.replace(/RETREAT/i, 'ATTACK');
  if (/ATTACK/i.test(words)) return words.replace(/ATTACK/i, 'RETREAT');
  return `not ${words}`;
}

/** The member's own machine, which runs on unchanged. */
export function machineOf(member: ProcessId, ctx: AdversaryContext): Readonly<AgentState> {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the kernel hands back what this protocol's own machine made
  return ctx.stateOf(member) as unknown as AgentState;
}

/** The same vote or decision for another operation, with the digest that fits. */
export function bent<M extends Vote | Decision>(
  message: M,
  operation: string,
  ctx: AdversaryContext,
): Body {
  return {
    ...message,
    ...ballotOf({ client: message.by, timestamp: message.timestamp, operation }, ctx),
  };
}

/** The vote or decision in a message, or null. */
export function wordIn(body: Body): Vote | Decision | null {
  const message = parseMessage(body);
  return message?.type === 'vote' || message?.type === 'decision' ? message : null;
}

export function voteFor(seq: number, { by, timestamp, operation, digest }: Ballot): Vote {
  return { type: 'vote', seq, by, timestamp, operation, digest };
}
