import { requestKey } from '../../../../base/pair-key.ts';
import type { AdversaryContext, ProcessId } from '../../../../model/index.ts';
import {
  statementOf,
  type Commit,
  type Prepare,
  type Reply,
  type Request,
} from '../../messages.ts';
import { asBody } from '../../parse.ts';
import { apply } from '../../../../service/memory.ts';
import { type ReplicaState } from '../../state.ts';
import { machineOf, sealed } from './sealed.ts';

/** What is to be decided, and then forgotten. */
export type Target = {
  readonly view: number;
  readonly seq: number;
  readonly digest: string;
  readonly requests: readonly Request[];
};

/** The machine holds it or has executed it. */
export function isKnown(request: Request, machine: Readonly<ReplicaState>): boolean {
  const last = machine.replies[request.client];
  if (last !== undefined && request.timestamp <= last.timestamp) return true;
  const key = requestKey(request);
  return machine.waiting.some((held) => requestKey(held) === key);
}

/** PREPARE and COMMIT at once: they need not wait for what they would be the answer to. */
export function voteFor(
  { view, seq, digest }: Target,
  { member, to }: { readonly member: ProcessId; readonly to: ProcessId },
  ctx: AdversaryContext,
): void {
  const vote = { view, seq, digest, replica: member, sig: '' };
  const prepare: Prepare = { type: 'prepare', ...vote };
  const commit: Commit = { type: 'commit', ...vote };
  for (const body of [prepare, commit]) ctx.send(member, to, asBody(sealed(body, member, ctx)));
}

/** What the member's machine would have answered, had it been told. */
export function answersFor(target: Target, member: ProcessId, ctx: AdversaryContext): void {
  const machine = machineOf(member, ctx);
  const memory = { ...machine.service };
  for (const { client, timestamp, operation } of target.requests) {
    const result = apply(memory, operation);
    const answer = { view: target.view, timestamp, client, replica: member, result };
    const unsigned: Reply = { type: 'reply', ...answer, sig: '' };
    ctx.send(member, client, asBody({ ...unsigned, sig: ctx.sign(member, statementOf(unsigned)) }));
  }
}
