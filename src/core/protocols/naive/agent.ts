import type { Actor, Context, Envelope, ProcessId } from '../../model/index.ts';
import { apply } from '../../service/memory.ts';
import { LEADER } from './custom.ts';
import { asBody, parseMessage } from './parse.ts';
import {
  ballotOf,
  type Ballot,
  type Decision,
  type Message,
  type Request,
  type Vote,
} from './messages.ts';
import { AHEAD_MAX, LEDGER_KEPT, PENDING_MAX, type AgentState, type NaiveConfig } from './state.ts';

/** An agent that takes others at their word. */
export const agent: Actor<NaiveConfig, AgentState> = {
  start: (config, ctx) => ({
    config,
    self: ctx.self,
    n: ctx.n,
    next: 1,
    pending: [],
    done: {},
    votes: {},
    isOpen: false,
    memory: {},
    state: '',
    ledger: [],
    ledgerLength: 0,
  }),

  onMessage(state, { body, from }, ctx) {
    const message = parseMessage(body);
    if (message === null) return ctx.reject(body, 'it is malformed');
    receive(state, { message, from }, ctx);
  },

  onTimer(state, _timer, ctx) {
    if (state.isOpen) decide(state, ctx);
  },

  /** What it missed nobody tells it: it goes on with what it was asked for. */
  onRecover(state, ctx) {
    state.isOpen = false;
    goOn(state, ctx);
  },
};

type Got<M> = { readonly message: M; readonly from: Envelope['from'] };

function receive(state: AgentState, { message, from }: Got<Message>, ctx: Context): void {
  switch (message.type) {
    case 'request':
      return onRequest(state, { message, from }, ctx);
    case 'decision':
      return onDecision(state, { message, from }, ctx);
    case 'vote':
      return onVote(state, { message, from }, ctx);
    case 'reply':
      return ctx.ignore(asBody(message), 'replies are for clients');
  }
}

function onRequest(state: AgentState, { message, from }: Got<Request>, ctx: Context): void {
  const { client, timestamp, operation, text } = message;
  if (from !== client || !ctx.isClient(client))
    return ctx.reject(asBody(message), 'clients ask for themselves');
  const last = state.done[client];
  if (last !== undefined && timestamp <= last.timestamp) {
    if (timestamp === last.timestamp)
      return ctx.send(client, { type: 'reply', timestamp, result: last.result });
    return ctx.ignore(asBody(message), 'it is older than what was answered last');
  }
  if (state.pending.some((each) => each.client === client && each.timestamp === timestamp))
    return ctx.ignore(asBody(message), 'it waits already');
  if (state.pending.length >= PENDING_MAX)
    return ctx.ignore(asBody(message), 'too many requests wait');
  const request = { client, timestamp, operation };
  state.pending.push(request);
  ctx.note({ fact: 'request-held', request, ...(text === undefined ? {} : { text }) });
  goOn(state, ctx);
}

/** What an agent does with what it was asked for. */
function goOn(state: AgentState, ctx: Context): void {
  switch (state.config.custom) {
    case 'single':
      if (state.self === LEADER) return lead(state, ctx);
      return follow(state, ctx);
    case 'first-reply':
      return doNext(state, ctx);
    case 'majority':
      return exchange(state, ctx);
  }
}

/** In the order in which requests came, without asking anybody. */
function doNext(state: AgentState, ctx: Context): void {
  const [petition] = state.pending;
  if (petition !== undefined) carryOut(state, ballotOf(petition, ctx), ctx);
}

function lead(state: AgentState, ctx: Context): void {
  const [petition] = state.pending;
  if (petition === undefined) return;
  const ballot = ballotOf(petition, ctx);
  ctx.note({ fact: 'pre-prepared', view: 0, seq: state.next, digest: ballot.digest });
  ctx.broadcast({ type: 'decision', seq: state.next, ...ballot });
  carryOut(state, ballot, ctx);
}

function onDecision(state: AgentState, { message, from }: Got<Decision>, ctx: Context): void {
  if (state.config.custom !== 'single')
    return ctx.reject(asBody(message), 'nobody decides alone here');
  if (from !== LEADER) return ctx.reject(asBody(message), `only R${LEADER} decides`);
  if (!keep(state, { message, from }, ctx)) return;
  follow(state, ctx);
}

/** Decisions are obeyed one after the other. */
function follow(state: AgentState, ctx: Context): void {
  for (;;) {
    const ballot = state.votes[state.next]?.[LEADER];
    if (ballot === undefined) return;
    carryOut(state, ballot, ctx);
  }
}

