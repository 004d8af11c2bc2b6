import type { AdversaryContext, ProcessId } from '../../../../model/index.ts';
import { statementOf, type Message, type Proposal, type RequestBody } from '../../messages.ts';
import type { ReplicaState } from '../../state.ts';

type Signable = Exclude<Message, RequestBody> | Proposal;

/** The same message under a valid signature of `signer`, whose key the adversary must hold. */
export function sealed<M extends Signable>(
  message: M,
  signer: ProcessId,
  ctx: AdversaryContext,
): M {
  return { ...message, sig: ctx.sign(signer, statementOf(message)) };
}

/** The state of a member's own machine. */
export function machineOf(member: ProcessId, ctx: AdversaryContext): Readonly<ReplicaState> {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the kernel hands back what this protocol's own machine made
  return ctx.stateOf(member) as unknown as ReplicaState;
}

/** The machine of the member that is in the highest view. */
export function latestMachine(ctx: AdversaryContext): Readonly<ReplicaState> {
  const machines = ctx.members.map((member) => machineOf(member, ctx));
  return machines.reduce((latest, machine) => (machine.view > latest.view ? machine : latest));
}
