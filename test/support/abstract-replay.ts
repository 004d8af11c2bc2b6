import { eachMove, type Move } from '../../src/core/search/explore/moves.ts';
import {
  bit,
  certificate,
  FREE,
  read,
  Slice,
  VALUES,
  type State,
} from '../../src/core/search/explore/slice.ts';
import type { Slip } from '../../src/core/search/explore/slips.ts';
import { NULL_DIGEST, type AbstractEvent, type RunLog } from './abstract-run.ts';

/**
 * Replays what a run of the engine did about a sequence number through the transition relation of the explorer. The relation
 * knows two values; where a run has more, each is held against all others together. Merging values only ever enables more, so
 * nothing is refused wrongly, and a step that is wrong for one value shows in the replay of that value.
 */

/** An event that the relation does not allow: a sentence that names it and the abstract state. */
export type Refusal = string;

type Replay = {
  readonly slice: Slice;
  /** 0 for the value that is looked at, 1 for all others. */
  readonly valueOf: (digest: string) => number;
};

/** The first event of a run that is not enabled, or null: what the engine did, the explorer has visited. */
export function refusalOf(log: RunLog, slips: readonly Slip[]): Refusal | null {
  const { n, f, quorum, traitors: byzantine } = log;
  const slice = new Slice({ n, f, quorum, byzantine, viewMax: log.viewMax, slips });
  for (const slot of log.slots) {
    const events = log.eventsOf(slot);
    const digests = digestsIn(events);
    // Of two, the replay of one is that of the other with the values exchanged.
    for (const chosen of digests.length <= 2 ? digests.slice(0, 1) : digests) {
      const refused = refusalFor(slice, chosen, events);
      if (refused !== null) return `sequence number ${slot}: ${refused}`;
    }
  }
  return null;
}

/** Values are names. With a slip the relation may prefer the first of two, so a replay may name them either way. */
function refusalFor(
  slice: Slice,
  chosen: string,
  events: readonly AbstractEvent[],
): Refusal | null {
  const first = replay({ slice, valueOf: (digest) => (digest === chosen ? 0 : 1) }, events);
  if (first === null) return null;
  const second = replay({ slice, valueOf: (digest) => (digest === chosen ? 1 : 0) }, events);
  return second === null ? null : first;
}

function digestsIn(events: readonly AbstractEvent[]): readonly string[] {
  const all = events.flatMap((event) => {
    if (event.do === 'view-change') return event.claim === null ? [] : [event.claim.digest];
    return event.digest === null ? [] : [event.digest];
  });
  return [...new Set(all)];
}

function replay(replay: Replay, events: readonly AbstractEvent[]): Refusal | null {
  let state = replay.slice.start();
  for (const event of events) {
    const next = after(replay, state, event);
    if (next === null) return `${told(event)} is not enabled in${toldState(replay.slice, state)}`;
    state = next;
  }
  return null;
}

/** The state after an event, or null where the relation does not allow it. */
function after(replay: Replay, state: State, event: AbstractEvent): State | null {
  switch (event.do) {
    case 'accept':
    case 'prepare':
    case 'decide':
      return afterVote(replay, state, event);
    case 'view-change':
      return afterViewChange(replay, state, event);
    case 'enter':
      return afterNewView(replay, state, event);
  }
}

type Of<K extends AbstractEvent['do']> = Extract<AbstractEvent, { do: K }> & AbstractEvent;

function afterVote(
  { slice, valueOf }: Replay,
  state: State,
  event: AbstractEvent & { readonly view: number; readonly digest: string },
): State | null {
  const value = valueOf(event.digest);
  const who = slice.positionOf(event.replica);
  const mask = bit(value);
  // What a NEW-VIEW proposes again is accepted with it; the proposal itself adds nothing.
  if (event.do === 'accept' && (read(state, slice.acceptedAt(who, event.view)) & mask) !== 0)
    return state;
  // Without a commit phase to be prepared is to decide.
  const isDecided = (read(state, slice.decidedAt(who)) & mask) !== 0;
  if (event.do === 'decide' && isDecided && slice.has('no-commit-phase')) return state;
  // A decision is made again in later views (NV10), and has to be as well founded there.
  const before = event.do === 'decide' ? without(state, slice.decidedAt(who), mask) : state;
  const next = step(slice, before, (move) => isVote(move, event) && move.value === value);
  if (next === null || event.do !== 'decide') return next;
  next[slice.decidedAt(who)] = read(next, slice.decidedAt(who)) | read(state, slice.decidedAt(who));
  return next;
}