/** Tells the others once what this agent was asked for first, as soon as that is known. */
function exchange(state: AgentState, ctx: Context): void {
  const seq = state.next;
  const said = state.votes[seq] ?? {};
  const [petition] = state.pending;
  if (petition !== undefined && said[state.self] === undefined) {
    const ballot = ballotOf(petition, ctx);
    (state.votes[seq] ??= {})[state.self] = ballot;
    ctx.note({ fact: 'pre-prepared', view: 0, seq, digest: ballot.digest });
    ctx.broadcast({ type: 'vote', seq, ...ballot });
  }
  const count = Object.keys(state.votes[seq] ?? {}).length;
  if (count === 0) return;
  if (count === state.n) return decide(state, ctx);
  if (state.isOpen) return;
  state.isOpen = true;
  ctx.setTimer('round', state.config.round);
}

function onVote(state: AgentState, { message, from }: Got<Vote>, ctx: Context): void {
  if (state.config.custom !== 'majority') return ctx.reject(asBody(message), 'nobody votes here');
  if (!keep(state, { message, from }, ctx)) return;
  exchange(state, ctx);
}

/** False where it does not count. What it says of the request is taken as it is: nothing could prove it. */
function keep(state: AgentState, { message, from }: Got<Vote | Decision>, ctx: Context): boolean {
  const { seq, by, timestamp, operation, digest, text } = message;
  const reason = refusal(state, { message, from }, ctx);
  if (reason !== null) {
    ctx.ignore(asBody(message), reason);
    return false;
  }
  if (ballotOf({ client: by, timestamp, operation }, ctx).digest !== digest) {
    ctx.reject(asBody(message), 'its digest is not that of its request');
    return false;
  }
  (state.votes[seq] ??= {})[from] = { by, timestamp, operation, digest };
  if (text !== undefined) ctx.note({ fact: 'note-held', view: 0, seq, replica: from, text });
  return true;
}

function refusal(
  state: AgentState,
  { message: { seq }, from }: Got<Vote | Decision>,
  ctx: Context,
): string | null {
  if (!ctx.isReplica(from)) return 'it is no agent of the council';
  if (seq < state.next) return 'that is decided already';
  if (seq >= state.next + AHEAD_MAX) return 'it is too far ahead';
  return state.votes[seq]?.[from] === undefined
    ? null
    : 'it has said so already, or something else';
}

function decide(state: AgentState, ctx: Context): void {
  const seq = state.next;
  const votes = Object.entries(state.votes[seq] ?? {}).map(([id, ballot]) => ({
    general: Number(id),
    ballot,
  }));
  const chosen = mostNamed(votes, state.self);
  if (chosen === null) return;
  ctx.note({
    fact: 'order-chosen',
    seq,
    digest: chosen.digest,
    votes: votes.map(({ general, ballot }) => ({ general, digest: ballot.digest })),
  });
  ctx.clearTimer('round');
  carryOut(state, chosen, ctx);
}

type Said = { readonly general: ProcessId; readonly ballot: Ballot };

/** What most agents named. Among equally many an agent stays with its own, else it takes what the first agent named. */
function mostNamed(votes: readonly Said[], self: ProcessId): Ballot | null {
  const counts: { [digest: string]: number } = {};
  for (const { ballot } of votes) counts[ballot.digest] = (counts[ballot.digest] ?? 0) + 1;
  const most = Math.max(0, ...Object.values(counts));
  const best = votes.filter(({ ballot }) => counts[ballot.digest] === most);
  return (best.find(({ general }) => general === self) ?? best[0])?.ballot ?? null;
}

/** Does what was decided, answers the client, and goes on with what comes next. */
function carryOut(state: AgentState, ballot: Ballot, ctx: Context): void {
  const { by: client, timestamp, operation, digest } = ballot;
  const seq = state.next;
  const last = state.done[client];
  const fresh = last === undefined || timestamp > last.timestamp;
  const result = fresh ? apply(state.memory, operation) : last.result;
  if (fresh) state.done[client] = { timestamp, result };
  state.state = ctx.digest('state', [state.state, digest]);
  state.ledger.push({ seq, digest });
  if (state.ledger.length > LEDGER_KEPT) state.ledger.shift();
  state.ledgerLength += 1;
  delete state.votes[seq];
  state.pending = state.pending.filter(
    (each) => each.client !== client || each.timestamp > timestamp,
  );
  state.next += 1;
  state.isOpen = false;
  ctx.note({
    fact: 'executed',
    view: 0,
    seq,
    digest,
    requests: [{ client, timestamp, operation, result, fresh }],
    state: state.state,
  });
  if (ctx.isClient(client)) ctx.send(client, { type: 'reply', timestamp, result });
  goOn(state, ctx);
}
