/** Tiles as the engine packs them, from what a test has to say. */
import {
  BAR_FIELDS,
  LANE_PHASES,
  LANE_ROW_FIELDS,
  LANE_SIGNS,
  MARK_KINDS,
  MESSAGE_FATES,
  MESSAGE_FIELDS,
} from '../../../src/core/model/index.ts';
import type { LanePhase, LaneSign, MarkKind, Tile } from '../../../src/core/model/index.ts';
import { createNamer } from '../../../src/viz/names.ts';
import type { SpacetimeInput } from '../../../src/viz/spacetime/scene.ts';
import type { TileMessage } from '../../../src/viz/spacetime/tiles.ts';
import { USUAL_TERMS } from '../../../src/viz/terms.ts';
import { KINDS, VALUES, message } from './builders.ts';

export function sent(part: Partial<TileMessage> = {}): TileMessage {
  return { ...message(), endEvent: (part.event ?? 1) + 1, ...part };
}

type Row = {
  readonly event: number;
  readonly at: number;
  readonly process: number;
  readonly sign: LaneSign;
  readonly number?: number;
  readonly value?: number;
};

export type TileParts = {
  readonly messages?: readonly TileMessage[];
  readonly rows?: readonly Row[];
  readonly bars?: readonly Readonly<Record<(typeof BAR_FIELDS)[number], number>>[];
  readonly phases?: Readonly<Record<number, LanePhase>>;
  readonly marks?: Readonly<Record<number, MarkKind>>;
} & Partial<Pick<Tile, 'from' | 'until' | 'partitions' | 'processes' | 'sent'>>;

export function tile(parts: TileParts = {}): Tile {
  const { messages = [], rows = [], bars, phases = {}, marks = {}, ...rest } = parts;
  const processes = parts.processes ?? [0, 1, 2];
  return {
    from: 0,
    until: 100_000,
    sent: messages.length,
    messages: Int32Array.from(messages.flatMap(packed)),
    bars:
      bars === undefined
        ? null
        : Int32Array.from(bars.flatMap((bar) => BAR_FIELDS.map((field) => bar[field]))),
    rows: Int32Array.from(rows.flatMap(packedRow)),
    start: Int32Array.from(
      processes.flatMap((id) => [
        id,
        LANE_PHASES.indexOf(phases[id] ?? 'idle'),
        MARK_KINDS.indexOf(marks[id] ?? 'loyal'),
        0,
      ]),
    ),
    processes,
    partitions: [],
    isFinal: true,
    ...rest,
  };
}

function packed(one: TileMessage): readonly number[] {
  const { fate, isForged, ...rest } = one;
  const fields = { ...rest, fate: MESSAGE_FATES.indexOf(fate), forged: isForged ? 1 : 0 };
  return MESSAGE_FIELDS.map((field) => fields[field]);
}

function packedRow(row: Row): readonly number[] {
  const { event, at, process, sign, number = -1, value = -1 } = row;
  const fields = { event, at, process, sign: LANE_SIGNS.indexOf(sign), number, value };
  return LANE_ROW_FIELDS.map((field) => fields[field]);
}

/** Two replicas and a client over a tenth of a second. */
export function input(part: Partial<SpacetimeInput> = {}): SpacetimeInput {
  return {
    tiles: [tile({ messages: [sent({ sentAt: 10_000, endsAt: 20_000 })] })],
    processes: [0, 1, 2],
    n: 2,
    kinds: KINDS,
    timeline: {
      bands: [
        { from: 0, view: 0, primary: 0 },
        { from: 50_000, view: 1, primary: 1 },
      ],
      violations: [],
      values: VALUES,
      medianDelay: 10_000,
      reached: 100_000,
      marks: [],
    },
    range: { from: 0, until: 100_000 },
    size: { width: 660, height: 200 },
    room: 'fit',
    scroll: 0,
    nameOf: createNamer({ n: 2, clients: 1 }),
    titleOf: (monitor) => `Monitor ${monitor}`,
    terms: USUAL_TERMS,
    cone: null,
    process: null,
    ...part,
  };
}
