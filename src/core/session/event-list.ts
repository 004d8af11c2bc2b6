import type {
  EventAsk,
  EventFilter,
  EventIndex,
  EventPage,
  EventRow,
  ProcessId,
  Sentence,
} from '../model/index.ts';
import { createColumn, countUpTo, type Column } from './indexes/column.ts';
import type { Studio } from './studio.ts';
import { isNotable, mailOf, tellEvent } from './narrate/event.ts';

/** Events looked at in one call: what is cheap to tell apart, what has to be decoded, and what has to be told in words. */
const LOOKS = { cheap: 500_000, decoded: 60_000, told: 15_000 } as const;

/** Rows in one answer at most. */
const ROWS_MAX = 400;

/** The list of events of one recording. It keeps what it has found for the last filter, so that a long search goes on where it was. */
export type EventList = { page(ask: EventAsk): EventPage };

export function createEventList(studio: Studio): EventList {
  const { trace } = studio.recording;
  let search = startSearch(studio, EVERYTHING);
  return {
    page({ filter, from, near, here, count }) {
      if (!isSame(search.filter, filter)) search = startSearch(studio, filter);
      search.goOn();
      const wanted = Math.max(0, Math.min(count, ROWS_MAX));
      const latest = Math.max(0, search.found() - wanted);
      const start = from ?? search.countBefore(near) - Math.floor(wanted / 2);
      const first = Math.max(0, Math.min(start, latest));
      const rows: EventRow[] = [];
      for (let row = first; row < Math.min(first + wanted, search.found()); row += 1) {
        rows.push(tellEvent(studio, search.eventOf(row)));
      }
      return {
        from: first,
        rows,
        found: search.found(),
        searched: search.searched(),
        events: trace.length,
        here,
        before: search.countBefore(here),
      };
    },
  };
}

const EVERYTHING: EventFilter = {
  process: null,
  kinds: [],
  message: '',
  text: '',
  isNotable: false,
};

type Search = {
  readonly filter: EventFilter;
  goOn(): void;
  found(): number;
  searched(): number;
  eventOf(row: number): EventIndex;
  countBefore(event: EventIndex): number;
};

function startSearch(studio: Studio, filter: EventFilter): Search {
  const { trace } = studio.recording;
  if (isSame(filter, EVERYTHING)) {
    return {
      filter,
      goOn: () => {},
      found: () => trace.length,
      searched: () => trace.length,
      eventOf: (row) => row,
      countBefore: (event) => Math.min(event, trace.length),
    };
  }
  const found: Column = createColumn();
  const fits = createTest(studio, filter);
  const looks = LOOKS[costOf(filter)];
  let searched = 0;
  return {
    filter,
    goOn() {
      const end = Math.min(trace.length, searched + looks);
      for (; searched < end; searched += 1) if (fits(searched)) found.push(searched);
    },
    found: () => found.length,
    searched: () => searched,
    eventOf: (row) => found.at(row),
    countBefore: (event) => countUpTo(found, event - 1),
  };
}

function costOf({ text, message, isNotable: notable }: EventFilter): keyof typeof LOOKS {
  if (text !== '') return 'told';
  return message !== '' || notable ? 'decoded' : 'cheap';
}

/** The cheapest questions first: most events fail those. */
function createTest(studio: Studio, filter: EventFilter): (event: EventIndex) => boolean {
  const { trace } = studio.recording;
  const kinds = new Set<string>(filter.kinds);
  const isAsked = costOf(filter) !== 'cheap';
  return (index) => {
    if (filter.process !== null && trace.processAt(index) !== filter.process) return false;
    if (kinds.size > 0 && !kinds.has(trace.kindAt(index))) return false;
    return !isAsked || fits(studio, filter, index);
  };
}

function fits(
  studio: Studio,
  { message, text, isNotable: notable }: EventFilter,
  index: EventIndex,
) {
  const event = studio.recording.trace.at(index);
  if (message !== '' && mailOf(studio, event)?.body.type !== message) return false;
  if (notable && !isNotable(studio, event)) return false;
  return (
    text === '' || textOf(studio, tellEvent(studio, index).sentence).includes(text.toLowerCase())
  );
}

/** A sentence as it can be searched: names as the screen writes them, values by letter or else by what they are. */
function textOf(studio: Studio, sentence: Sentence): string {
  const values = studio.recording.values.list();
  const spans = sentence.map((span) => {
    if (typeof span === 'string') return span;
    if ('process' in span) return nameOf(studio, span.process);
    if ('obeyed' in span) return span.obeyed;
    const value = values[span.value];
    return value === undefined ? '' : `${value.letter} ${value.label}`;
  });
  return spans.join('').toLowerCase();
}

function nameOf({ scenario: { replicas, workload } }: Studio, id: ProcessId): string {
  if (id < replicas) return `R${id}`;
  const guest = replicas + workload.clients;
  if (id < guest) return `C${id - replicas + 1}`;
  return id === guest ? 'you' : `X${id - guest - 1}`;
}

function isSame(one: EventFilter, other: EventFilter): boolean {
  return (
    one.process === other.process &&
    one.message === other.message &&
    one.text === other.text &&
    one.isNotable === other.isNotable &&
    one.kinds.join() === other.kinds.join()
  );
}
