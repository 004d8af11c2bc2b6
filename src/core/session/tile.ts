/** Stretches of a recording for the space-time diagram, message by message, or counted where they are denser than any screen. */
import {
  BAR_FIELDS,
  LANE_ROW_FIELDS,
  LANE_SIGNS,
  type LaneSign,
  type ProcessId,
  type Tile,
  type TileAsk,
} from '../model/index.ts';
import { valueOf } from './bodies.ts';
import type { Flight } from './indexes/flights.ts';
import type { LaneRow, Lanes } from './indexes/lanes.ts';
import type { Studio } from './studio.ts';
import { packMessages } from './window.ts';

/** More rows than this are thinned where messages are counted, too. */
const ROWS_MAX = 4_000;

/** One stretch of the space-time diagram; where it has more than `cap` messages they are counted by bars instead. */
export function buildTile(studio: Studio, lanes: Lanes, ask: TileAsk): Tile {
  const { recording, kernel } = studio;
  lanes.catchUp();
  const flights = recording.flights.during({ from: ask.from, until: ask.until - 1 });
  const isCounted = flights.length > ask.cap;
  const kept = isCounted ? flights.filter((flight) => isOf(studio, flight, ask.process)) : flights;
  const { first, end } = lanes.within(ask.from, ask.until - 1);
  const processes = lanes.processes();
  const start = processes.flatMap((process) => {
    const { phase, mark, view } = lanes.before(first, process);
    return [process, phase, mark, view];
  });
  const isOver = kernel.isOver || kernel.now > ask.until;
  return {
    from: ask.from,
    until: ask.until,
    sent: flights.filter((flight) => recording.flights.at(flight).sentAt >= ask.from).length,
    ...packMessages(studio, kept),
    bars: isCounted ? barsOf(studio, flights, ask) : null,
    rows: rowsOf(lanes, { first, end }, { ...ask, isCounted }),
    start: Int32Array.from(start),
    processes,
    partitions: lanes
      .partitions()
      .filter(({ from, until }) => from < ask.until && (until ?? Infinity) >= ask.from),
    isFinal: isOver && (kernel.isOver || flights.every((flight) => isEnded(studio, flight))),
  };
}

function isEnded({ recording }: Studio, flight: number): boolean {
  return recording.flights.at(flight).endEvent !== -1;
}

function isOf({ recording }: Studio, flight: number, process: ProcessId | null): boolean {
  if (process === null) return false;
  const { event } = recording.flights.at(flight);
  if (recording.trace.processAt(event) === process) return true;
  const sent = recording.trace.at(event);
  return sent.kind === 'send' && sent.to === process;
}

type Bar = { sent: number; arrived: number; spoiled: number };
type Place = { readonly bucket: number; readonly process: ProcessId; readonly value: number };

function barsOf(studio: Studio, flights: readonly number[], ask: TileAsk): Int32Array {
  const { recording, parts } = studio;
  const bars = createBars();
  const hasRival = recording.values.list().map(({ letter }) => letter !== '');
  const span = ask.until - ask.from;
  const bucketAt = (at: number): number => Math.floor(((at - ask.from) * ask.buckets) / span);
  for (const index of flights) {
    const flight = recording.flights.at(index);
    const sent = recording.trace.at(flight.event);
    if (sent.kind !== 'send') continue;
    const found = valueOf(sent.body, parts.protocol, recording.values);
    const value = hasRival[found] === true ? found : -1;
    const isHere = flight.endsAt < ask.until && flight.endsAt >= ask.from;
    if (flight.sentAt >= ask.from)
      bars.at({ bucket: bucketAt(flight.sentAt), process: sent.process, value }).sent += 1;
    if (!isHere || flight.endEvent === -1) continue;
    const bar = bars.at({ bucket: bucketAt(flight.endsAt), process: sent.to, value });
    if (hasCome(flight)) bar.arrived += 1;
    if (isSpoiled(flight)) bar.spoiled += 1;
  }
  return bars.pack();
}

const hasCome = ({ fate }: Flight): boolean =>
  fate === 'delivered' || fate === 'rejected' || fate === 'ignored';
const isSpoiled = ({ fate }: Flight): boolean => fate !== 'delivered' && fate !== 'ignored';

function createBars() {
  const found = new Map<string, Place & Bar>();
  return {
    at(place: Place): Bar {
      const key = `${place.bucket} ${place.process} ${place.value}`;
      const known = found.get(key);
      if (known !== undefined) return known;
      const bar = { ...place, sent: 0, arrived: 0, spoiled: 0 };
      found.set(key, bar);
      return bar;
    },
    pack(): Int32Array {
      const packed = new Int32Array(found.size * BAR_FIELDS.length);
      let offset = 0;
      for (const { bucket, process, value, sent, arrived, spoiled } of found.values()) {
        packed.set([bucket, process, value, sent, arrived, spoiled], offset);
        offset += BAR_FIELDS.length;
      }
      return packed;
    },
  };
}

/** Kept however dense the rest is. */
const RARE: ReadonlySet<LaneSign> = new Set<LaneSign>([
  'crash',
  'recover',
  'mark',
  'view-entered',
  'view-change',
  'proof',
  'turned',
]);

type Thinning = TileAsk & { readonly isCounted: boolean };

/** Where there are too many, the last of each sign in each bucket of each lane stands for those before it. */
function rowsOf(
  lanes: Lanes,
  { first, end }: { readonly first: number; readonly end: number },
  ask: Thinning,
): Int32Array {
  const all = Array.from({ length: end - first }, (_, index) => lanes.row(first + index));
  const kept = ask.isCounted && all.length > ROWS_MAX ? thinned(all, ask) : all;
  const packed = new Int32Array(kept.length * LANE_ROW_FIELDS.length);
  kept.forEach(({ event, at, process, sign, number, value }, index) =>
    packed.set([event, at, process, sign, number, value], index * LANE_ROW_FIELDS.length),
  );
  return packed;
}

function thinned(rows: readonly LaneRow[], { from, until, buckets }: TileAsk): readonly LaneRow[] {
  const latest = new Map<string, LaneRow>();
  for (const row of rows) {
    const sign = LANE_SIGNS[row.sign];
    const isRare = sign !== undefined && RARE.has(sign);
    const bucket = isRare ? row.event : Math.floor(((row.at - from) * buckets) / (until - from));
    latest.set(`${bucket} ${row.process} ${row.sign}`, row);
  }
  return [...latest.values()].sort((a, b) => a.event - b.event);
}

/** Messages sent in each of so many equal parts of the recording so far. */
export function densityOf({ recording, kernel }: Studio, buckets: number): Int32Array {
  const counts = new Int32Array(buckets);
  let before = 0;
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    const until = bucket === buckets - 1 ? kernel.now : (kernel.now * (bucket + 1)) / buckets;
    const sent = recording.flights.countSent(until);
    counts[bucket] = sent - before;
    before = sent;
  }
  return counts;
}
