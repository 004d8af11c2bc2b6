import type { AdversaryContext, ProcessId } from '../../../../model/index.ts';

/**
 * No more than f members answer clients. The f+1 equal answers that a client believes then hold one of a loyal replica, so
 * that what breaks is what the plan is about. To make clients believe traitors alone is a plan of its own (C1).
 */
export function mayAnswer(member: ProcessId, ctx: AdversaryContext): boolean {
  return ctx.members.indexOf(member) < ctx.f;
}
