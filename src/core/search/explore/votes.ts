import { bit, read, type Slice, type State } from './slice.ts';

/** Replicas that stand behind a value in a view: the primary through its PRE-PREPARE, backups through PREPAREs (PR2). */
export function prepareVotes(slice: Slice, state: State, view: number, value: number): number {
  const primary = slice.primary(view);
  const isAnyonesWord = slice.has('pre-prepare-from-anyone');
  const leads = slice.positionOf(primary);
  const isProposed = leads < 0 || hasAccepted(slice, state, { who: leads, view, value });
  if (!isProposed && !isAnyonesWord) return 0;
  const backups = slice.correct.filter(
    (id, who) => id !== primary && hasVoted(slice, state, { who, view, value }),
  );
  const traitors = slice.traitors.filter((id) => id !== primary);
  return 1 + backups.length + traitors.length + extraVotes(slice, leads < 0);
}

type Ballot = { readonly who: number; readonly view: number; readonly value: number };

function hasAccepted(slice: Slice, state: State, { who, view, value }: Ballot): boolean {
  return (read(state, slice.acceptedAt(who, view)) & bit(value)) !== 0;
}

function hasVoted(slice: Slice, state: State, ballot: Ballot): boolean {
  if (!slice.has('prepares-across-views')) return hasAccepted(slice, state, ballot);
  for (let view = 0; view < slice.views; view += 1)
    if (hasAccepted(slice, state, { ...ballot, view })) return true;
  return false;
}

/** Votes that a traitor is given beyond its own. */
function extraVotes(slice: Slice, isLedByTraitor: boolean): number {
  const twice = slice.has('primary-votes-twice') && isLedByTraitor ? 1 : 0;
  const again = slice.has('duplicate-prepares') && slice.traitors.length > 0 ? 1 : 0;
  return twice + again;
}

/** COMMITs for a value in a view; each traitor has sent one for each value (PR4). */
export function commitVotes(slice: Slice, state: State, view: number, value: number): number {
  const again = slice.has('duplicate-commits') && slice.traitors.length > 0 ? 1 : 0;
  const wanted = slice.has('commit-without-digest') ? bit(0) | bit(1) : bit(value);
  const correct = slice.correct.filter(
    (_, who) => (commitsOf(slice, state, who, view) & wanted) !== 0,
  );
  return slice.traitors.length + again + correct.length;
}

function commitsOf(slice: Slice, state: State, who: number, view: number): number {
  if (!slice.has('commits-across-views')) return read(state, slice.preparedAt(who, view));
  let mask = 0;
  for (let each = 0; each < slice.views; each += 1)
    mask |= read(state, slice.preparedAt(who, each));
  return mask;
}

/** Whether the messages of a prepared certificate exist, so that a traitor can show them. */
export function isCertified(slice: Slice, state: State, view: number, value: number): boolean {
  return prepareVotes(slice, state, view, value) >= slice.preparedVotes;
}
