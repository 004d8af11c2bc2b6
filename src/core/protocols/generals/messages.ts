import type {
  About,
  Body,
  Data,
  MessageInfo,
  Micros,
  ProcessId,
  Proposed,
  Statement,
} from '../../model/index.ts';

/**
 * The messages of the generals: their fields and what signatures cover.
 * Source: Lamport, Shostak and Pease, TOPLAS 1982, sections 3 and 4.
 */

/** The commander's seat, and the client that all orders come from: the first one, which has the id n. */
export const COMMANDER = 0;

/** What a general does who has not heard, or has heard too many things. */
export const RETREAT = 'RETREAT';

/** When an order begins, and whose it is: `by` asked for it as its request number `stamp`. */
export type Announced = {
  readonly seq: number;
  /** When the first round begins: by then everybody has been summoned. */
  readonly begins: Micros;
  readonly by: ProcessId;
  readonly stamp: number;
};

/** An order in words, and its digest, by which it is compared and shown. */
export type Worded = { readonly value: string; readonly digest: string };

/** A text that rides beside an order. No rule looks at it and nothing covers it; agents read it. */
export type Lettered = { readonly text?: string };

/** From headquarters to the commander. */
export type Request = { readonly type: 'request' } & Announced & Worded & Lettered;

/** From headquarters to the lieutenants: an order is due, which one they must hear from the commander. */
export type Summons = { readonly type: 'summons' } & Announced;

/** Unsigned. `path` begins with the commander and ends with whoever sends it. */
export type OralOrder = {
  readonly type: 'oral-order';
  readonly seq: number;
  readonly path: readonly ProcessId[];
} & Worded &
  Lettered;

/** One signature for each of the path, over the order and the signatures before. */
export type SignedOrder = {
  readonly type: 'signed-order';
  readonly seq: number;
  readonly path: readonly ProcessId[];
  readonly sigs: readonly string[];
} & Worded &
  Lettered;

/** From a general to headquarters: what it obeys. */
export type Report = { readonly type: 'report'; readonly seq: number } & Worded;

/** From another client to headquarters, which alone gives orders, and what became of it. */
export type Petition = {
  readonly type: 'petition';
  readonly timestamp: number;
  readonly operation: string;
} & Lettered;
export type Answer = {
  readonly type: 'answer';
  readonly timestamp: number;
  readonly value: string;
  readonly replicas: readonly ProcessId[];
};

export type Message = Request | Summons | OralOrder | SignedOrder | Report | Petition | Answer;

export const MESSAGES: Readonly<Record<Message['type'], MessageInfo>> = {
  petition: {
    label: 'Petition',
    glyph: 'circle',
    meaning: 'Somebody asks headquarters to have an order given.',
  },
  request: {
    label: 'Order to give',
    glyph: 'circle',
    meaning: 'Headquarters tells the commander which order to give, and when.',
  },
  summons: {
    label: 'Summons',
    glyph: 'bracket',
    meaning: 'Headquarters tells a lieutenant when an order will be given, but not which.',
  },
  'oral-order': {
    label: 'Oral order',
    glyph: 'triangle',
    meaning:
      'The commander gives an order, or a lieutenant passes on what it heard. Nothing proves it.',
  },
  'signed-order': {
    label: 'Signed order',
    glyph: 'star',
    meaning: 'An order with the signatures of the commander and of all who passed it on.',
  },
  report: {
    label: 'Report',
    glyph: 'chevron',
    meaning: 'A general tells headquarters which order it obeys.',
  },
  answer: {
    label: 'Answer',
    glyph: 'ring',
    meaning: 'Headquarters tells what became of an order that somebody asked for.',
  },
};

/** The order that an operation asks for: "order ATTACK" is ATTACK, and any other text stands for itself. */
export function valueOfOperation(operation: string): string {
  return operation.replace(/^order\s+/i, '');
}

/** What signature number `index` of a chain covers: the order, everybody up to the signer, and the signature before. */
export function statementAt(
  { seq, digest, path, sigs }: Pick<SignedOrder, 'seq' | 'digest' | 'path' | 'sigs'>,
  index: number,
): Statement {
  return ['signed-order', seq, digest, path.slice(0, index + 1), sigs[index - 1] ?? ''];
}

/** What a message speaks about. Bodies of traitors may hold anything. */
export function about(body: Body): About {
  const { path } = body;
  return {
    // The round in which it is sent takes the place of the view.
    view: Array.isArray(path) ? path.length : 0,
    number: natural(body['seq'] ?? body['timestamp']),
    seq: natural(body['seq']),
    digest: typeof body['digest'] === 'string' ? body['digest'] : '',
  };
}

function natural(value: Data | undefined): number {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : 0;
}

/** Whoever names an order puts it forward. */
export function proposal(body: Body): Proposed | null {
  const { seq, digest } = about(body);
  const { value } = body;
  if (seq === 0 || digest === '' || typeof value !== 'string') return null;
  return { seq, digest, requests: [{ client: -1, timestamp: seq, operation: value }] };
}
