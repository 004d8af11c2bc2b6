import { be, crowd, list, plural, say } from '../../../base/words.ts';
import type {
  ProcessId,
  Progress,
  ReplicaProcess,
  Sentence,
  SlotPhase,
  Witness,
} from '../../../model/index.ts';

/** Where a run has ended without a broken promise. */
export function tellOver(outcome: 'agreed' | 'stalled', { issued, completed }: Progress): Sentence {
  if (outcome === 'stalled') {
    return say`Stalled: ${completed} of ${plural(issued, 'request')} completed; no two loyal replicas disagree.`;
  }
  if (issued === 0) return say`Agreed: there was nothing to do.`;
  return say`Agreed: ${plural(issued, 'request')} completed, and no two loyal replicas disagree.`;
}

/** Where things stand while the run goes on. */
export function tellRunning({ council, bench: { n } }: Witness): Sentence {
  if (council.length === 0) return say`No replica is loyal and running.`;
  const leaving = council.filter(({ replica }) => !replica.active);
  if (leaving.length > 0 && leaving.length * 2 >= council.length) return tellLeaving(leaving, n);
  const seq = focusOf(council);
  const view = say`View ${viewOf(council)}`;
  const seats = council.filter(({ replica }) => phaseAt(replica, seq) !== 'idle');
  if (seats.length > 0)
    return say`${view}, sequence number ${seq}: ${tellPhases(seats, { seq, n })}.`;
  if (council.some(({ replica }) => replica.waiting > 0)) {
    return say`${view}: a request waits to be proposed as sequence number ${seq}.`;
  }
  const done = Math.max(0, ...council.map(({ replica }) => replica.ledgerLength));
  if (done === 0) return say`${view}: nothing is proposed yet.`;
  return say`${view}: ${plural(done, 'sequence number')} executed, none under way.`;
}

function tellLeaving(leaving: readonly ReplicaProcess[], n: number): Sentence {
  const views = [...new Set(leaving.map(({ replica }) => replica.view))].sort((a, b) => a - b);
  const groups = views.map((view) => {
    const who = leaving.filter(({ replica }) => replica.view === view).map(({ id }) => id);
    return say`${crowd(who, n)} ${who.length === 1 ? 'wants' : 'want'} view ${view}`;
  });
  return say`View change: ${list(groups)}.`;
}

/** The view that most replicas of the council are in. */
export function viewOf(council: readonly ReplicaProcess[]): number {
  const views = council.map(({ replica }) => replica.view);
  const support = (view: number): number => views.filter((other) => other === view).length;
  return views.reduce((best, view) => (support(view) > support(best) ? view : best), views[0] ?? 0);
}

/** The lowest sequence number that somebody in the council has still to execute. */
export function focusOf(council: readonly ReplicaProcess[]): number {
  return (
    1 +
    council.reduce(
      (least, { replica }) => Math.min(least, replica.ledgerLength),
      council.length === 0 ? 0 : Infinity,
    )
  );
}

export function phaseAt(replica: ReplicaProcess['replica'], seq: number): SlotPhase {
  if (replica.ledgerLength >= seq) return 'executed';
  return replica.slots.find((slot) => slot.seq === seq)?.phase ?? 'idle';
}

const PHASES = ['executed', 'committed', 'prepared', 'pre-prepared'] as const;

function tellPhases(
  seats: readonly ReplicaProcess[],
  { seq, n }: { readonly seq: number; readonly n: number },
): Sentence {
  const groups = PHASES.flatMap((phase) => {
    const who: readonly ProcessId[] = seats
      .filter(({ replica }) => phaseAt(replica, seq) === phase)
      .map(({ id }) => id);
    if (who.length === 0) return [];
    return [
      phase === 'executed'
        ? say`${crowd(who, n)} executed it`
        : say`${crowd(who, n)} ${be(who.length)} ${phase}`,
    ];
  });
  return list(groups);
}
