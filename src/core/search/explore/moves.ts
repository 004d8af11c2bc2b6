import { newViewOutcomes, ownClaim } from './new-view.ts';
import { bit, FREE, read, VALUES, valueOf, type Slice, type State } from './slice.ts';
import { commitVotes, prepareVotes } from './votes.ts';

/** One step of a correct replica, with the replica's id. */
export type Move =
  | {
      readonly do: 'accept' | 'prepare' | 'decide';
      readonly replica: number;
      readonly view: number;
      readonly value: number;
    }
  | {
      readonly do: 'view-change';
      readonly replica: number;
      readonly view: number;
      readonly claim: number;
    }
  | {
      readonly do: 'new-view' | 'enter';
      readonly replica: number;
      readonly view: number;
      readonly outcome: number;
    };

/** Told of every step that is enabled, with the state that it leads to. */
export type Visit = (next: State, move: Move) => void;

/** Every step that any correct replica can take. */
export function eachMove(slice: Slice, state: State, visit: Visit): void {
  slice.correct.forEach((_, who) => {
    for (const view of votingViews(slice, state, who)) {
      acceptMoves(slice, state, { who, view }, visit);
      for (const value of VALUES) voteMoves(slice, state, { who, view, value }, visit);
    }
    viewChangeMoves(slice, state, who, visit);
    newViewMoves(slice, state, who, visit);
    enterMoves(slice, state, who, visit);
  });
}

/** The views whose votes a replica takes part in: its own while it is active, and no other (N8, N12, N13). */
function votingViews(slice: Slice, state: State, who: number): readonly number[] {
  const view = read(state, slice.viewAt(who));
  const isActive = read(state, slice.activeAt(who)) === 1;
  const left = slice.has('old-view-goes-on') ? Array.from({ length: view }, (_, v) => v) : [];
  const early = slice.has('votes-before-new-view') && !isActive ? [view] : [];
  return [...(isActive ? [view] : []), ...left, ...early];
}

type Seat = { readonly who: number; readonly view: number };
type Ballot = Seat & { readonly value: number };

/** Accepts a PRE-PREPARE, or sends one as the primary: one value a view (N3, N5). */
function acceptMoves(slice: Slice, state: State, { who, view }: Seat, visit: Visit): void {
  const at = slice.acceptedAt(who, view);
  const accepted = read(state, at);
  if (accepted !== 0 && !slice.has('second-pre-prepare')) return;
  for (const value of VALUES) {
    if ((accepted & bit(value)) !== 0 || !isOnOffer(slice, state, { who, view, value })) continue;
    const next = changed(state, at, accepted | bit(value));
    visit(next, { do: 'accept', replica: idOf(slice, who), view, value });
  }
}

function isOnOffer(slice: Slice, state: State, { who, view, value }: Ballot): boolean {
  const primary = slice.primary(view);
  const leads = slice.positionOf(primary);
  if (who === leads) return mayPropose(slice, state, who, view);
  if (leads < 0) return true;
  if (slice.has('pre-prepare-from-anyone') && slice.traitors.length > 0) return true;
  return (read(state, slice.acceptedAt(leads, view)) & bit(value)) !== 0;
}

function mayPropose(slice: Slice, state: State, who: number, view: number): boolean {
  const isOpen = read(state, slice.acceptedAt(who, view)) === 0;
  const isCurrent = read(state, slice.viewAt(who)) === view;
  return isOpen && isCurrent && read(state, slice.activeAt(who)) === 1;
}

/** Becomes prepared and sends COMMIT; decides on a quorum of COMMITs (N9, PR4). */
function voteMoves(slice: Slice, state: State, ballot: Ballot, visit: Visit): void {
  const { who, view, value } = ballot;
  const replica = idOf(slice, who);
  const accepts = has(state, slice.acceptedAt(who, view), value);
  const prepared = slice.preparedAt(who, view);
  const decided = slice.decidedAt(who);
  const isPrepared = has(state, prepared, value);
  if (accepts && !isPrepared && prepareVotes(slice, state, view, value) >= slice.preparedVotes) {
    const next = changed(state, prepared, read(state, prepared) | bit(value));
    if (slice.has('no-commit-phase')) next[decided] = read(next, decided) | bit(value);
    visit(next, { do: 'prepare', replica, view, value });
  }
  const mayDecide = isPrepared || (slice.has('decide-unprepared') && accepts);
  if (!mayDecide || has(state, decided, value)) return;
  if (commitVotes(slice, state, view, value) < slice.commitVotes) return;
  const next = changed(state, decided, read(state, decided) | bit(value));
  visit(next, { do: 'decide', replica, view, value });
}

/** Leaves its view for the next one; its time-out may end at any time (T4, V4). */
function viewChangeMoves(slice: Slice, state: State, who: number, visit: Visit): void {
  const view = read(state, slice.viewAt(who)) + 1;
  if (view >= slice.views) return;
  const claim = ownClaim(slice, state, who, view);
  const next = changed(state, slice.viewAt(who), view);
  next[slice.activeAt(who)] = 0;
  next[slice.claimAt(who, view)] = claim;
  visit(next, { do: 'view-change', replica: idOf(slice, who), view, claim });
}

/** The correct primary of the view that it waits for sends the NEW-VIEW (NV1). */
function newViewMoves(slice: Slice, state: State, who: number, visit: Visit): void {
  const view = read(state, slice.viewAt(who));
  const replica = idOf(slice, who);
  if (read(state, slice.activeAt(who)) === 1 || slice.primary(view) !== replica) return;
  if (read(state, slice.newViewAt(view)) !== 0) return;
  for (const outcome of newViewOutcomes(slice, state, view, who)) {
    const next = entered(slice, state, { who, view }, outcome);
    next[slice.newViewAt(view)] = outcome;
    visit(next, { do: 'new-view', replica, view, outcome });
  }
}

/** A backup accepts the NEW-VIEW of its own view or a later one (NV6, NV7). */
function enterMoves(slice: Slice, state: State, who: number, visit: Visit): void {
  const replica = idOf(slice, who);
  const current = read(state, slice.viewAt(who));
  const isActive = read(state, slice.activeAt(who)) === 1;
  for (let view = Math.max(1, isActive ? current + 1 : current); view < slice.views; view += 1) {
    if (slice.primary(view) === replica) continue;
    for (const outcome of onOffer(slice, state, view))
      visit(entered(slice, state, { who, view }, outcome), { do: 'enter', replica, view, outcome });
  }
}

/** A traitor that leads may show each replica another valid NEW-VIEW; a correct primary sends one. */
function onOffer(slice: Slice, state: State, view: number): Iterable<number> {
  if (slice.positionOf(slice.primary(view)) < 0) return newViewOutcomes(slice, state, view);
  const sent = read(state, slice.newViewAt(view));
  return sent === 0 ? [] : [sent];
}

function entered(slice: Slice, state: State, { who, view }: Seat, outcome: number): State {
  const next = changed(state, slice.viewAt(who), view);
  next[slice.activeAt(who)] = 1;
  const at = slice.acceptedAt(who, view);
  if (outcome !== FREE) next[at] = read(next, at) | bit(valueOf(outcome));
  return next;
}

function changed(state: State, at: number, value: number): State {
  const next = state.slice();
  next[at] = value;
  return next;
}

function has(state: State, at: number, value: number): boolean {
  return (read(state, at) & bit(value)) !== 0;
}

function idOf(slice: Slice, who: number): number {
  return slice.correct[who] ?? -1;
}
