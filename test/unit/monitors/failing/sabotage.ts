import type { Actor, Context, ProcessId, Protocol } from '../../../../src/core/model/index.ts';

/** What a process does otherwise than its machine wants, by the verbs that the machine uses. */
export type Tamper = (ctx: Context) => Partial<Context>;

/** The protocol with a machine that is broken at some seats, whom everybody takes for loyal: not what a traitor does, but a bug. */
export function sabotaged(
  protocol: Protocol,
  seats: readonly ProcessId[],
  tamper: Tamper,
): Protocol {
  const within = (ctx: Context): Context =>
    seats.includes(ctx.self) ? { ...verbsOf(ctx), ...tamper(ctx) } : ctx;
  return { ...protocol, replica: through(protocol.replica, within) };
}

function through<C, S>(actor: Actor<C, S>, within: (ctx: Context) => Context): Actor<C, S> {
  return {
    start: (config, ctx) => actor.start(config, within(ctx)),
    onMessage: (state, envelope, ctx) => actor.onMessage(state, envelope, within(ctx)),
    onTimer: (state, timer, ctx) => actor.onTimer(state, timer, within(ctx)),
    onRecover: (state, ctx) => actor.onRecover(state, within(ctx)),
  };
}

/** A context as plain functions, for the length of one handler. */
function verbsOf(ctx: Context): Context {
  const { self, now, n, f, q } = ctx;
  return {
    self,
    now,
    n,
    f,
    q,
    isReplica: (id): id is ProcessId => ctx.isReplica(id),
    isClient: (id): id is ProcessId => ctx.isClient(id),
    send: (to, body) => ctx.send(to, body),
    broadcast: (body) => ctx.broadcast(body),
    setTimer: (timer, after) => ctx.setTimer(timer, after),
    clearTimer: (timer) => ctx.clearTimer(timer),
    digest: (domain, data) => ctx.digest(domain, data),
    sign: (statement) => ctx.sign(statement),
    verify: (signer, statement, signature) => ctx.verify(signer, statement, signature),
    isSignedBy: (signer, message, statementOf) => ctx.isSignedBy(signer, message, statementOf),
    attachment: () => ctx.attachment(),
    random: (label, bound) => ctx.random(label, bound),
    note: (fact) => ctx.note(fact),
    reject: (body, reason) => ctx.reject(body, reason),
    ignore: (body, reason) => ctx.ignore(body, reason),
  };
}
