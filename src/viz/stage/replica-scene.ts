/** One replica as it is drawn: everything resolved, nothing left to decide. */
import type {
  MarkKind,
  ProcessId,
  ReplicaProcess,
  SlotView,
  TimerView,
} from '../../core/model/index.ts';
import { clamp } from '../geometry.ts';
import { agentWords } from '../families.ts';
import type { AgentBadge } from '../families.ts';
import { isTraitor, markWord, shortMarkWord } from '../marks.ts';
import { USUAL_TERMS, eraNames } from '../terms.ts';
import type { DrawingTerms } from '../terms.ts';
import { visible } from '../../core/base/visible.ts';
import { textWidth } from '../text.ts';
import type { ValueBook } from '../values.ts';
import { placeRows, rowsHeight } from './caption.ts';
import type { Piece, PlacedPiece, Row } from './caption.ts';
import { dotGaugeOf } from './dot.ts';
import { gaugeOf } from './gauge.ts';
import type { Gauge } from './gauge.ts';
import { CAPTION_GAP } from './layout.ts';
import type { Seat } from './layout.ts';
import { tailPieces } from './ledger-tail.ts';
import { plainLabel } from './plain-label.ts';
import { LINE_HEIGHT, extentOf } from './tiers.ts';
import type { CaptionLine, Tier } from './tiers.ts';

export type ReplicaScene = {
  readonly id: ProcessId;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly body: Tier['body'];
  readonly mark: MarkKind;
  readonly isTraitor: boolean;
  readonly isPrimary: boolean;
  readonly isSelected: boolean;
  readonly prepares: Gauge;
  readonly commits: Gauge;
  /** The tone of the accepted value, for a dot. */
  readonly tone: string;
  readonly isExecuted: boolean;
  /** Its view where that is worth telling; `isWanted` while it changes view. */
  readonly badge: { readonly text: string; readonly isWanted: boolean } | null;
  /** Its family's letter; null where nothing is said of it or there is no room. */
  readonly family: { readonly letter: string; readonly isGuarded: boolean } | null;
  readonly caption: readonly PlacedPiece[];
  /** Everything in words. */
  readonly label: string;
};

/** What is left of the view timer, 1 to 0; null while it is idle. Kept apart: it changes with every frame. */
export function timerShare(
  timers: readonly TimerView[],
  time: number,
  shown = 'view',
): number | null {
  const timer = timers.find((each) => each.timer === shown);
  if (timer === undefined) return null;
  return clamp((timer.firesAt - time) / Math.max(1, timer.firesAt - timer.setAt), 0, 1);
}

export type ReplicaInput = {
  readonly process: ReplicaProcess;
  readonly seat: Seat;
  readonly tier: Tier;
  readonly name: string;
  readonly n: number;
  readonly q: number;
  readonly seq: number | null;
  /** The view of the majority, or null. */
  readonly view: number | null;
  readonly isPrimary: boolean;
  readonly isSelected: boolean;
  readonly agent: AgentBadge | null;
  /** The digests that it has signed for `seq`, where they are several. */
  readonly faces?: readonly string[];
  /** The name beside a dot: who has room for one depends on all of them. */
  readonly caption?: readonly PlacedPiece[];
  readonly terms?: DrawingTerms;
  readonly isBrief?: boolean;
  readonly book: ValueBook;
};

const NO_SLOT = { digest: '', prepares: [], commits: [], phase: 'idle' } as const;

/** Where nothing is voted on in a second phase. */
const NO_GAUGE: Gauge = { segments: [], notch: '', count: 0, hasQuorum: false };

