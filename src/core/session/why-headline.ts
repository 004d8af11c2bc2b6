import type { ProcessId, Sentence, SlotPhase } from '../model/index.ts';
import { tellFalseAnswer, tellTrueAnswer } from './deceit.ts';
import { tellSides } from './why-fork.ts';
import { progressOf, type Seat, type Sight } from './sight.ts';
import { be, list, plural, processes, say } from './words.ts';

/** One line that says where things stand. */
export function tellHeadline(sight: Sight): Sentence {
  const { outcome, fork } = sight;
  switch (outcome) {
    case 'forked':
      return fork === null ? [] : say`${tellSides(sight, fork)}.`;
    case 'deceived':
      return tellFalseAnswer(sight);
    case 'unsafe':
      return tellUnsafe(sight);
    case 'agreed':
    case 'stalled':
      return tellOver(sight);
    case 'running':
      return tellRunning(sight);
  }
}

/** What breaks first is the headline. A true answer from traitors is told by what it is, and in full below. */
function tellUnsafe(sight: Sight): Sentence {
  const first = sight.violations[0]?.violation;
  const answer = first?.monitor === 'client-safety' ? tellTrueAnswer(sight) : [];
  return answer.length > 0 ? answer : say`Unsafe: ${first?.detail ?? ''}`;
}

function tellOver({ outcome, score }: Sight): Sentence {
  const { issued, completed } = progressOf(score);
  if (outcome === 'stalled') {
    return say`Stalled: ${completed} of ${plural(issued, 'request')} completed; no two loyal replicas disagree.`;
  }
  if (issued === 0) return say`Agreed: there was nothing to do.`;
  return say`Agreed: ${plural(issued, 'request')} completed, and no two loyal replicas disagree.`;
}

function tellRunning(sight: Sight): Sentence {
  const { council } = sight;
  const leaving = council.filter(({ replica }) => !replica.active);
  if (leaving.length > 0 && leaving.length * 2 >= council.length) return tellLeaving(leaving);
  const seq = focusOf(council);
  const view = say`View ${viewOf(council)}`;
  const seats = council.filter(({ replica }) => phaseAt(replica, seq) !== 'idle');
  if (seats.length > 0) return say`${view}, sequence number ${seq}: ${tellPhases(seats, seq)}.`;
  if (council.some(({ replica }) => replica.waiting > 0)) {
    return say`${view}: a request waits to be proposed as sequence number ${seq}.`;
  }
  const done = Math.max(0, ...council.map(({ replica }) => replica.ledgerLength));
  if (done === 0) return say`${view}: nothing is proposed yet.`;
  return say`${view}: ${plural(done, 'sequence number')} executed, none under way.`;
}

function tellLeaving(leaving: readonly Seat[]): Sentence {
  const views = [...new Set(leaving.map(({ replica }) => replica.view))].sort((a, b) => a - b);
  const groups = views.map((view) => {
    const who = leaving.filter(({ replica }) => replica.view === view).map(({ id }) => id);
    return say`${processes(who)} ${who.length === 1 ? 'wants' : 'want'} view ${view}`;
  });
  return say`View change: ${list(groups)}.`;
}

/** The view that most replicas of the council are in. */
export function viewOf(council: readonly Seat[]): number {
  const views = council.map(({ replica }) => replica.view);
  const support = (view: number): number => views.filter((other) => other === view).length;
  return views.reduce((best, view) => (support(view) > support(best) ? view : best), views[0] ?? 0);
}

/** The lowest sequence number that somebody in the council has still to execute. */
export function focusOf(council: readonly Seat[]): number {
  return (
    1 +
    council.reduce(
      (least, { replica }) => Math.min(least, replica.ledgerLength),
      council.length === 0 ? 0 : Infinity,
    )
  );
}

export function phaseAt(replica: Seat['replica'], seq: number): SlotPhase {
  if (replica.ledgerLength >= seq) return 'executed';
  return replica.slots.find((slot) => slot.seq === seq)?.phase ?? 'idle';
}

const PHASES = ['executed', 'committed', 'prepared', 'pre-prepared'] as const;

function tellPhases(seats: readonly Seat[], seq: number): Sentence {
  const groups = PHASES.flatMap((phase) => {
    const who: readonly ProcessId[] = seats
      .filter(({ replica }) => phaseAt(replica, seq) === phase)
      .map(({ id }) => id);
    if (who.length === 0) return [];
    return [
      phase === 'executed'
        ? say`${processes(who)} executed it`
        : say`${processes(who)} ${be(who.length)} ${phase}`,
    ];
  });
  return list(groups);
}
