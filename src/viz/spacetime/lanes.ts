/** What each process went through in a window: read from its states, one after the other. */
import type {
  MarkKind,
  Micros,
  ProcessId,
  ProcessView,
  ReplicaView,
  SlotPhase,
  Window,
} from '../../core/model/index.ts';

export type OpenPhase = Exclude<SlotPhase, 'idle' | 'executed'>;

export type LaneHistory = {
  readonly id: ProcessId;
  readonly role: ProcessView['role'];
  /** The mark at the end of the window. */
  readonly mark: MarkKind;
  /** How its mark changed; only a replica has any. */
  readonly marks: readonly { readonly at: Micros; readonly kind: MarkKind }[];
  readonly phases: readonly { readonly at: Micros; readonly phase: OpenPhase | null }[];
  readonly executed: readonly {
    readonly at: Micros;
    readonly seq: number;
    readonly digest: string;
  }[];
  /** Views it entered or asked for. */
  readonly views: readonly {
    readonly at: Micros;
    readonly view: number;
    readonly active: boolean;
  }[];
};

type States = Pick<Window, 'base' | 'changes' | 'from'>;

/** `focusSeq` null: the phase of the lowest sequence number that the replica has open. Clients first, then replicas. */
export function laneHistories(window: States, focusSeq: number | null): readonly LaneHistory[] {
  const states = new Map<ProcessId, { readonly at: Micros; readonly process: ProcessView }[]>();
  for (const process of window.base) states.set(process.id, [{ at: window.from.at, process }]);
  for (const { moment, process } of window.changes) {
    const list = states.get(process.id);
    if (list === undefined) states.set(process.id, [{ at: moment.at, process }]);
    else list.push({ at: moment.at, process });
  }
  const lanes = [...states].map(([id, list]) => historyOf(id, list, focusSeq));
  const order = (lane: LaneHistory): number => (lane.role === 'client' ? 0 : 1);
  return lanes.sort((a, b) => order(a) - order(b) || a.id - b.id);
}

type State = { readonly at: Micros; readonly process: ProcessView };

function historyOf(id: ProcessId, states: readonly State[], focusSeq: number | null): LaneHistory {
  const replicas = states.flatMap(({ at, process }) =>
    process.role === 'replica' ? [{ at, mark: process.mark.kind, replica: process.replica }] : [],
  );
  const last = replicas.at(-1);
  return {
    id,
    role: last === undefined ? 'client' : 'replica',
    mark: last?.mark ?? 'loyal',
    marks: changesOnly(
      replicas.map(({ at, mark }) => ({ at, kind: mark })),
      (a, b) => a.kind === b.kind,
    ),
    phases: changesOnly(
      replicas.map(({ at, replica }) => ({ at, phase: openPhase(replica, focusSeq) })),
      (a, b) => a.phase === b.phase,
    ),
    executed: replicas.flatMap(({ at, replica }, index) =>
      executedSince(replicas[index - 1]?.replica, replica, at),
    ),
    views: changesOnly(
      replicas.map(({ at, replica }) => ({ at, view: replica.view, active: replica.active })),
      (a, b) => a.view === b.view && a.active === b.active,
    ),
  };
}

function changesOnly<T>(list: readonly T[], isSame: (a: T, b: T) => boolean): readonly T[] {
  return list.filter((each, index) => {
    const before = list[index - 1];
    return before === undefined || !isSame(before, each);
  });
}

function openPhase({ slots }: ReplicaView, focusSeq: number | null): OpenPhase | null {
  for (const { seq, phase } of slots) {
    const isMeant = focusSeq === null || focusSeq === seq;
    if (isMeant && phase !== 'idle' && phase !== 'executed') return phase;
  }
  return null;
}

/** What the window began with was executed before it. */
function executedSince(
  before: ReplicaView | undefined,
  now: ReplicaView,
  at: Micros,
): LaneHistory['executed'] {
  if (before === undefined) return [];
  const last = before.ledger.at(-1)?.seq ?? 0;
  return now.ledger.filter(({ seq }) => seq > last).map(({ seq, digest }) => ({ at, seq, digest }));
}
