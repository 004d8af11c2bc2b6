/** A stretch of all ledgers side by side: what each replica executed for each sequence number, up to the playhead. */
import type { LedgerPage, LedgerPageEntry, MarkKind } from '../../core/model/index.ts';
import { markWord } from '../marks.ts';
import type { Namer } from '../names.ts';
import { hasHappened } from '../place.ts';
import type { Place } from '../place.ts';
import { nameList, timeWords } from '../time-words.ts';
import { digestWord } from '../values.ts';
import type { ValueBook } from '../values.ts';

export type LedgersInput = {
  readonly page: LedgerPage;
  readonly place: Place;
  readonly hidesFuture: boolean;
  readonly seats: readonly { readonly id: number; readonly mark: MarkKind }[];
  readonly nameOf: Namer;
  readonly book: ValueBook;
  /** What a position in the ledger is called. */
  readonly slot: string;
};

/** `skipped`: a state was installed, so that the replica never executed it itself. `due`: known ahead. */
export type LedgerState = 'executed' | 'tentative' | 'skipped' | 'due' | 'none';

export type LedgerCell = {
  readonly seq: number;
  readonly state: LedgerState;
  readonly tone: string;
  readonly letter: string;
  readonly checkpoint: 'taken' | 'stable' | null;
  /** It differs from what a replica on another side of the fork has. */
  readonly isForked: boolean;
  /** When it came about; null where nothing has. */
  readonly at: number | null;
  readonly words: string;
};

export type LedgerRow = {
  readonly replicas: readonly number[];
  readonly name: string;
  readonly mark: string;
  readonly cells: readonly LedgerCell[];
};

export type LedgerFork = { readonly seq: number; readonly words: string };

export type LedgersScene = {
  readonly seqs: readonly number[];
  readonly rows: readonly LedgerRow[];
  /** Where the ledgers of replicas whose word counts part; null while they agree. */
  readonly fork: LedgerFork | null;
};

/** With more replicas those with the same ledger share a row. */
const ROWS_MAX = 16;
const GROUP_NAMED = 3;

export function ledgersScene(input: LedgersInput): LedgersScene {
  const { page, seats } = input;
  const seqs = Array.from(
    { length: Math.max(0, page.to - page.from + 1) },
    (_, at) => page.from + at,
  );
  const fork = forkAt(input);
  const shelves = shelve(input);
  const rows = seats.map(({ id, mark }): LedgerRow => {
    const shelf = shelves.get(id) ?? EMPTY_SHELF;
    const cells = seqs.map((seq) => cellOf(input, { id, seq, shelf, fork }));
    return { replicas: [id], name: input.nameOf(id), mark: markWord(mark).toLowerCase(), cells };
  });
  return { seqs, rows: rows.length > ROWS_MAX ? grouped(rows, input.nameOf) : rows, fork };
}

type Shelf = {
  readonly entries: Map<number, LedgerPageEntry>;
  readonly due: Map<number, LedgerPageEntry>;
  readonly checkpoints: Map<number, 'taken' | 'stable'>;
  installed: number;
  installedAt: number;
};

const emptyShelf = (): Shelf => ({
  entries: new Map(),
  due: new Map(),
  checkpoints: new Map(),
  installed: 0,
  installedAt: 0,
});
const EMPTY_SHELF = emptyShelf();

/** What has come about by the playhead, replica by replica. */
function shelve({ page, place, hidesFuture }: LedgersInput): ReadonlyMap<number, Shelf> {
  const shelves = new Map<number, Shelf>();
  const of = (id: number): Shelf => {
    const shelf = shelves.get(id) ?? emptyShelf();
    shelves.set(id, shelf);
    return shelf;
  };
  for (const entry of page.entries) {
    const { entries, due } = of(entry.replica);
    if (!hasHappened(entry, place)) {
      if (!hidesFuture && !due.has(entry.seq)) due.set(entry.seq, entry);
    } else if (entry.kind === 'rolled-back') entries.delete(entry.seq);
    else if (entries.get(entry.seq)?.kind !== 'executed') entries.set(entry.seq, entry);
  }
  for (const each of page.checkpoints) {
    if (!hasHappened(each, place)) continue;
    const shelf = of(each.replica);
    if (each.kind !== 'installed') shelf.checkpoints.set(each.seq, each.kind);
    else if (each.seq > shelf.installed) {
      shelf.installed = each.seq;
      shelf.installedAt = each.at;
    }
  }
  return shelves;
}

