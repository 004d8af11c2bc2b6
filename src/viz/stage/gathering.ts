/**
 * A view change as a scene of its own, in the middle of the ring: the VIEW-CHANGE messages that have gathered at the new primary
 * with what they carry, and then what its NEW-VIEW proposes again.
 */
import type {
  CarriedView,
  LedgerEntry,
  ProcessId,
  ReplicaProcess,
} from '../../core/model/index.ts';
import type { Point } from '../geometry.ts';
import { isTraitor } from '../marks.ts';
import { textWidth } from '../text.ts';
import type { ValueBook } from '../values.ts';
import { placeRows, rowsHeight } from './caption.ts';
import type { Piece, PlacedPiece, Row } from './caption.ts';
import { majorityView, replicasOf, wantedView } from './input.ts';
import type { StageInput } from './input.ts';
import type { StageLayout } from './layout.ts';
import { someNames } from './summary.ts';
import { USUAL_TERMS, eraNames } from '../terms.ts';

export type Gathering = Point & {
  readonly width: number;
  readonly height: number;
  readonly pieces: readonly PlacedPiece[];
};

const FONT = 13;
const ROW = 20;
const BEAD = 16;
const MARGIN = 10;
const ROWS_SHOWN = 4;
const BEADS_SHOWN = 4;
const WIDEST = 264;
/** Narrower than this nothing can be read in it. */
const NARROWEST = 96;

type Scene = {
  readonly input: StageInput;
  readonly layout: StageLayout;
  readonly book: ValueBook;
};

export function gatheringOf(scene: Scene): Gathering | null {
  if (scene.input.terms?.hasViews === false) return null;
  const rows = rowsOf(scene, WIDEST);
  if (rows === null) return null;
  const { centre } = scene.layout.ring;
  // Where the rows do not fit between the replicas, the first one tells the most.
  for (const shown of [rows.length, 1]) {
    const height = rowsHeight(rows.slice(0, shown));
    const width = widthAt(height, scene.layout);
    if (width < NARROWEST) continue;
    const pieces = placeRows((rowsOf(scene, width) ?? []).slice(0, shown), {
      anchor: 'middle',
      x: 0,
      top: -height / 2,
      font: FONT,
      width,
    });
    const taken = Math.max(...pieces.map(({ x, width: own }) => x + own));
    return { ...centre, width: 2 * (taken + MARGIN), height: height + MARGIN, pieces };
  }
  return null;
}

/** How wide a box of this height may be in the middle of the ring: as far as the replicas beside it. */
function widthAt(height: number, { ring, radius, seats }: StageLayout): number {
  const clear = radius + MARGIN;
  const beside = seats.filter(({ y }) => Math.abs(y - ring.centre.y) < height / 2 + clear);
  const reach = beside.map(({ x }) => Math.abs(x - ring.centre.x) - clear);
  return Math.min(WIDEST, 2 * (Math.min(ring.halfWidth - clear, ...reach) - MARGIN));
}

function rowsOf(scene: Scene, width: number): readonly Row[] | null {
  return changeRows(scene, width) ?? openingRows(scene, width);
}

/** What has come to the primary of the wanted view; null where no view is asked for. */
function changeRows({ input, book }: Scene, width: number): readonly Row[] | null {
  const view = wantedView(input.processes);
  if (view === null) return null;
  const replicas = replicasOf(input.processes);
  const asking = replicas.find(({ mark, replica }) => isHonest(mark.kind) && replica.view === view);
  const heir = replicas.find(({ id }) => id === asking?.replica.primary);
  if (heir === undefined) return null;
  const carried = heir.replica.view === view ? (heir.replica.carried ?? []) : [];
  const count = `${Math.min(carried.length, input.q)} of ${input.q}`;
  const [wanted] = eraNames(view, input.terms ?? USUAL_TERMS);
  const head = [
    glyph('hourglass'),
    strong(count),
    soft(
      fitting(
        [`for ${wanted} at ${input.nameOf(heir.id)}`, `at ${input.nameOf(heir.id)}`],
        width - 70,
      ),
    ),
  ];
  const groups = groupsOf(carried);
  const shown = groups.length > ROWS_SHOWN ? groups.slice(0, ROWS_SHOWN - 1) : groups;
  const rest = groups.slice(shown.length).flatMap(({ senders }) => senders);
  return [
    row(head),
    ...shown.map(({ senders, prepared }) => row(carriedPieces(senders, prepared, { input, book }))),
    ...(rest.length === 0 ? [] : [row([soft(`${rest.length} more, each with its own`)])]),
  ];
}

