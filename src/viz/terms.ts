/** How drawings speak of a council. */
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
> & {
  /** The rest of what they say, in the words of the reader. */
  readonly reword: (text: string) => string;
};

/** Where the caller does not say. */
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
  reword: (text) => text,
};

/** The name of a stretch of time under one leader: the long one, and the short one for narrow places. */
export function bandNames(
  { view, primary }: { readonly view: number; readonly primary: ProcessId },
  nameOf: Namer,
  { leader, hasViews, hasLeader, era = 'view' }: DrawingTerms,
): readonly [long: string, short: string] {
  if (!hasLeader) return ['', ''];
  if (!hasViews) return [`${nameOf(primary)} is the ${leader}`, nameOf(primary)];
  const name = `${capital(era)} ${view}`;
  return [`${name}, ${leader} ${nameOf(primary)}`, name];
}

/** "view 3" and "v3". */
export function eraNames(
  view: number,
  { era = 'view' }: DrawingTerms,
): readonly [long: string, short: string] {
  return [`${era} ${view}`, `${era.charAt(0)}${view}`];
}

/** For the beginning of a label. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
