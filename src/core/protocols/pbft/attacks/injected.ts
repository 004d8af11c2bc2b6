import { parseInstructions, type Effect } from '../../../adversaries/instructions.ts';
import type { AdversaryContext, Body, Outgoing, ProcessId, Tactic } from '../../../model/index.ts';
import { batchDigest, type Commit, type Prepare, type Request } from '../messages.ts';
import { asBody, parseMessage } from '../parse.ts';
import { phaseMessage } from './kit/read.ts';
import { sealed } from './kit/sealed.ts';

/** What the agent has seen proposed or voted for at one sequence number of one view. */
type Seen = { readonly view: number; readonly seq: number; digests: string[] };

export type Agent = {
  /** The kernel reads these two for the mark: whether it obeys, and which words of its text. */
  readonly turned: boolean;
  readonly obeyed: readonly (readonly [start: number, end: number])[];
  /** What it answers clients; null: what the memory says. */
  readonly reply: string | null;
  /** Words of the request that it votes for; null: it votes as the protocol says. */
  readonly vote: string | null;
  readonly silent: boolean;
  seen: Seen[];
  /** Operations behind digests that it knows, in one text each, oldest first. */
  known: { readonly digest: string; readonly text: string }[];
};

const SEEN_MAX = 64;
const KNOWN_MAX = 64;
const DIGESTS_MAX = 8;

/**
 * B39. An agent that follows the protocol until its text tells it otherwise: what it then answers, votes for or keeps back is
 * what the text says, under its own genuine signature. Of several instructions of one kind the first holds.
 */
export const injected: Tactic<Agent> = {
  id: 'injected',
  kind: 'prompt-injected',
  title: 'Obeys the text that it reads',
  sentence:
    'It does what instructions in its text say: reply something, vote for something, or stay silent.',
  powers: ['its own key'],
  role: 'any',
  options: [],
  covers: { B39: {} },
  protocols: ['pbft'],

  start(ctx) {
    const instructions = parseInstructions(ctx.text);
    const argumentOf = (effect: Effect): string | null =>
      instructions.find((instruction) => instruction.effect === effect)?.argument ?? null;
    return {
      turned: instructions.length > 0,
      obeyed: instructions.map(({ span }) => span),
      reply: argumentOf('reply'),
      vote: argumentOf('vote'),
      silent: argumentOf('silent') !== null,
      seen: [],
      known: [],
    };
  },

  onSend(agent, message, ctx) {
    if (agent.silent) return [];
    const said = parseMessage(message.body);
    if (said?.type === 'reply' && agent.reply !== null) {
      const answer = sealed({ ...said, result: agent.reply }, message.from, ctx);
      return [{ to: message.to, body: asBody(answer) }];
    }
    const isVote = said?.type === 'prepare' || said?.type === 'commit';
    return isVote
      ? [{ to: message.to, body: asBody(bentVote(agent, said, { message, ctx })) }]
      : [message];
  },

  onReceive(agent, envelope, ctx) {
    if (agent.vote !== null) read(agent, envelope.body, ctx);
    return true;
  },
};

type Sending = {
  readonly message: Outgoing & { readonly from: ProcessId };
  readonly ctx: AdversaryContext;
};

/** The same vote, for the value that the text asks for if the agent has seen one. */
function bentVote(
  agent: Agent,
  vote: Prepare | Commit,
  { message, ctx }: Sending,
): Prepare | Commit {
  const wanted = wantedDigest(agent, vote);
  return wanted === null ? vote : sealed({ ...vote, digest: wanted }, message.from, ctx);
}

/** Another digest than its own of the same slot, whose requests contain the words; null: none, or its own does. */
function wantedDigest(agent: Agent, vote: Prepare | Commit): string | null {
  if (agent.vote === null) return null;
  const words = agent.vote.toLowerCase();
  const contains = (digest: string): boolean =>
    agent.known.some((entry) => entry.digest === digest && entry.text.includes(words));
  if (contains(vote.digest)) return null;
  const slot = agent.seen.find(({ view, seq }) => view === vote.view && seq === vote.seq);
  return slot?.digests.find(contains) ?? null;
}

/** Reads along: which digests stand for which requests, and which are about at which sequence number. */
function read(agent: Agent, body: Body, ctx: AdversaryContext): void {
  const vote = phaseMessage(body);
  if (vote?.type === 'pre-prepare') learn(agent, vote.requests, ctx);
  if (vote !== null) return notice(agent, vote);
  if (body.type !== 'request' && body.type !== 'request-body') return;
  const said = parseMessage(body);
  switch (said?.type) {
    case 'request':
      return learn(agent, [said], ctx);
    case 'request-body':
      return learn(agent, said.requests, ctx);
    default:
      return;
  }
}

function learn(agent: Agent, requests: readonly Request[], ctx: AdversaryContext): void {
  const digest = batchDigest(requests, ctx);
  if (agent.known.some((entry) => entry.digest === digest)) return;
  const text = requests.map(({ operation }) => operation.toLowerCase()).join('\n');
  agent.known = [...agent.known, { digest, text }].slice(-KNOWN_MAX);
}

function notice(
  agent: Agent,
  said: { readonly view: number; readonly seq: number; readonly digest: string },
): void {
  const slot = agent.seen.find(({ view, seq }) => view === said.view && seq === said.seq);
  if (slot === undefined) {
    const { view, seq, digest } = said;
    agent.seen = [...agent.seen, { view, seq, digests: [digest] }].slice(-SEEN_MAX);
  } else if (slot.digests.length < DIGESTS_MAX && !slot.digests.includes(said.digest)) {
    slot.digests.push(said.digest);
  }
}
