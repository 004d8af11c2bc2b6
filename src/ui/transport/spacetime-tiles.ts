/** The tiles that the page holds: asked for one at a time, those in sight first, and forgotten again once they take too much room. */
import type { ProcessId, Tile } from '../../core/model/index.ts';
import type { Lab } from '../../store/lab.ts';
import { showFailure } from '../../store/notices.ts';
import { BUCKETS } from '../../viz/spacetime/parts.ts';
import { TILE_PIXELS } from '../../viz/spacetime/range.ts';
import type { TileKey } from '../../viz/spacetime/range.ts';
import { isSettled } from '../../store/settled.ts';

/** More messages in a tile than this are denser than its pixels. */
const CAP = 24 * TILE_PIXELS;
const BYTES_MAX = 48_000_000;

type Held = { readonly tile: Tile; readonly events: number; readonly rivals: number };
type Wanted = TileKey & { readonly process: ProcessId | null };

/** `isWaiting`: some are missing, and have not been waited for so long that a picture with holes is better than an old one. */
export type Shown = {
  readonly tiles: readonly Tile[];
  readonly isWaiting: boolean;
  readonly isComplete: boolean;
};

const PATIENCE_MS = 350;
/** While a run is being recorded, tiles at its end are asked for again no more often. */
const REFRESH_MS = 250;

export type TileStore = {
  /** What is held of these tiles; the rest is asked for, and `onArrive` called when it comes. */
  show(keys: readonly TileKey[], process: ProcessId | null): Shown;
};

export function createTileStore(lab: Lab, onArrive: () => void): TileStore {
  const held = new Map<string, Held>();
  let run = 0;
  let queue: readonly Wanted[] = [];
  let isAsking = false;
  let missingSince: number | null = null;
  let refreshedAt = 0;

  const ask = async (wanted: Wanted): Promise<void> => {
    const now = stateOf(lab);
    const outcome = await lab.engine.ask('tile', { run, ...wanted, cap: CAP, buckets: BUCKETS });
    if (outcome.status !== 'done' || now.run !== lab.recording.getState().run) return;
    held.delete(nameOf(wanted));
    held.set(nameOf(wanted), { tile: outcome.value, events: now.events, rivals: now.rivals });
    forget(held);
    onArrive();
  };
  const pump = (): void => {
    const [next] = queue;
    if (isAsking || next === undefined) return;
    isAsking = true;
    queue = queue.slice(1);
    ask(next)
      .catch((error: unknown) => showFailure(lab, error))
      .finally(() => {
        isAsking = false;
        pump();
      });
  };
  return {
    show(keys, process) {
      const now = stateOf(lab);
      if (now.run !== run) {
        run = now.run;
        held.clear();
      }
      const places = keys.map((key) => placesOf(held, key, process));
      const all = places.flat();
      const missing = all.filter((one) => !held.has(nameOf(one)));
      const stale = all.filter((one) => isStale(held.get(nameOf(one)), now));
      const time = performance.now();
      const isTime = now.isDone || time - refreshedAt > REFRESH_MS;
      if (isTime && stale.length > 0) refreshedAt = time;
      queue = isTime ? [...missing, ...stale] : missing;
      pump();
      const tiles = places.flatMap((ofKey) => newest(held, ofKey));
      const isComplete = tiles.length === keys.length;
      if (isComplete) missingSince = null;
      else missingSince ??= time;
      const isWaiting = missingSince !== null && time - missingSince < PATIENCE_MS;
      return { tiles, isWaiting, isComplete };
    },
  };
}

/** The tile of all, and where that counts its messages in bars, the one with those of the process that is looked at. */
function placesOf(
  held: ReadonlyMap<string, Held>,
  key: TileKey,
  process: ProcessId | null,
): readonly Wanted[] {
  const all = { ...key, process: null };
  const known = held.get(nameOf(all));
  const isCounted = known !== undefined && known.tile.bars !== null;
  return process !== null && isCounted ? [all, { ...key, process }] : [all];
}

function newest(held: Map<string, Held>, places: readonly Wanted[]): readonly Tile[] {
  const found = places.flatMap((place) => {
    const name = nameOf(place);
    const one = held.get(name);
    if (one === undefined) return [];
    // What is looked at is the last to be forgotten.
    held.delete(name);
    held.set(name, one);
    return [one.tile];
  });
  return found.slice(-1);
}

function nameOf({ from, until, process }: Wanted): string {
  return `${from} ${until} ${process ?? ''}`;
}

type Now = Readonly<Record<'run' | 'events' | 'rivals', number>> & { readonly isDone: boolean };

function stateOf(lab: Lab): Now {
  const { run, timeline } = lab.recording.getState();
  const rivals = timeline?.values.filter(({ letter }) => letter !== '').length ?? 0;
  return {
    run,
    events: timeline?.events ?? 0,
    rivals,
    isDone: timeline !== null && isSettled(timeline),
  };
}

/** Something was recorded since that may lie in it, or values got rivals since it was counted. */
function isStale(one: Held | undefined, now: Now): boolean {
  if (one === undefined) return false;
  const isOpen = !one.tile.isFinal && one.events !== now.events;
  return isOpen || (one.tile.bars !== null && one.rivals !== now.rivals);
}

function forget(held: Map<string, Held>): void {
  let bytes = 0;
  for (const { tile } of held.values()) bytes += sizeOf(tile);
  for (const [name, { tile }] of held) {
    if (bytes <= BYTES_MAX) return;
    held.delete(name);
    bytes -= sizeOf(tile);
  }
}

function sizeOf({ messages, bars, rows }: Tile): number {
  return 1_000 + messages.byteLength + rows.byteLength + (bars?.byteLength ?? 0);
}
