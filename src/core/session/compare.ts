import type {
  CompareAsk,
  ComparedFilter,
  ComparedRow,
  ComparePage,
  Comparison,
  EventIndex,
  EventLog,
  Micros,
} from '../model/index.ts';

/** Events behind the parting that are compared in each run: beyond it nobody reads them one by one. */
const COMPARED_MAX = 60_000;
const ROWS_MAX = 400;

/** A line of the two columns before it is told: event indices, -1 for none. */
type Line = {
  readonly at: Micros;
  readonly a: EventIndex;
  readonly b: EventIndex;
  readonly state: ComparedRow['state'];
  readonly later: Micros;
  readonly isNotable: boolean;
};

/** Two recordings side by side: asked for page by page. */
export type Comparer = { page(ask: CompareAsk): ComparePage };

/** Pure: the same two recordings, the same comparison. It is of what both hold when it is made. */
export function compare(a: EventLog, b: EventLog): Comparer {
  const shared = sharedEvents(a, b);
  const lines = align(a, b, shared);
  const comparison = sumUp({ a, b, shared, lines });
  const lists = new Map<string, readonly Line[]>();
  const listOf = (filter: ComparedFilter): readonly Line[] => {
    const key = `${filter.isDiffering} ${filter.isNotable}`;
    const known = lists.get(key) ?? lines.filter((line) => fits(line, filter));
    lists.set(key, known);
    return known;
  };
  return {
    page({ filter, from, at, count }) {
      const list = listOf(filter);
      const wanted = Math.max(0, Math.min(count, ROWS_MAX));
      const before = countUpTo(list, at);
      const start = from ?? before - Math.floor(wanted / 2);
      const first = Math.max(0, Math.min(start, list.length - wanted));
      const rows = list.slice(first, first + wanted).map((line) => tell(line, a, b));
      return { ...comparison, from: first, rows, found: list.length, before };
    },
  };
}

/** How many events both begin with. */
function sharedEvents(a: EventLog, b: EventLog): number {
  const end = Math.min(a.length, b.length);
  let count = 0;
  while (
    count < end &&
    a.timeAt(count) === b.timeAt(count) &&
    a.identify(count) === b.identify(count)
  ) {
    count += 1;
  }
  return count;
}

/** The k-th event of one identity in one run is that of the other: so a message that comes later is known as the same one. */
function align(a: EventLog, b: EventLog, shared: number): readonly Line[] {
  const endA = Math.min(a.length, shared + COMPARED_MAX);
  const endB = Math.min(b.length, shared + COMPARED_MAX);
  const waiting = new Map<string, EventIndex[]>();
  for (let event = endB - 1; event >= shared; event -= 1) {
    const key = b.identify(event);
    const list = waiting.get(key);
    if (list === undefined) waiting.set(key, [event]);
    else list.push(event);
  }
  const lines: Line[] = [];
  for (let event = shared; event < endA; event += 1) {
    const twin = waiting.get(a.identify(event))?.pop() ?? -1;
    lines.push(...linesOf({ a, b, event, twin }));
  }
  for (const list of waiting.values()) {
    for (const event of list) lines.push(lineIn(b, event, 'b', { state: 'only', later: 0 }));
  }
  return lines.sort((one, other) => one.at - other.at || orderOf(one) - orderOf(other));
}

const orderOf = ({ a, b }: Line): number => (a === -1 ? b : a);

type Pair = {
  readonly a: EventLog;
  readonly b: EventLog;
  readonly event: EventIndex;
  readonly twin: EventIndex;
};

/** One line where both have it at the same time, else one in each column. */
function linesOf({ a, b, event, twin }: Pair): readonly Line[] {
  if (twin === -1) return [lineIn(a, event, 'a', { state: 'only', later: 0 })];
  const later = b.timeAt(twin) - a.timeAt(event);
  if (later !== 0) {
    return [
      lineIn(a, event, 'a', { state: 'moved', later }),
      lineIn(b, twin, 'b', { state: 'moved', later: -later }),
    ];
  }
  const isNotable = a.isNotable(event);
  return [{ at: a.timeAt(event), a: event, b: twin, state: 'same', later: 0, isNotable }];
}

function lineIn(
  log: EventLog,
  event: EventIndex,
  side: 'a' | 'b',
  how: Pick<Line, 'state' | 'later'>,
): Line {
  return {
    ...how,
    at: log.timeAt(event),
    a: side === 'a' ? event : -1,
    b: side === 'b' ? event : -1,
    isNotable: log.isNotable(event),
  };
}

type Summed = {
  readonly a: EventLog;
  readonly b: EventLog;
  readonly shared: number;
  readonly lines: readonly Line[];
};

function sumUp({ a, b, shared, lines }: Summed): Comparison {
  const count = (isIt: (line: Line) => boolean): number => lines.filter(isIt).length;
  const first = lines.find(({ state }) => state !== 'same');
  return {
    same: { events: shared, at: shared === 0 ? 0 : a.timeAt(shared - 1) },
    first:
      first === undefined
        ? null
        : first.a === -1
          ? { side: 'b', row: b.tell(first.b) }
          : { side: 'a', row: a.tell(first.a) },
    counts: {
      same: count(({ state }) => state === 'same'),
      // Those that are moved have a line in either column.
      moved: count(({ state }) => state === 'moved') / 2,
      onlyA: count(({ state, b: twin }) => state === 'only' && twin === -1),
      onlyB: count(({ state, a: twin }) => state === 'only' && twin === -1),
    },
    isCut: Math.max(a.length, b.length) > shared + COMPARED_MAX,
  };
}

function fits(line: Line, { isDiffering, isNotable }: ComparedFilter): boolean {
  return (!isDiffering || line.state !== 'same') && (!isNotable || line.isNotable);
}

function tell({ at, a, b, state, later }: Line, one: EventLog, other: EventLog): ComparedRow {
  return {
    at,
    a: a === -1 ? null : one.tell(a),
    b: b === -1 ? null : other.tell(b),
    state,
    later,
  };
}

/** How many of the lines, which are ascending, are at or before a time. */
function countUpTo(lines: readonly Line[], at: Micros): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.at ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