type CellPlace = {
  readonly id: number;
  readonly seq: number;
  readonly shelf: Shelf;
  readonly fork: LedgerFork | null;
};

function cellOf(input: LedgersInput, spot: CellPlace): LedgerCell {
  const { page, book } = input;
  const { id, seq, shelf, fork } = spot;
  const { state, entry, at } = found(spot);
  const digest = page.digests[entry?.digest ?? -1] ?? '';
  const { tone, letter } = book.ofDigest(digest);
  const checkpoint = shelf.checkpoints.get(seq) ?? null;
  const isForked = fork !== null && seq >= fork.seq && state === 'executed' && letter !== '';
  const told = { id, seq, state, value: digestWord(book, digest), at: at ?? 0, checkpoint };
  return { seq, state, tone, letter, checkpoint, isForked, at, words: cellWords(input, told) };
}

type Found = {
  readonly state: LedgerState;
  readonly entry: LedgerPageEntry | undefined;
  readonly at: number | null;
};

function found({ seq, shelf }: CellPlace): Found {
  const entry = shelf.entries.get(seq);
  const isSkipped = entry === undefined && seq <= shelf.installed;
  if (isSkipped) return { state: 'skipped', entry, at: shelf.installedAt };
  const shown = entry ?? shelf.due.get(seq);
  return { state: stateOf(entry, shown), entry: shown, at: shown?.at ?? null };
}

function stateOf(
  entry: LedgerPageEntry | undefined,
  shown: LedgerPageEntry | undefined,
): LedgerState {
  if (entry) return entry.kind === 'tentative' ? 'tentative' : 'executed';
  return shown ? 'due' : 'none';
}

type Told = {
  readonly id: number;
  readonly seq: number;
  readonly state: LedgerState;
  readonly value: string;
  readonly at: number;
  readonly checkpoint: LedgerCell['checkpoint'];
};

const CHECKPOINT_WORDS = {
  taken: ' It took a checkpoint after it.',
  stable: ' A stable checkpoint stands after it.',
} as const;

function cellWords({ nameOf, slot }: LedgersInput, told: Told): string {
  const { id, seq, state, value, at, checkpoint } = told;
  const where = `${nameOf(id)}, ${slot} ${seq}`;
  const after = checkpoint === null ? '' : CHECKPOINT_WORDS[checkpoint];
  switch (state) {
    case 'executed':
      return `${where}: executed ${value} at ${timeWords(at)}.${after}`;
    case 'tentative':
      return `${where}: executed ${value} tentatively at ${timeWords(at)}; it may be taken back.${after}`;
    case 'skipped':
      return `${where}: not executed; the state after it was installed at ${timeWords(at)}.${after}`;
    case 'due':
      return `${where}: not executed yet; it will be, at ${timeWords(at)}.`;
    case 'none':
      return `${where}: nothing executed.${after}`;
  }
}

/** The lowest sequence number at which two sides have come about by the playhead. */
function forkAt({ page, place, nameOf, book, slot }: LedgersInput): LedgerFork | null {
  for (const { seq, sides } of page.forks) {
    const here = sides
      .map(({ digest, members }) => ({
        digest,
        replicas: members.filter((each) => hasHappened(each, place)).map(({ replica }) => replica),
      }))
      .filter(({ replicas }) => replicas.length > 0);
    if (here.length < 2) continue;
    const told = here.map(
      ({ digest, replicas }) =>
        `${nameList(replicas, nameOf)} executed ${digestWord(book, digest)}`,
    );
    return { seq, words: `The ledgers differ from ${slot} ${seq} on: ${told.join('; ')}.` };
  }
  return null;
}

function grouped(rows: readonly LedgerRow[], nameOf: Namer): readonly LedgerRow[] {
  const groups = new Map<string, LedgerRow[]>();
  for (const row of rows) {
    const cells = row.cells.map(
      ({ state, letter, checkpoint }) => `${state}${letter}${checkpoint ?? ''}`,
    );
    const key = `${row.mark} ${cells.join()}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    if (!first) return [];
    const replicas = members.flatMap((row) => row.replicas);
    const name = replicas.length === 1 ? first.name : nameList(replicas, nameOf, GROUP_NAMED);
    return [{ ...first, replicas, name }];
  });
}
