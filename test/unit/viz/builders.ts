/** Councils in the states that presets bring about, for the drawing's own tests. */
import type {
  MarkKind,
  MessageInfo,
  ProcessId,
  ProcessView,
  ReplicaView,
  SlotView,
  ValueInfo,
} from '../../../src/core/model/index.ts';
import type { FlightMessage } from '../../../src/viz/flight.ts';
import { createNamer } from '../../../src/viz/names.ts';
import type { StageInput } from '../../../src/viz/stage/input.ts';

export const KINDS: readonly MessageInfo[] = (
  [
    ['Request', 'circle'],
    ['Pre-prepare', 'triangle'],
    ['Prepare', 'diamond'],
    ['Commit', 'square'],
    ['Reply', 'chevron'],
    ['Checkpoint', 'cross'],
    ['View-change', 'hourglass'],
    ['New-view', 'star'],
    ['Status', 'ring'],
    ['Fetch', 'bracket'],
    ['Request body', 'lines'],
  ] as const
).map(([label, glyph]) => ({ label, glyph, meaning: `${label}.` }));

export const VALUES: readonly ValueInfo[] = [
  { digest: 'aa', seqs: [3], letter: 'A', label: 'order ATTACK' },
  { digest: 'bb', seqs: [3], letter: 'B', label: 'order RETREAT' },
  { digest: 'd1', seqs: [1], letter: '', label: 'order ATTACK' },
  { digest: 'd2', seqs: [2], letter: '', label: 'order ATTACK' },
];

export function slot(part: Partial<SlotView> = {}): SlotView {
  return {
    seq: 3,
    view: 0,
    digest: 'aa',
    phase: 'pre-prepared',
    prepares: [],
    commits: [],
    hasBody: true,
    ...part,
  };
}

export function votes(digest: string, ...replicas: readonly ProcessId[]): SlotView['prepares'] {
  return replicas.map((replica) => ({ replica, digest }));
}

export function replica(
  id: ProcessId,
  part: Partial<ReplicaView> = {},
  mark: { readonly kind: MarkKind; readonly cabal?: readonly ProcessId[] } = { kind: 'loyal' },
): ProcessView {
  return {
    id,
    role: 'replica',
    timers: [{ timer: 'view', setAt: 0, firesAt: 200_000 }],
    mark: { tactic: '', text: '', obeyed: [], turned: false, ...mark, cabal: mark.cabal ?? [] },
    replica: {
      view: 0,
      active: true,
      primary: 0,
      waiting: 1,
      slots: [],
      ledger: [
        { seq: 1, digest: 'd1' },
        { seq: 2, digest: 'd2' },
      ],
      ledgerLength: 2,
      low: 0,
      high: 16,
      fetching: null,
      viewChanges: [],
      memory: [],
      ...part,
    },
  };
}

export function client(id: ProcessId, operation = 'order ATTACK'): ProcessView {
  return {
    id,
    role: 'client',
    timers: [],
    client: {
      operation,
      timestamp: 3,
      attempt: 1,
      replies: [{ replica: 1, result: 'ATTACK' }],
      needed: 2,
      completed: 2,
      left: 2,
      accepted: 'ATTACK',
    },
  };
}

export function message(part: Partial<FlightMessage> = {}): FlightMessage {
  return {
    event: 1,
    sentAt: 100_000,
    endsAt: 110_000,
    from: 0,
    to: 1,
    kind: 2,
    view: 0,
    seq: 3,
    value: 0,
    fate: 'delivered',
    isForged: false,
    touches: 0,
    touchedAt: -1,
    touchedShare: 0,
    resumedAt: -1,
    ...part,
  };
}

const MARKS: readonly MarkKind[] = ['loyal', 'crashed', 'lying', 'colluding', 'prompt-injected'];

/** Every mark, both values, all phases: the fullest picture that a council of n gives. */
export function fullCouncil(n: number): readonly ProcessView[] {
  const q = Math.floor((n + Math.floor((n - 1) / 3)) / 2) + 1;
  const cabal = n > 4 ? [3, n - 1] : [0, 3];
  const everybody = Array.from({ length: n }, (_, id) => id);
  return everybody.map((id) => {
    const kind = cabal.includes(id) ? 'colluding' : n > 4 ? (MARKS[id % 3] ?? 'loyal') : 'loyal';
    const injected = id === n - 2 && n > 6 ? 'prompt-injected' : kind;
    const digest = id % 2 === 0 ? 'bb' : 'aa';
    const open = slot({
      digest,
      phase: 'prepared',
      prepares: votes(digest, ...everybody.slice(0, q)).concat(
        votes(digest === 'aa' ? 'bb' : 'aa', q),
      ),
      commits: votes(digest, ...everybody.slice(0, q - 1)),
    });
    return replica(
      id,
      { slots: [open] },
      { kind: injected, cabal: injected === 'colluding' ? cabal : [] },
    );
  });
}

/** Nobody is active: all want the next view, which is where captions are widest. */
export function viewChangingCouncil(n: number, view = 1): readonly ProcessView[] {
  const everybody = Array.from({ length: n }, (_, id) => id);
  return everybody.map((id) =>
    replica(id, {
      view,
      active: false,
      primary: view % n,
      viewChanges: everybody.slice(0, n - 1),
      carried: everybody.slice(0, n - 1).map((sender) => ({
        replica: sender,
        stable: 0,
        prepared: [
          { seq: 3, digest: 'aa' },
          { seq: 4, digest: 'bb' },
        ].slice(0, sender % 3),
      })),
    }),
  );
}

export function stageInput(
  processes: readonly ProcessView[],
  part: Partial<StageInput> = {},
): StageInput {
  const n = processes.filter((process) => process.role === 'replica').length;
  return {
    processes,
    messages: [],
    kinds: KINDS,
    values: VALUES,
    focusSeq: null,
    n,
    q: Math.floor((n + Math.floor((n - 1) / 3)) / 2) + 1,
    time: 105_000,
    medianDelay: 10_000,
    size: { width: 816, height: 500 },
    nameOf: createNamer({ n, clients: 1 }),
    selected: null,
    ...part,
  };
}
