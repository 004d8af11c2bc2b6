/** A scenario as its author would write it: JSON, defaults left out. */
export type Document = { readonly [key: string]: Json };
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What a hunt is about, and how many runs it has taken to do that. */
export type HuntStep = { readonly doing: 'trying' | 'shortening'; readonly runs: number };

export type Shrunk = {
  readonly document: Document;
  /** Runs that it took. */
  readonly runs: number;
};

/** What makes the council and the question; to change it would be to ask another one. */
const KEPT = [
  'version',
  'protocol',
  'replicas',
  'tolerance',
  'quorum',
  'seed',
  'signatures',
  'until',
  'ablate',
];

/** Figures of which fewer are simpler. To leave them out would be to take the defaults, which are not the fewest. */
const COUNTS = ['requests', 'clients'];
const STAYS = [...COUNTS, 'workload'];

/**
 * Makes a scenario that breaks something simpler as long as it still breaks: leaves out faults, interventions, options and
 * whatever else differs from the defaults, and asks for fewer requests. `breaks` says whether a document is a scenario and breaks.
 * Nothing here knows what the fields mean, so that new ones need no line here. Yields the runs so far, after each.
 * Source: Zeller and Hildebrandt, "Simplifying and isolating failure-inducing input", TSE 2002, with the tree of the document for a
 * list of changes.
 */
export function* shrink(
  document: Document,
  breaks: (candidate: Document) => boolean,
  runsMax: number,
): Generator<HuntStep, Shrunk> {
  let best = document;
  let candidates = [...simplerDocuments(best)];
  // Where one change was possible, the next one of its kind often is, and those before it were tried.
  let next = 0;
  let inVain = 0;
  let runs = 0;
  while (inVain < candidates.length && runs < runsMax) {
    const candidate = candidates[next % candidates.length];
    if (candidate === undefined) break;
    runs += 1;
    if (breaks(candidate)) {
      best = candidate;
      candidates = [...simplerDocuments(best)];
      inVain = 0;
    } else {
      next += 1;
      inVain += 1;
    }
    yield { doing: 'shortening', runs };
  }
  return { document: best, runs };
}

/** Every document that is one change simpler, the greatest changes first. */
function* simplerDocuments(document: Document): Generator<Document> {
  for (const key of Object.keys(document))
    if (!KEPT.includes(key) && !STAYS.includes(key)) yield without(document, key);
  for (const [key, value] of Object.entries(document)) {
    if (KEPT.includes(key)) continue;
    for (const simpler of simplerValues(key, value)) yield { ...document, [key]: simpler };
  }
}

function* simplerValues(key: string, value: Json): Generator<Json> {
  if (typeof value === 'number') {
    if (COUNTS.includes(key)) yield* fewer(value);
  } else if (isList(value)) yield* simplerLists(key, value);
  else if (typeof value === 'object' && value !== null) yield* simplerDocuments(value);
}

function* fewer(count: number): Generator<number> {
  if (count > 2) yield Math.floor(count / 2);
  if (count > 1) yield count - 1;
}

function* simplerLists(key: string, list: readonly Json[]): Generator<Json> {
  const half = Math.ceil(list.length / 2);
  if (list.length > 2) {
    yield list.slice(0, half);
    yield list.slice(half);
  }
  for (const index of list.keys()) yield list.filter((_, other) => other !== index);
  for (const [index, item] of list.entries())
    for (const simpler of simplerValues(key, item)) yield list.with(index, simpler);
}

function without(document: Document, left: string): Document {
  return Object.fromEntries(Object.entries(document).filter(([key]) => key !== left));
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
