/** What the diagram shows, in words: for the tooltip, for the cursor of the keyboard, and for screen readers. */
import type { Cone, LaneSign, MessageInfo, ProcessId, Timeline } from '../../core/model/index.ts';
import { figure } from '../figure.ts';
import type { Namer } from '../names.ts';
import type { DrawingTerms } from '../terms.ts';
import { createValueBook } from '../values.ts';
import type { Stop } from './cursor.ts';
import { timeLabel } from './frame.ts';
import type { Hit } from './hit.ts';
import { BUCKETS } from './parts.ts';
import type { Part } from './parts.ts';
import type { Scene } from './scene.ts';
import { barsOf } from './tiles.ts';
import type { LaneRow, TileMessage } from './tiles.ts';

export type Vocabulary = {
  readonly nameOf: Namer;
  readonly kinds: readonly MessageInfo[];
  readonly terms: DrawingTerms;
  readonly values: Timeline['values'];
  /** Finer times where the diagram shows little. */
  readonly grain: number;
};

export function wordsOfHit(hit: Hit, words: Vocabulary): string {
  return words.terms.reword(fieldWordsOfHit(hit, words));
}

function fieldWordsOfHit(hit: Hit, words: Vocabulary): string {
  switch (hit.kind) {
    case 'flag':
      return `${hit.flag.text}: ${hit.flag.title}`;
    case 'row':
      return wordsOfRow(hit.row, words);
    case 'message':
      return wordsOfMessage(hit.wire.message, words);
    case 'bars':
      return wordsOfBars(
        hit.bars.map(({ bar, from }) => ({ ...bar, from })),
        words,
      );
  }
}

const FATES: Readonly<Record<TileMessage['fate'], string>> = {
  delivered: 'arrives',
  rejected: 'is rejected',
  ignored: 'is ignored as late or known',
  lost: 'is lost by the network',
  partition: 'is stopped by the partition',
  crashed: 'finds its receiver down',
  'in flight': 'is due',
  dropped: 'is dropped by hand',
  held: 'is held by hand',
};

function wordsOfMessage(message: TileMessage, words: Vocabulary): string {
  const { nameOf, grain } = words;
  const way = `from ${nameOf(message.from)} to ${nameOf(message.to)}`;
  const end = `${FATES[message.fate]} at ${timeLabel(message.endsAt, grain)}`;
  return `${kindOf(message, words)} ${way}${aboutOf(message, words)}: sent at ${timeLabel(message.sentAt, grain)}, ${end}${message.isForged ? ', forged' : ''}.`;
}

function kindOf({ kind }: TileMessage, { kinds }: Vocabulary): string {
  return kinds[kind]?.label ?? 'Message';
}