export function replicaScene(input: ReplicaInput): ReplicaScene {
  const { process, seat, tier, n, q, book } = input;
  const slot = slotOf(input);
  const { digest } = slot;
  const shared = { digest, n, q, scale: tier.scale, book };
  const gauge = tier.body === 'dot' ? dotGaugeOf : gaugeOf;
  const prepares = gauge({ ...shared, side: 'left', votes: slot.prepares });
  const { hasQuorums } = input.terms ?? USUAL_TERMS;
  const commits = hasQuorums ? gauge({ ...shared, side: 'right', votes: slot.commits }) : NO_GAUGE;
  const { view, active } = process.replica;
  const differs = !active || (input.view !== null && view !== input.view);
  return {
    id: process.id,
    name: input.name,
    x: seat.x,
    y: seat.y,
    scale: tier.scale,
    body: tier.body,
    mark: process.mark.kind,
    isTraitor: isTraitor(process.mark.kind),
    isPrimary: input.isPrimary,
    isSelected: input.isSelected,
    prepares,
    commits,
    tone: book.ofDigest(digest).tone,
    isExecuted: slot.phase === 'executed',
    badge:
      differs && tier.body === 'roundel'
        ? { text: badgeText(view, input), isWanted: !active }
        : null,
    family: familyOf(input),
    caption: tier.body === 'dot' ? (input.caption ?? []) : captionOf(input, { prepares, commits }),
    label: hasQuorums ? labelOf(input, { prepares, commits }) : plainLabel(input, slot),
  };
}

function familyOf({ agent, tier }: ReplicaInput): ReplicaScene['family'] {
  if (agent === null || agent.letter === '' || tier.body !== 'roundel') return null;
  return { letter: agent.letter, isGuarded: agent.guard !== 'none' };
}

function slotOf({
  process,
  seq,
}: ReplicaInput): Pick<SlotView, 'digest' | 'prepares' | 'commits' | 'phase'> {
  return process.replica.slots.find((slot) => slot.seq === seq) ?? NO_SLOT;
}

function badgeText(view: number, { tier, terms = USUAL_TERMS }: ReplicaInput): string {
  const [long, short] = eraNames(view, terms);
  return tier.scale >= 0.7 ? long : short;
}

type Gauges = Pick<ReplicaScene, 'prepares' | 'commits'>;

function captionOf(input: ReplicaInput, gauges: Gauges): readonly PlacedPiece[] {
  const { tier, seat } = input;
  const rows = tier.lines.map((line): Row => ({
    pieces: piecesOf(line, input, gauges),
    height: LINE_HEIGHT[line],
  }));
  const { radius, above, below } = extentOf(tier);
  const shared = { font: tier.font, width: tier.captionWidth };
  const height = rowsHeight(rows);
  if (seat.caption === 'below') {
    return placeRows(rows, { ...shared, anchor: 'middle', x: 0, top: below });
  }
  if (seat.caption === 'above') {
    return placeRows(rows, { ...shared, anchor: 'middle', x: 0, top: -above - height });
  }
  const x = radius + CAPTION_GAP;
  const top = -height / 2;
  return seat.caption === 'right'
    ? placeRows(rows, { ...shared, anchor: 'start', x, top })
    : placeRows(rows, { ...shared, anchor: 'end', x: -x, top });
}

function piecesOf(line: CaptionLine, input: ReplicaInput, gauges: Gauges): readonly Piece[] {
  const { mark } = input.process;
  const fetch = fetchPieces(input);
  switch (line) {
    case 'word':
      return fetch.length > 0 ? fetch : wordPieces(input);
    case 'counts':
      return countPieces(input, gauges);
    case 'word or counts':
      if (fetch.length > 0) return fetch;
      return mark.kind === 'loyal' ? countPieces(input, gauges) : wordPieces(input);
    case 'beads':
      return tailPieces({ ...input, replica: input.process.replica, faces: input.faces ?? [] });
    case 'name':
      return [{ kind: 'text', text: input.name, weight: 'strong' }];
  }
}

/** The icon stands in the disc where that is large enough for it. */
function wordPieces({ process, tier }: ReplicaInput): readonly Piece[] {
  const { kind } = process.mark;
  const text = tier.captionWidth < 100 ? shortMarkWord(kind) : markWord(kind);
  const word: Piece = { kind: 'text', text, weight: 'soft' };
  return hasIconInside(tier) ? [word] : [{ kind: 'icon', mark: kind }, word];
}

/** A dot of ten pixels. */
const LEAST_DOT_WITH_ICON = 10 / 46;

export function hasIconInside(tier: Pick<Tier, 'scale' | 'body'>): boolean {
  if (tier.body === 'dot') return tier.scale >= LEAST_DOT_WITH_ICON;
  return tier.scale >= 0.7 || tier.body === 'seat';
}

