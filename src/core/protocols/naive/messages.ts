import type {
  About,
  Body,
  Context,
  Data,
  MessageInfo,
  ProcessId,
  Proposed,
} from '../../model/index.ts';

/** The messages of the baselines. Nothing is signed: whom a message comes from is known, what it says is not proven. */

/** What a client asks for. */
export type Petition = {
  readonly client: ProcessId;
  readonly timestamp: number;
  readonly operation: string;
};

/** A petition as agents pass it on, by its digest, by which it is compared and shown. `by` is the client that asked. */
export type Ballot = {
  readonly by: ProcessId;
  readonly timestamp: number;
  readonly operation: string;
  readonly digest: string;
};

/** A text that rides beside an order or a vote. No rule looks at it; agents read it. */
export type Lettered = { readonly text?: string };

export type Request = { readonly type: 'request' } & Petition & Lettered;

/** From the agent that decides alone to those that follow it. */
export type Decision = { readonly type: 'decision'; readonly seq: number } & Ballot & Lettered;

/** What an agent says that it was asked for, to all others, once for each sequence number. */
export type Vote = { readonly type: 'vote'; readonly seq: number } & Ballot & Lettered;

export type Reply = {
  readonly type: 'reply';
  readonly timestamp: number;
  readonly result: string;
};

export type Message = Request | Decision | Vote | Reply;

export const MESSAGES: Readonly<Record<Message['type'], MessageInfo>> = {
  request: {
    label: 'Request',
    glyph: 'circle',
    meaning: 'A client asks for something to be done.',
  },
  decision: {
    label: 'Decision',
    glyph: 'triangle',
    meaning: 'The agent that decides alone tells another one what to do.',
  },
  vote: {
    label: 'Vote',
    glyph: 'diamond',
    meaning: 'An agent tells another one, once, what it was asked for. Nothing proves it.',
  },
  reply: { label: 'Reply', glyph: 'chevron', meaning: 'An agent tells the client the result.' },
};

/** With the digest that everybody computes alike. */
export function ballotOf(
  { client: by, timestamp, operation }: Petition,
  ctx: Pick<Context, 'digest'>,
): Ballot {
  const digest = ctx.digest('request', [by, timestamp, operation]);
  return { by, timestamp, operation, digest };
}

/** What a message speaks about. Bodies of traitors may hold anything. */
export function about(body: Body): About {
  return {
    view: 0,
    number: natural(body['seq'] ?? body['timestamp']),
    seq: natural(body['seq']),
    digest: typeof body['digest'] === 'string' ? body['digest'] : '',
  };
}

function natural(value: Data | undefined): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0;
}

/** Votes and decisions put something forward. */
export function proposal(body: Body): Proposed | null {
  const { seq, digest } = about(body);
  const { by, timestamp, operation } = body;
  if (seq === 0 || digest === '' || typeof operation !== 'string') return null;
  return {
    seq,
    digest,
    requests: [{ client: natural(by), timestamp: natural(timestamp), operation }],
  };
}
