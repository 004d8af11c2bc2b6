/** What the stage is drawn from: parts of a recording at the playhead, and nothing else. */
import type {
  ClientProcess,
  MarkKind,
  MessageInfo,
  Micros,
  ProcessId,
  ProcessView,
  ReplicaProcess,
  ReplicaView,
  ValueInfo,
} from '../../core/model/index.ts';
import type { AgentBadge } from '../families.ts';
import type { FlightMessage } from '../flight.ts';
import type { Size } from '../geometry.ts';
import type { Namer } from '../names.ts';
import type { DrawingTerms } from '../terms.ts';
import type { Bundle } from './bundles.ts';

export type StageSelection =
  | { readonly kind: 'process'; readonly id: ProcessId }
  | { readonly kind: 'message'; readonly event: number };

/** The crown on its way from one primary to the next; `progress` 0 to 1 of the viewer's own time. */
export type CrownTravel = {
  readonly from: ProcessId;
  readonly to: ProcessId;
  readonly progress: number;
};

export type StageInput = {
  readonly processes: readonly ProcessView[];
  readonly messages: readonly FlightMessage[];
  /** Of the selected process, where messages are too many for glyphs. */
  readonly bundles?: readonly Bundle[];
  readonly kinds: readonly MessageInfo[];
  readonly values: readonly ValueInfo[];
  /** The sequence number whose votes are shown; null: the one that the council works on. */
  readonly focusSeq: number | null;
  readonly n: number;
  readonly q: number;
  readonly time: Micros;
  readonly medianDelay: Micros;
  readonly size: Size;
  readonly nameOf: Namer;
  readonly terms?: DrawingTerms;
  /** What replicas are as agents; absent: nothing is said of it. */
  readonly agents?: ReadonlyMap<ProcessId, AgentBadge>;
  readonly selected: StageSelection | null;
  readonly crown?: CrownTravel | null;
  /** Who keeps the crown, dimmed, while nobody is active in any view. */
  readonly lastPrimary?: ProcessId | null;
  /** Groups that cannot reach each other now. */
  readonly partition?: readonly (readonly ProcessId[])[] | null;
  /** For people who want no motion: whole paths, glyphs at their destination. */
  readonly still?: boolean;
  /** For an audience: no counts and no checkpoints, and of what was carried out only values that compete. */
  readonly isBrief?: boolean;
};

export function replicasOf(processes: readonly ProcessView[]): readonly ReplicaProcess[] {
  return processes.filter((process) => process.role === 'replica');
}

export function clientsOf(processes: readonly ProcessView[]): readonly ClientProcess[] {
  return processes.filter((process) => process.role === 'client');
}

const COUNTS_FOR_VIEW: readonly MarkKind[] = ['loyal', 'prompt-injected'];

/** The view that most loyal replicas are active in, and its primary; null while nobody is. */
export function majorityView(
  processes: readonly ProcessView[],
): { readonly view: number; readonly primary: ProcessId } | null {
  const views = replicasOf(processes)
    .filter(({ mark, replica }) => replica.active && COUNTS_FOR_VIEW.includes(mark.kind))
    .map(({ replica }) => replica);
  return views.length === 0 ? null : mostCommon(views);
}

/** The view that most loyal replicas ask for while nobody of them is active in one; null where somebody is. */
export function wantedView(processes: readonly ProcessView[]): number | null {
  if (majorityView(processes) !== null) return null;
  const wanted = replicasOf(processes)
    .filter(({ mark }) => COUNTS_FOR_VIEW.includes(mark.kind))
    .map(({ replica }) => replica);
  return mostCommon(wanted)?.view ?? null;
}

/** The higher one of two that are equally common. */
function mostCommon(views: readonly ReplicaView[]): { view: number; primary: ProcessId } | null {
  const counts = new Map<number, number>();
  for (const { view } of views) counts.set(view, (counts.get(view) ?? 0) + 1);
  const [view] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [-1];
  const primary = views.find((each) => each.view === view)?.primary;
  return primary === undefined ? null : { view, primary };
}

/** The sequence number that the council works on: the lowest that a loyal replica has open, else the last one executed. */
export function councilSeq(processes: readonly ProcessView[]): number | null {
  const running = replicasOf(processes).filter(({ mark }) => mark.kind !== 'crashed');
  const trusted = running.filter(({ mark }) => mark.kind === 'loyal');
  // Where all have turned they still work on something.
  const loyal = trusted.length > 0 ? trusted : running;
  const slots = loyal.flatMap(({ replica }) => replica.slots);
  const open = slots
    .filter(({ phase }) => phase !== 'idle' && phase !== 'executed')
    .map(({ seq }) => seq);
  if (open.length > 0) return Math.min(...open);
  const done = loyal.flatMap(({ replica }) => replica.ledger.slice(-1).map(({ seq }) => seq));
  return done.length > 0 ? Math.max(...done) : null;
}