type VoteMove = Extract<Move, { readonly value: number }>;

function isVote(move: Move, event: AbstractEvent): move is VoteMove {
  return 'value' in move && move.do === event.do && isOf(move, event);
}

function isOf(move: Move, { replica, view }: AbstractEvent): boolean {
  return move.replica === replica && move.view === view;
}

function without(state: State, at: number, mask: number): State {
  const next = state.slice();
  next[at] = read(state, at) & ~mask;
  return next;
}

/** The explorer leaves one view at a time. Who skips some has sent VIEW-CHANGEs for them that never arrive. */
function afterViewChange(
  { slice, valueOf }: Replay,
  state: State,
  event: Of<'view-change'>,
): State | null {
  const { replica, view, claim } = event;
  let at: State | null = state;
  const from = read(state, slice.viewAt(slice.positionOf(replica)));
  for (let skipped = from + 1; skipped < view && at !== null; skipped += 1)
    at = step(
      slice,
      at,
      (move) => move.do === 'view-change' && isOf(move, { ...event, view: skipped }),
    );
  const wanted = claim === null ? FREE : certificate(claim.view, valueOf(claim.digest));
  const isWanted = (move: Move): boolean =>
    move.do === 'view-change' && isOf(move, event) && move.claim === wanted;
  return at === null ? null : step(slice, at, isWanted);
}

/** A null request in a NEW-VIEW fills a gap, which the model calls free; or else one was prepared, and is proposed again. */
function afterNewView({ slice, valueOf }: Replay, state: State, event: Of<'enter'>): State | null {
  const again = event.digest === null ? [] : [certificate(0, valueOf(event.digest))];
  const free = event.digest === null || event.digest === NULL_DIGEST ? [FREE] : [];
  for (const outcome of [...again, ...free]) {
    const next = step(
      slice,
      state,
      (move) =>
        (move.do === 'enter' || move.do === 'new-view') &&
        isOf(move, event) &&
        move.outcome === outcome,
    );
    if (next !== null) return next;
  }
  return null;
}

function step(slice: Slice, state: State, isWanted: (move: Move) => boolean): State | null {
  let found: State | null = null;
  eachMove(slice, state, (next, move) => {
    if (found === null && isWanted(move)) found = next;
  });
  return found;
}

function told(event: AbstractEvent): string {
  const who = `R${event.replica}, at ${event.at} microseconds, `;
  switch (event.do) {
    case 'view-change': {
      const { claim } = event;
      const shown = claim === null ? 'nothing' : `${short(claim.digest)} of view ${claim.view}`;
      return `${who}view-change to ${event.view} that shows ${shown}`;
    }
    case 'enter':
      return `${who}enter view ${event.view} with ${event.digest === null ? 'nothing' : short(event.digest)}`;
    default:
      return `${who}${event.do} ${short(event.digest)} in view ${event.view}`;
  }
}

function short(digest: string): string {
  return digest === NULL_DIGEST ? 'the null request' : digest.slice(0, 8);
}

/** Sets of values as the model numbers them: 0 is the value that is looked at, 1 any other. */
function toldState(slice: Slice, state: State): string {
  const mask = (at: number): string =>
    `{${VALUES.filter((value) => (read(state, at) & bit(value)) !== 0).join(',')}}`;
  const replicas = slice.correct.map((id, who) => {
    const isActive = read(state, slice.activeAt(who)) === 1;
    const views = Array.from({ length: slice.views }, (_, view) => {
      const claim = read(state, slice.claimAt(who, view));
      const accepted = mask(slice.acceptedAt(who, view));
      return `v${view} accepted ${accepted} prepared ${mask(slice.preparedAt(who, view))} claim ${claim}`;
    });
    const now = `view ${read(state, slice.viewAt(who))}${isActive ? '' : ' not entered'}`;
    return `R${id}: ${now}, ${views.join(', ')}, decided ${mask(slice.decidedAt(who))}`;
  });
  return `\n  ${replicas.join('\n  ')}\n  traitors: ${slice.traitors.join(', ')}`;
}
