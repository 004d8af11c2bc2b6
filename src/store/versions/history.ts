/** What the user set up, and every other version of it, as a tree. Pure functions over plain data; the store holds the result. */
import { divergence } from '../../core/base/divergence.ts';
import type { Micros, Scenario } from '../../core/model/index.ts';

export type Draft = {
  readonly scenario: Scenario;
  /** What was changed to get here: "R2 crashed from 120 ms". */
  readonly label: string;
  /** The preset it started as, or '' for a scenario from elsewhere. */
  readonly preset: string;
};

export type Version = Draft & {
  readonly id: number;
  /** What it was made from, or open before it; null for the first. */
  readonly parent: number | null;
  /** How long it is the same run as its parent: 0 where they differ from the start, null for another set-up altogether. */
  readonly partsAt: Micros | null;
};

export type History = {
  /** The versions before the present one, which undo goes back to. */
  readonly past: readonly Version[];
  readonly present: Version | null;
  readonly future: readonly Version[];
  /** All there are, in the order in which they were made. What is undone and then changed stays here. */
  readonly versions: readonly Version[];
  /** Names that somebody gave them, by id. */
  readonly names: Readonly<Record<number, string>>;
};

/** Enough to get back to where an hour of trying began; each version is a few hundred bytes. */
const VERSIONS_MAX = 300;

export const EMPTY_HISTORY: History = {
  past: [],
  present: null,
  future: [],
  versions: [],
  names: {},
};

/** `change`: the version is made of the present one. `fresh`: it comes from elsewhere. */
export function pushed(
  history: History,
  draft: Draft,
  origin: 'change' | 'fresh' = 'change',
): History {
  const { present, versions } = history;
  const version: Version = {
    ...draft,
    id: Math.max(0, ...versions.map(({ id }) => id)) + 1,
    parent: present?.id ?? null,
    partsAt: present === null || origin === 'fresh' ? null : partingOf(present, draft),
  };
  return bounded({
    ...history,
    past: present ? [...history.past, present] : history.past,
    present: version,
    future: [],
    versions: [...versions, version],
  });
}

function partingOf(present: Version, draft: Draft): Micros {
  const at = divergence(present.scenario, draft.scenario)?.at ?? 0;
  return Number.isFinite(at) ? at : draft.scenario.until;
}

export function undone(history: History): History {
  const previous = history.past.at(-1);
  if (!previous || !history.present) return history;
  return {
    ...history,
    past: history.past.slice(0, -1),
    present: previous,
    future: [history.present, ...history.future],
  };
}

export function redone(history: History): History {
  const next = history.future[0];
  if (!next || !history.present) return history;
  return {
    ...history,
    past: [...history.past, history.present],
    present: next,
    future: history.future.slice(1),
  };
}

/** Any other version: undo then leads back along its own line. */
export function switchedTo(history: History, id: number): History {
  const line = lineOf(history.versions, id);
  const present = line.at(-1);
  if (!present || present.id === history.present?.id) return history;
  return { ...history, past: line.slice(0, -1), present, future: [] };
}

/** From the first version to this one. */
export function lineOf(versions: readonly Version[], id: number): readonly Version[] {
  const known = new Map(versions.map((version) => [version.id, version]));
  const line: Version[] = [];
  for (let at = known.get(id); at; at = at.parent === null ? undefined : known.get(at.parent)) {
    line.unshift(at);
  }
  return line;
}

export function renamed(history: History, id: number, name: string): History {
  const { [id]: _, ...others } = history.names;
  const text = name.trim().slice(0, NAME_MAX);
  return { ...history, names: text === '' ? others : { ...others, [id]: text } };
}

const NAME_MAX = 80;

/** Whether nothing is open that stands on it. */
export function isRemovable({ past, present }: History, id: number): boolean {
  return present?.id !== id && !past.some((each) => each.id === id);
}

/** Without a version and all that was made of it. */
export function without(history: History, id: number): History {
  if (!isRemovable(history, id)) return history;
  const gone = new Set([id]);
  for (const version of history.versions) {
    if (version.parent !== null && gone.has(version.parent)) gone.add(version.id);
  }
  const cut = history.future.findIndex((version) => gone.has(version.id));
  return {
    ...history,
    future: cut === -1 ? history.future : history.future.slice(0, cut),
    versions: history.versions.filter((version) => !gone.has(version.id)),
  };
}

/** Beyond the limit the oldest goes that nobody named and nothing stands on; else the beginning of what undo goes back to. */
function bounded(history: History): History {
  if (history.versions.length <= VERSIONS_MAX) return history;
  const parents = new Set(history.versions.map(({ parent }) => parent));
  const spare = history.versions.find(
    ({ id }) => !parents.has(id) && history.names[id] === undefined && isRemovable(history, id),
  );
  if (spare) return without(history, spare.id);
  const [first] = history.past;
  return {
    ...history,
    past: history.past.slice(1),
    versions: history.versions.filter((version) => version !== first),
  };
}
