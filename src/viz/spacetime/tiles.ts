/** Packed tiles, read record by record. */
import {
  BAR_FIELDS,
  LANE_PHASES,
  LANE_ROW_FIELDS,
  LANE_SIGNS,
  LANE_START_FIELDS,
  MARK_KINDS,
  MESSAGE_FATES,
  MESSAGE_FIELDS,
} from '../../core/model/index.ts';
import type {
  LanePhase,
  LaneSign,
  MarkKind,
  Micros,
  ProcessId,
  Tile,
} from '../../core/model/index.ts';
import type { FlightMessage } from '../flight.ts';

export type TileMessage = FlightMessage & { readonly endEvent: number };

const MESSAGE = {
  event: MESSAGE_FIELDS.indexOf('event'),
  sentAt: MESSAGE_FIELDS.indexOf('sentAt'),
  endsAt: MESSAGE_FIELDS.indexOf('endsAt'),
  from: MESSAGE_FIELDS.indexOf('from'),
  to: MESSAGE_FIELDS.indexOf('to'),
  kind: MESSAGE_FIELDS.indexOf('kind'),
  view: MESSAGE_FIELDS.indexOf('view'),
  seq: MESSAGE_FIELDS.indexOf('seq'),
  value: MESSAGE_FIELDS.indexOf('value'),
  fate: MESSAGE_FIELDS.indexOf('fate'),
  endEvent: MESSAGE_FIELDS.indexOf('endEvent'),
  forged: MESSAGE_FIELDS.indexOf('forged'),
  touches: MESSAGE_FIELDS.indexOf('touches'),
  touchedAt: MESSAGE_FIELDS.indexOf('touchedAt'),
  touchedShare: MESSAGE_FIELDS.indexOf('touchedShare'),
  resumedAt: MESSAGE_FIELDS.indexOf('resumedAt'),
};
const MESSAGE_WIDTH = MESSAGE_FIELDS.length;

export function messageCount({ messages }: Tile): number {
  return messages.length / MESSAGE_WIDTH;
}

export function messageAt({ messages }: Tile, index: number): TileMessage {
  const start = index * MESSAGE_WIDTH;
  const field = (place: number): number => messages[start + place] ?? -1;
  return {
    event: field(MESSAGE.event),
    sentAt: field(MESSAGE.sentAt),
    endsAt: field(MESSAGE.endsAt),
    from: field(MESSAGE.from),
    to: field(MESSAGE.to),
    kind: field(MESSAGE.kind),
    view: field(MESSAGE.view),
    seq: field(MESSAGE.seq),
    value: field(MESSAGE.value),
    fate: MESSAGE_FATES[field(MESSAGE.fate)] ?? 'in flight',
    endEvent: field(MESSAGE.endEvent),
    isForged: field(MESSAGE.forged) === 1,
    touches: field(MESSAGE.touches),
    touchedAt: field(MESSAGE.touchedAt),
    touchedShare: field(MESSAGE.touchedShare),
    resumedAt: field(MESSAGE.resumedAt),
  };
}

export type LaneRow = {
  readonly event: number;
  readonly at: Micros;
  readonly process: ProcessId;
  readonly sign: LaneSign;
  readonly number: number;
  readonly value: number;
};

const ROW = {
  event: LANE_ROW_FIELDS.indexOf('event'),
  at: LANE_ROW_FIELDS.indexOf('at'),
  process: LANE_ROW_FIELDS.indexOf('process'),
  sign: LANE_ROW_FIELDS.indexOf('sign'),
  number: LANE_ROW_FIELDS.indexOf('number'),
  value: LANE_ROW_FIELDS.indexOf('value'),
};

export const rowsOf = once(({ rows }: Tile): readonly LaneRow[] =>
  records(rows, LANE_ROW_FIELDS.length, (field) => ({
    event: field(ROW.event),
    at: field(ROW.at),
    process: field(ROW.process),
    sign: LANE_SIGNS[field(ROW.sign)] ?? 'phase',
    number: field(ROW.number),
    value: field(ROW.value),
  })),
);

export type LaneStart = {
  readonly process: ProcessId;
  readonly phase: LanePhase;
  readonly mark: MarkKind;
  readonly view: number;
};

const START = {
  process: LANE_START_FIELDS.indexOf('process'),
  phase: LANE_START_FIELDS.indexOf('phase'),
  mark: LANE_START_FIELDS.indexOf('mark'),
  view: LANE_START_FIELDS.indexOf('view'),
};

export const startsOf = once(({ start }: Tile): readonly LaneStart[] =>
  records(start, LANE_START_FIELDS.length, (field) => ({
    process: field(START.process),
    phase: LANE_PHASES[field(START.phase)] ?? 'idle',
    mark: MARK_KINDS[field(START.mark)] ?? 'loyal',
    view: field(START.view),
  })),
);

export type Bar = {
  readonly bucket: number;
  readonly process: ProcessId;
  readonly value: number;
  readonly sent: number;
  readonly arrived: number;
  readonly spoiled: number;
};

const BAR = {
  bucket: BAR_FIELDS.indexOf('bucket'),
  process: BAR_FIELDS.indexOf('process'),
  value: BAR_FIELDS.indexOf('value'),
  sent: BAR_FIELDS.indexOf('sent'),
  arrived: BAR_FIELDS.indexOf('arrived'),
  spoiled: BAR_FIELDS.indexOf('spoiled'),
};

export const barsOf = once(({ bars }: Tile): readonly Bar[] =>
  records(bars ?? new Int32Array(), BAR_FIELDS.length, (field) => ({
    bucket: field(BAR.bucket),
    process: field(BAR.process),
    value: field(BAR.value),
    sent: field(BAR.sent),
    arrived: field(BAR.arrived),
    spoiled: field(BAR.spoiled),
  })),
);

/** Read once for each tile: a picture is drawn from the same tiles again and again. */
export function once<T>(read: (tile: Tile) => T): (tile: Tile) => T {
  const known = new WeakMap<Tile, { readonly value: T }>();
  return (tile) => {
    const found = known.get(tile) ?? { value: read(tile) };
    known.set(tile, found);
    return found.value;
  };
}

function records<T>(
  packed: Int32Array,
  width: number,
  read: (field: (place: number) => number) => T,
): readonly T[] {
  return Array.from({ length: packed.length / width }, (_, row) =>
    read((place) => packed[row * width + place] ?? -1),
  );
}