type Group = { readonly senders: ProcessId[]; readonly prepared: readonly LedgerEntry[] };

/** Those who carry the same stand together. */
function groupsOf(carried: readonly CarriedView[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const { replica, prepared } of carried) {
    const key = prepared.map(({ seq, digest }) => `${seq} ${digest}`).join(' ');
    const group = groups.get(key) ?? { senders: [], prepared };
    group.senders.push(replica);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.senders.length - a.senders.length);
}

type Words = { readonly input: StageInput; readonly book: ValueBook };

function carriedPieces(
  senders: readonly ProcessId[],
  prepared: readonly LedgerEntry[],
  { input, book }: Words,
): readonly Piece[] {
  const { reword } = input.terms ?? USUAL_TERMS;
  const names = soft(someNames(senders, input.nameOf, 3));
  return prepared.length === 0
    ? [names, soft(reword('· nothing prepared'))]
    : [names, soft(reword('· prepared')), ...beads(prepared, book, 'fresh')];
}

/** What NEW-VIEW proposes again, until that is decided; null where no view has just been opened. */
function openingRows({ input, book }: Scene, width: number): readonly Row[] | null {
  const replicas = replicasOf(input.processes);
  const view = majorityView(input.processes);
  const primary = replicas.find(({ id }) => id === view?.primary);
  const opened = primary?.replica.opened;
  if (view === null || primary === undefined || opened === undefined) return null;
  if (isEstablished(replicas, { view: view.view, opened, primary })) return null;
  const by = `by ${input.nameOf(primary.id)}`;
  const head = [
    glyph('star'),
    strong(`New ${eraNames(view.view, input.terms ?? USUAL_TERMS)[0]}`),
    soft(fitting([by, ''], width - 100)),
  ];
  if (opened.length === 0) return [row(head), row([soft('nothing to propose again')])];
  return [row(head), row([soft('proposes again'), ...beads(opened, book, 'pending')])];
}

type Opening = {
  readonly view: number;
  readonly opened: readonly LedgerEntry[];
  readonly primary: ReplicaProcess;
};

/** Everybody is in the view, and its primary has carried out what it proposed again. */
function isEstablished(
  replicas: readonly ReplicaProcess[],
  { view, opened, primary }: Opening,
): boolean {
  const last = opened.at(-1)?.seq ?? 0;
  const isAwaited = ({ mark, replica }: ReplicaProcess): boolean =>
    isHonest(mark.kind) && (replica.view < view || (replica.view === view && !replica.active));
  return !replicas.some(isAwaited) && primary.replica.ledgerLength >= last;
}

function isHonest(kind: ReplicaProcess['mark']['kind']): boolean {
  return kind !== 'crashed' && !isTraitor(kind);
}

function beads(
  entries: readonly LedgerEntry[],
  book: ValueBook,
  state: 'fresh' | 'pending',
): readonly Piece[] {
  const shown = entries.slice(0, BEADS_SHOWN).map(({ seq, digest }): Piece => {
    const { letter, tone } = book.ofDigest(digest);
    return { kind: 'bead', bead: { label: letter || String(seq), tone, state }, size: BEAD };
  });
  const more = entries.length - shown.length;
  return more > 0 ? [...shown, soft(`+${more}`)] : shown;
}

function row(pieces: readonly Piece[]): Row {
  return { pieces, height: ROW };
}

function glyph(kind: 'hourglass' | 'star'): Piece {
  return { kind: 'glyph', glyph: kind, tone: 'v-n' };
}

function strong(text: string): Piece {
  return { kind: 'text', text, weight: 'strong' };
}

function soft(text: string): Piece {
  return { kind: 'text', text, weight: 'soft' };
}

/** The first that fits, else the last. */
function fitting(texts: readonly string[], width: number): string {
  return texts.find((text) => textWidth(text, FONT) <= width) ?? texts.at(-1) ?? '';
}
