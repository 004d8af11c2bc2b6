/** What a drawing calls the parts of a council, where its caller does not say. */
import { capitalized } from '../core/base/english.ts';
import type { ProcessId, Terms } from '../core/model/index.ts';
import type { Namer } from './names.ts';

export type DrawingTerms = Pick<
  Terms,
  | 'member'
  | 'leader'
  | 'slot'
  | 'request'
  | 'replies'
  | 'split'
  | 'hasViews'
  | 'hasQuorums'
  | 'hasLeader'
  | 'tolerance'
  | 'timer'
  | 'era'
>;

export const USUAL_TERMS: DrawingTerms = {
  member: 'replica',
  leader: 'primary',
  slot: 'sequence number',
  request: 'request',
  replies: 'replies',
  split: 'Forked',
  hasViews: true,
  hasQuorums: true,
  hasLeader: true,
  tolerance: 'traitors tolerated',
  era: 'view',
  timer: 'view',
};

/** The name of a stretch of time under one leader: the long one, and the short one for narrow places. */
export function bandNames(
  { view, primary }: { readonly view: number; readonly primary: ProcessId },
  nameOf: Namer,
  { leader, hasViews, hasLeader, era = 'view' }: DrawingTerms,
): readonly [long: string, short: string] {
  if (!hasLeader) return ['', ''];
  if (!hasViews) return [`${nameOf(primary)} is the ${leader}`, nameOf(primary)];
  const name = `${capitalized(era)} ${view}`;
  return [`${name}, ${leader} ${nameOf(primary)}`, name];
}
