import type { Move } from './moves.ts';
import { FREE, valueOf, viewOf } from './slice.ts';

const NAMES = ['A', 'B'];

/** One step of an exploration as a sentence. */
export function tellMove(move: Move): string {
  const who = `R${move.replica}`;
  switch (move.do) {
    case 'accept':
      return `${who} accepts the PRE-PREPARE for ${nameOf(move.value)} in view ${move.view} and sends its PREPARE.`;
    case 'prepare':
      return `${who} is prepared for ${nameOf(move.value)} in view ${move.view} and sends its COMMIT.`;
    case 'decide':
      return `${who} decides ${nameOf(move.value)} in view ${move.view}.`;
    case 'view-change':
      return `${who} sends VIEW-CHANGE for view ${move.view} ${claimed(move.claim)}.`;
    case 'new-view':
      return `${who} leads view ${move.view} and sends its NEW-VIEW, ${proposed(move.outcome)}.`;
    case 'enter':
      return `${who} enters view ${move.view} by its NEW-VIEW, ${proposed(move.outcome)}.`;
  }
}

function claimed(claim: number): string {
  return claim === FREE
    ? 'and shows no prepared certificate'
    : `and shows a prepared certificate for ${nameOf(valueOf(claim))} of view ${viewOf(claim)}`;
}

function proposed(outcome: number): string {
  return outcome === FREE
    ? 'which binds to nothing'
    : `which proposes ${nameOf(valueOf(outcome))} again`;
}

function nameOf(value: number): string {
  return NAMES[value] ?? String(value);
}
