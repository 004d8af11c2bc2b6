/** How the stage shows its messages at present: for the legend, which is not part of the drawing. One for each lab. */
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { MessageFate } from '../../core/model/index.ts';
import type { Lab } from '../../store/lab.ts';
import { fateOf, kindOf } from '../../viz/stage/traffic.ts';
import type { Traffic } from '../../viz/stage/traffic.ts';

export type StageSight = {
  /** Too many for glyphs: their shapes and outlines cannot be told. */
  readonly hasPoints: boolean;
  /** Not every message under way is at hand, so that a part of them is drawn. */
  readonly isSample: boolean;
  readonly run: number;
  /** Kinds that are drawn as glyphs at this moment, as in `kinds` of what was seen. */
  readonly present: number;
  /** What has been at hand in this run. */
  readonly seen: Seen;
};

export type Seen = {
  /** Kinds of message by their position in the protocol's list, each a bit. */
  readonly kinds: number;
  readonly hasRefused: boolean;
  readonly hasLost: boolean;
};

const NOTHING: Seen = { kinds: 0, hasRefused: false, hasLost: false };

const sights = new WeakMap<Lab, StoreApi<StageSight>>();

export function stageSightOf(lab: Lab): StoreApi<StageSight> {
  const known = sights.get(lab);
  if (known !== undefined) return known;
  const made = createStore<StageSight>(() => ({
    hasPoints: false,
    isSample: false,
    run: 0,
    present: 0,
    seen: NOTHING,
  }));
  sights.set(lab, made);
  return made;
}

/** Of each frame; those who listen hear of it only where something has changed. */
export function noteSight(
  lab: Lab,
  { traffic, ...rest }: Omit<StageSight, 'seen'> & { readonly traffic: Traffic },
): void {
  const store = stageSightOf(lab);
  const last = store.getState();
  const seen = both(last.run === rest.run ? last.seen : NOTHING, seenIn(traffic));
  const isSame =
    last.hasPoints === rest.hasPoints &&
    last.isSample === rest.isSample &&
    last.run === rest.run &&
    last.present === rest.present &&
    last.seen === seen;
  if (!isSame) store.setState({ ...rest, seen });
}

/** The first itself where the second adds nothing. */
function both(one: Seen, other: Seen): Seen {
  const kinds = one.kinds | other.kinds;
  const hasRefused = one.hasRefused || other.hasRefused;
  const hasLost = one.hasLost || other.hasLost;
  const isSame = kinds === one.kinds && hasRefused === one.hasRefused && hasLost === one.hasLost;
  return isSame ? one : { kinds, hasRefused, hasLost };
}

const found = new WeakMap<Traffic, Seen>();

/** Once for each page of messages. */
function seenIn(traffic: Traffic): Seen {
  const known = found.get(traffic);
  if (known !== undefined) return known;
  let kinds = 0;
  let hasRefused = false;
  let hasLost = false;
  for (let index = 0; index < traffic.length; index += 1) {
    kinds |= 1 << kindOf(traffic, index);
    const fate = fateOf(traffic, index);
    hasRefused ||= fate === 'rejected';
    hasLost ||= LOST.has(fate);
  }
  const seen = { kinds, hasRefused, hasLost };
  found.set(traffic, seen);
  return seen;
}

const LOST: ReadonlySet<MessageFate> = new Set<MessageFate>([
  'lost',
  'partition',
  'dropped',
  'crashed',
]);
