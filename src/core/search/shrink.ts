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

/** Every message takes ten milliseconds: plainer than the default, under which each takes its own time. */
const PLAIN_LATENCY = { kind: 'constant', value: 10_000 };

/** Seeds that are plainer than one that was drawn: 1 to so many. */
const SEEDS_PLAIN = 5;

/** A horizon is plainer in tens of seconds. It only ever gets later: an earlier one would itself leave things undone. */
const HORIZON_STEP = 10_000_000;

/** From here on a figure is plainer with fewer digits that count. */
const ROUGH_MIN = 100;

/**
 * Makes a scenario that breaks something simpler as long as it still breaks: leaves out faults, interventions, options and
 * whatever else differs from the defaults, and asks for fewer requests. Then makes what is left plainer: the same latency for all
 * messages, a small seed, round figures. `breaks` says whether a document is a scenario and breaks. But for latency, seed and horizon
 * nothing here knows what the fields mean, so that new ones need no line here. Yields the runs so far, after each.
 * Source: Zeller and Hildebrandt, "Simplifying and isolating failure-inducing input", TSE 2002, with the tree of the document for a
 * list of changes.
 */
export function* shrink(
  document: Document,
  breaks: (candidate: Document) => boolean,
  runsMax: number,
): Generator<HuntStep, Shrunk> {
  let found: Shrunk = { document, runs: 0 };
  found = yield* exhaust(found, { changes: withUsualLatency, breaks, runsMax });
  for (;;) {
    const before = found.document;
    for (const changes of [simplerDocuments, plainerDocuments])
      found = yield* exhaust(found, { changes, breaks, runsMax });
    if (found.document === before || found.runs >= runsMax) return found;
  }
}

type Pass = {
  readonly changes: (document: Document) => Iterable<Document>;
  readonly breaks: (candidate: Document) => boolean;
  readonly runsMax: number;
};

/** Makes changes of one kind until none is left that still breaks. */
function* exhaust(
  { document: best, runs }: Shrunk,
  { changes, breaks, runsMax }: Pass,
): Generator<HuntStep, Shrunk> {
  let candidates = [...changes(best)];
  // Where one change was possible, the next one of its kind often is, and those before it were tried.
  let next = 0;
  let inVain = 0;
  while (inVain < candidates.length && runs < runsMax) {
    const candidate = candidates[next % candidates.length];
    if (candidate === undefined) break;
    runs += 1;
    if (breaks(candidate)) {
      best = candidate;
      candidates = [...changes(best)];
      inVain = 0;
    } else {
      next += 1;
      inVain += 1;
    }
    yield { doing: 'shortening', runs };
  }
  return { document: best, runs };
}

/** Every document that is no shorter, but one setting plainer. */
function* plainerDocuments(document: Document): Generator<Document> {
  yield* withPlainLatency(document);
  yield* withPlainSeed(document);
  yield* withRoundHorizon(document);
  yield* rounderDocuments(document);
}

/** The plain latency comes last: where there is one from the start, what is shorter may show without it. */
function* withUsualLatency(document: Document): Generator<Document> {
  const { network } = document;
  if (isDocument(network) && isPlain(network['latency']))
    yield { ...document, network: dropped(network, 'latency') };
}

function* withPlainLatency(document: Document): Generator<Document> {
  const network = isDocument(document['network']) ? document['network'] : {};
  if (!isPlain(network['latency']))
    yield { ...document, network: { ...network, latency: PLAIN_LATENCY } };
}

function* withPlainSeed(document: Document): Generator<Document> {
  const { seed } = document;
  if (typeof seed !== 'number') return;
  for (let plain = 1; plain < Math.min(seed, SEEDS_PLAIN + 1); plain += 1)
    yield { ...document, seed: plain };
}

function* withRoundHorizon(document: Document): Generator<Document> {
  const { until } = document;
  if (typeof until === 'number' && until % HORIZON_STEP !== 0)
    yield { ...document, until: Math.ceil(until / HORIZON_STEP) * HORIZON_STEP };
}

function isPlain(latency: Json | undefined): boolean {
  const { kind, value } = PLAIN_LATENCY;
  return isDocument(latency) && latency['kind'] === kind && latency['value'] === value;
}

function looseIn(document: Document): readonly (readonly [key: string, value: Json])[] {
  return Object.entries(document).filter(
    ([key, value]) => !KEPT.includes(key) && !(key === 'latency' && isPlain(value)),
  );
}

function* rounderDocuments(document: Document): Generator<Document> {
  for (const [key, value] of looseIn(document))
    if (!COUNTS.includes(key))
      for (const rounded of rounderValues(value)) yield { ...document, [key]: rounded };
}

function* rounderValues(value: Json): Generator<Json> {
  if (typeof value === 'number') yield* rounder(value);
  else if (isDocument(value)) yield* rounderDocuments(value);
  else if (isList(value))
    for (const [index, item] of value.entries())
      for (const rounded of rounderValues(item)) yield value.with(index, rounded);
}

/** Every document that is one change shorter, the greatest changes first. */
function* simplerDocuments(document: Document): Generator<Document> {
  const loose = looseIn(document);
  for (const [key, value] of loose) if (!STAYS.includes(key)) yield* without(document, key, value);
  for (const [key, value] of loose)
    for (const simpler of simplerValues(key, value)) yield { ...document, [key]: simpler };
}

/** A plain latency stays where all else of its network goes. */
function* without(document: Document, key: string, value: Json): Generator<Document> {
  const latency = isDocument(value) ? value['latency'] : undefined;
  if (!isDocument(value) || !isPlain(latency) || latency === undefined)
    yield dropped(document, key);
  else if (Object.keys(value).length > 1) yield { ...document, [key]: { latency } };
}

function* simplerValues(key: string, value: Json): Generator<Json> {
  if (typeof value === 'number') {
    if (COUNTS.includes(key)) yield* fewer(value);
  } else if (isList(value)) yield* simplerLists(key, value);
  else if (isDocument(value)) yield* simplerDocuments(value);
}

function* fewer(count: number): Generator<number> {
  if (count > 2) yield Math.floor(count / 2);
  if (count > 1) yield count - 1;
}

/** With one digit that counts, or two; of a share of one, its tenths. */
function* rounder(figure: number): Generator<number> {
  if (figure > 0 && figure < 1 && !Number.isInteger(figure * 10)) yield Math.ceil(figure * 10) / 10;
  if (figure < ROUGH_MIN) return;
  let step = 1;
  while (figure >= 10 * step) step *= 10;
  for (const unit of [step, step / 10])
    if (figure % unit !== 0) yield Math.round(figure / unit) * unit;
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

function dropped(document: Document, left: string): Document {
  return Object.fromEntries(Object.entries(document).filter(([key]) => key !== left));
}

function isDocument(value: Json | undefined): value is Document {
  return typeof value === 'object' && value !== null && !isList(value);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
