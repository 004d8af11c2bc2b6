/** The stops of a lane for the keyboard: everything that happened there, in order. A broadcast is one stop. */
import type { EventIndex, Micros, ProcessId } from '../../core/model/index.ts';
import { BUCKETS } from './parts.ts';
import type { Part } from './parts.ts';
import { barsOf, rowsOf } from './tiles.ts';
import type { Bar, LaneRow, TileMessage } from './tiles.ts';

type Place = { readonly at: Micros; readonly process: ProcessId; readonly event: EventIndex };

export type Stop = Place &
  (
    | { readonly kind: 'row'; readonly row: LaneRow }
    | { readonly kind: 'received'; readonly message: TileMessage }
    | { readonly kind: 'sent'; readonly messages: readonly TileMessage[] }
    | { readonly kind: 'bars'; readonly bars: readonly (Bar & { readonly from: Micros })[] }
  );

export function stopsOf(parts: readonly Part[], process: ProcessId): readonly Stop[] {
  const stops = parts.flatMap((part) => [
    ...messageStops(part, process),
    ...rowStops(part, process),
    ...barStops(part, process),
  ]);
  return stops.sort((a, b) => a.at - b.at || a.event - b.event);
}

function messageStops({ wires }: Part, process: ProcessId): readonly Stop[] {
  const sent = new Map<string, TileMessage[]>();
  const stops: Stop[] = [];
  for (const { message } of wires) {
    const { event, from, to, sentAt, endsAt, endEvent, kind } = message;
    if (to === process && endEvent !== -1)
      stops.push({ kind: 'received', process, at: endsAt, event: endEvent, message });
    if (from !== process) continue;
    const key = `${sentAt} ${kind}`;
    const together = sent.get(key);
    if (together === undefined) {
      const messages = [message];
      sent.set(key, messages);
      stops.push({ kind: 'sent', process, at: sentAt, event, messages });
    } else together.push(message);
  }
  return stops;
}

function rowStops({ tile }: Part, process: ProcessId): readonly Stop[] {
  return rowsOf(tile)
    .filter((row) => row.process === process && row.sign !== 'phase')
    .map((row) => ({ kind: 'row', process, at: row.at, event: row.event, row }));
}

function barStops({ tile }: Part, process: ProcessId): readonly Stop[] {
  if (tile.bars === null) return [];
  const span = (tile.until - tile.from) / BUCKETS;
  const buckets = new Map<number, (Bar & { readonly from: Micros })[]>();
  for (const bar of barsOf(tile)) {
    if (bar.process !== process) continue;
    const list = buckets.get(bar.bucket) ?? [];
    list.push({ ...bar, from: tile.from + bar.bucket * span });
    buckets.set(bar.bucket, list);
  }
  return [...buckets].map(([bucket, bars]) => ({
    kind: 'bars',
    process,
    at: tile.from + (bucket + 0.5) * span,
    event: -1,
    bars,
  }));
}

/** The next stop that way, or the nearest to where the cursor comes from another lane. */
export function nextStop(
  stops: readonly Stop[],
  from: Pick<Place, 'at' | 'event'>,
  way: 'left' | 'right',
): Stop | null {
  const isLater = (stop: Stop): boolean =>
    stop.at > from.at || (stop.at === from.at && stop.event > from.event);
  const isEarlier = (stop: Stop): boolean =>
    stop.at < from.at || (stop.at === from.at && stop.event < from.event);
  return (way === 'right' ? stops.find(isLater) : stops.findLast(isEarlier)) ?? null;
}

export function nearestStop(stops: readonly Stop[], at: Micros): Stop | null {
  return stops.reduce<Stop | null>(
    (best, stop) =>
      best === null || Math.abs(stop.at - at) < Math.abs(best.at - at) ? stop : best,
    null,
  );
}