function countPieces(input: ReplicaInput, { prepares, commits }: Gauges): readonly Piece[] {
  const { process, q, book } = input;
  const { hasQuorums } = input.terms ?? USUAL_TERMS;
  if (process.mark.kind === 'crashed' || !hasQuorums || input.isBrief) return [];
  if (!process.replica.active) return wantedPieces(input);
  const slot = slotOf(input);
  if (slot.digest === '' && slot.prepares.length + slot.commits.length === 0) return [];
  const { tone } = book.ofDigest(slot.digest);
  return [
    { kind: 'glyph', glyph: 'diamond', tone },
    { kind: 'text', text: votesText(prepares.count, q), weight: 'strong' },
    { kind: 'space', width: input.tier.captionWidth < 100 ? 0 : 5 },
    { kind: 'glyph', glyph: 'square', tone },
    { kind: 'text', text: votesText(commits.count, q), weight: 'strong' },
  ];
}

/** Votes beyond the quorum change nothing, and "4/3" reads like a mistake: the label in words has the full count. */
function votesText(count: number, q: number): string {
  return `${Math.min(count, q)}/${q}`;
}

/** Aloud nobody has four of three. */
function votesSaid(count: number, q: number): string {
  return count > q ? `${count}, where ${q} are enough` : `${count} of ${q}`;
}

/** How many ask for the view that it wants, which the badge tells as well. */
function wantedPieces(input: ReplicaInput): readonly Piece[] {
  const { process, q, tier, terms = USUAL_TERMS } = input;
  const { view, viewChanges } = process.replica;
  const count = votesText(viewChanges.length, q);
  const room = tier.captionWidth - textWidth(count, tier.font) - 2 * tier.font;
  const [long, short] = eraNames(view, terms);
  const text = [`for ${long}`, long].find((each) => textWidth(each, tier.font) <= room);
  return [
    { kind: 'glyph', glyph: 'hourglass', tone: 'v-n' },
    { kind: 'text', text: count, weight: 'strong' },
    { kind: 'text', text: text ?? short, weight: 'soft' },
  ];
}

/** How far it is with the state that it fetches. */
function fetchPieces({ process }: ReplicaInput): readonly Piece[] {
  const { fetching } = process.replica;
  if (fetching === null || process.mark.kind === 'crashed') return [];
  const { seq, held, all } = fetching;
  const glyph: Piece = { kind: 'glyph', glyph: 'bracket', tone: 'v-n' };
  if (all === 0) return [glyph, { kind: 'text', text: `state ${seq}`, weight: 'soft' }];
  return [
    glyph,
    { kind: 'text', text: `${held}/${all}`, weight: 'strong' },
    { kind: 'text', text: 'pages', weight: 'soft' },
  ];
}

function labelOf(input: ReplicaInput, { prepares, commits }: Gauges): string {
  const { process, name, isPrimary, agent, q, seq, book } = input;
  const { leader, reword } = input.terms ?? USUAL_TERMS;
  const { replica, mark } = process;
  const slot = slotOf(input);
  const sentences = [
    `${name}, ${markWord(mark.kind).toLowerCase()}${isPrimary ? `, ${leader}` : ''}`,
  ];
  if (agent !== null) sentences.push(`An agent, ${agentWords(agent)}`);
  if (replica.active) sentences.push(reword(`View ${replica.view}`));
  else
    sentences.push(
      reword(
        `Wants view ${replica.view}, ${replica.viewChanges.length} of ${q} VIEW-CHANGE messages`,
      ),
    );
  if (seq !== null && slot.digest !== '') {
    const { letter } = book.ofDigest(slot.digest);
    const value = letter === '' ? visible(book.labelOf(slot.digest)) : `value ${letter}`;
    sentences.push(
      `${reword(`Sequence number ${seq}, ${slot.phase}`)}${value === '' ? '' : `, ${value}`}`,
      reword(`Prepares ${votesSaid(prepares.count, q)}, commits ${votesSaid(commits.count, q)}`),
    );
  }
  if ((input.faces ?? []).length > 1) sentences.push('Signed two values');
  if (replica.low > 0) sentences.push(reword(`Stable checkpoint ${replica.low}`));
  sentences.push(reword(`${replica.ledgerLength} executed`));
  return `${sentences.join('. ')}.`;
}