function aboutOf({ view, seq, value }: TileMessage, { terms, values }: Vocabulary): string {
  const { letter } = createValueBook(values).ofIndex(value);
  const parts = [
    terms.hasViews && view >= 0 ? `view ${view}` : '',
    seq > 0 ? `${terms.slot} ${seq}` : '',
    letter === '' ? '' : `value ${letter}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `, ${parts.join(', ')}`;
}

function wordsOfRow(row: LaneRow, words: Vocabulary): string {
  const { nameOf, terms, values, grain } = words;
  const { letter } = createValueBook(values).ofIndex(row.value);
  const value = letter === '' ? '' : `, value ${letter}`;
  const slot = `${terms.slot} ${row.number}${value}`;
  return `${nameOf(row.process)} ${SIGN_WORDS[row.sign](row, { slot, terms })} at ${timeLabel(row.at, grain)}.`;
}

type Context = { readonly slot: string; readonly terms: DrawingTerms };

const MARK_WORDS = ['loyal', 'crashed', 'lying', 'colluding', 'prompt-injected'];

const SIGN_WORDS: Readonly<Record<LaneSign, (row: LaneRow, context: Context) => string>> = {
  phase: () => 'changes its phase',
  'pre-prepared': (_, { slot, terms }) =>
    terms.hasQuorums ? `is pre-prepared for ${slot}` : `hears the order, ${slot}`,
  prepared: (_, { slot }) => `is prepared for ${slot}`,
  committed: (_, { slot }) => `has committed ${slot}`,
  executed: (_, { slot, terms }) => `${terms.hasQuorums ? 'executes' : 'obeys'} ${slot}`,
  'view-change': ({ number }) => `asks for view ${number}`,
  'view-entered': ({ number }) => `enters view ${number}`,
  stable: ({ number }) => `knows checkpoint ${number} to be stable`,
  installed: ({ number }) => `installs the state after ${number}`,
  accepted: ({ number }) => `accepts the answer to its request ${number}`,
  turned: () => 'obeys what it has read',
  timer: () => 'has a timer run out',
  crash: () => 'crashes',
  recover: () => 'starts again',
  mark: ({ number }) => `is ${MARK_WORDS[number] ?? 'marked'} from here on,`,
  proof: () => 'is convicted by what it signed',
};

type Counted = {
  readonly process: ProcessId;
  readonly sent: number;
  readonly arrived: number;
  readonly spoiled: number;
  readonly from: number;
};

function wordsOfBars(bars: readonly Counted[], { nameOf, grain }: Vocabulary): string {
  const [first] = bars;
  if (first === undefined) return '';
  // A value's sent and arrived are one record that is drawn as two bars.
  const records = [...new Map(bars.map((bar) => [JSON.stringify(bar), bar])).values()];
  const sum = (of: (bar: Counted) => number): number =>
    records.reduce((all, bar) => all + of(bar), 0);
  const spoiled = sum(({ spoiled: count }) => count);
  const bad = spoiled === 0 ? '' : `, ${spoiled} refused or lost`;
  return `${nameOf(first.process)} around ${timeLabel(first.from, grain)}: ${sum(({ sent }) => sent)} sent, ${sum(({ arrived }) => arrived)} arrived${bad}.`;
}

/** How many receivers of one broadcast are named. */
const NAMED_MAX = 6;

export function wordsOfStop(stop: Stop, words: Vocabulary): string {
  return words.terms.reword(fieldWordsOfStop(stop, words));
}

function fieldWordsOfStop(stop: Stop, words: Vocabulary): string {
  const { nameOf, grain } = words;
  switch (stop.kind) {
    case 'row':
      return wordsOfRow(stop.row, words);
    case 'bars':
      return wordsOfBars(stop.bars, words);
    case 'received': {
      const { message } = stop;
      return `${nameOf(stop.process)}, ${timeLabel(stop.at, grain)}: ${kindOf(message, words)} from ${nameOf(message.from)} ${FATES[message.fate]}${aboutOf(message, words)}.`;
    }
    case 'sent': {
      const [first] = stop.messages;
      if (first === undefined) return '';
      const names = stop.messages.slice(0, NAMED_MAX).map(({ to }) => nameOf(to));
      const more = stop.messages.length - names.length;
      const receivers = `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
      return `${nameOf(stop.process)}, ${timeLabel(stop.at, grain)}: sends ${kindOf(first, words)} to ${receivers}${aboutOf(first, words)}.`;
    }
  }
}

/** What the panel says of what is shown: how many messages, and whether they are drawn one by one or counted. */
export function shownWords({ frame, lanes }: Scene, parts: readonly Part[]): string {
  const { left, right, range } = frame;
  let drawn = 0;
  let counted = 0;
  for (const { wires, tile } of parts) {
    for (const { from, to } of wires) if (from.x <= right && to.x >= left) drawn += 1;
    const bucket = (tile.until - tile.from) / BUCKETS;
    for (const { bucket: index, sent } of barsOf(tile)) {
      const from = tile.from + index * bucket;
      if (from <= range.until && from + bucket >= range.from) counted += sent;
    }
  }
  if (counted > 0)
    return `Denser than pixels: about ${figure(counted)} messages counted in bars, arrivals above each lane and sent ones below; zoom in to see each`;
  if (drawn === 0) return 'No messages here';
  const messages = drawn === 1 ? '1 message' : `${figure(drawn)} messages`;
  return `${messages} between ${lanes.length} processes, each a line`;
}

export function coneWords(cone: Cone | null): string {
  if (cone === null) return '';
  const touched = [...cone.bounds].filter((bound) => bound !== -1).length;
  const messages = `${figure(cone.messages)} ${cone.messages === 1 ? 'message' : 'messages'}`;
  const processes = touched === 1 ? '1 process' : `${touched} processes`;
  return cone.direction === 'past'
    ? `${messages} and what ${processes} did before could have influenced it`
    : `it could have influenced ${messages} and ${processes}`;
}
