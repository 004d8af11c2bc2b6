import type { EventIndex, Micros, ProcessId } from './data.ts';
import type { MarkKind } from './view.ts';

/** What a lane of a space-time diagram marks beside messages; the position is the code in a packed row. */
export const LANE_SIGNS = [
  /** The phase of the lowest open sequence number, or that a view change is under way; `number` is a position in LANE_PHASES. */
  'phase',
  'pre-prepared',
  'prepared',
  'committed',
  'executed',
  'view-change',
  'view-entered',
  'stable',
  'installed',
  'accepted',
  'turned',
  'timer',
  'crash',
  'recover',
  /** `number` is a position in MARK_KINDS. */
  'mark',
  'proof',
] as const;
export type LaneSign = (typeof LANE_SIGNS)[number];

export const LANE_PHASES = [
  'idle',
  'pre-prepared',
  'prepared',
  'committed',
  'changing view',
] as const;
export type LanePhase = (typeof LANE_PHASES)[number];

export const MARK_KINDS: readonly MarkKind[] = [
  'loyal',
  'crashed',
  'lying',
  'colluding',
  'prompt-injected',
];

/** Fields of one packed row, each a 32-bit integer. `number`: a sequence number, a view or a code; `value`: an index, or -1. */
export const LANE_ROW_FIELDS = ['event', 'at', 'process', 'sign', 'number', 'value'] as const;

/** Fields of a lane's state where a tile begins. */
export const LANE_START_FIELDS = ['process', 'phase', 'mark', 'view'] as const;

/**
 * Fields of a bar: what one process sent and received in one of the tile's equal buckets of time. `value` is -1 for all values
 * without a rival; `spoiled` counts those of `arrived` that were refused, and those that never came.
 */
export const BAR_FIELDS = ['bucket', 'process', 'value', 'sent', 'arrived', 'spoiled'] as const;

export type TileAsk = {
  readonly from: Micros;
  readonly until: Micros;
  /** More messages than this are counted in bars instead. */
  readonly cap: number;
  readonly buckets: number;
  /** Whose messages are sent along one by one even where all are counted in bars. */
  readonly process: ProcessId | null;
};

/** A stretch of the recording for the space-time diagram: told from the trace alone, so that it costs no replay. */
export type Tile = {
  readonly from: Micros;
  readonly until: Micros;
  /** How many messages were sent within it. */
  readonly sent: number;
  /** MESSAGE_FIELDS for each message under way in it; of one process only where `bars` count the rest. */
  readonly messages: Int32Array;
  /** What each of these messages says of itself, for protocols that have words for it. */
  readonly abouts?: readonly string[];
  /** BAR_FIELDS for each bar, or null where `messages` holds all. */
  readonly bars: Int32Array | null;
  readonly rows: Int32Array;
  readonly start: Int32Array;
  /** Everybody who has had an event of its own so far, ascending. */
  readonly processes: readonly ProcessId[];
  readonly partitions: readonly LanePartition[];
  /** Nothing that is recorded later can change it. */
  readonly isFinal: boolean;
};

export type LanePartition = {
  readonly from: Micros;
  /** Null while it lasts. */
  readonly until: Micros | null;
  readonly groups: readonly (readonly ProcessId[])[];
};

export type ConeDirection = 'past' | 'future';

/** What could have influenced an event, or what that could have influenced: of each process all up to, or from, one event. */
export type Cone = {
  readonly event: EventIndex;
  readonly direction: ConeDirection;
  /** By process: its last event in the past, or its first in the future; -1 for none. */
  readonly bounds: Int32Array;
  /** When these events happened. */
  readonly times: Int32Array;
  /** Messages delivered within the cone. */
  readonly messages: number;
};
