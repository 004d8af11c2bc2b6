import type { AdversaryContext, Body, Micros, ProcessId } from '../model/index.ts';

/** Messages that a liar keeps for later. */
export type Held = {
  readonly due: Micros;
  readonly from: ProcessId;
  readonly to: ProcessId;
  readonly body: Body;
};

export type Shelf = { held: Held[] };

type Message = Pick<Held, 'from' | 'to' | 'body'>;

/** The timer that a tactic with a shelf has to pass on to `release`. */
const SHELF_TIMER = 'held';

/** Within what a traitor may send at once, with room for what its tactic sends besides. */
const PACE = 10_000;

export function hold(shelf: Shelf, message: Message, after: Micros, ctx: AdversaryContext): void {
  const { from, to, body } = message;
  shelf.held.push({ due: ctx.now + after, from, to, body });
  ctx.setTimer(SHELF_TIMER, nextDue(shelf) - ctx.now);
}

/** Sends what is due, not more at once than may leave. */
export function release(shelf: Shelf, ctx: AdversaryContext): void {
  const due = shelf.held.filter((held) => held.due <= ctx.now).slice(0, 2 * ctx.n);
  shelf.held = shelf.held.filter((held) => !due.includes(held));
  for (const { from, to, body } of due) if (ctx.members.includes(from)) ctx.send(from, to, body);
  if (shelf.held.length === 0) return;
  ctx.setTimer(SHELF_TIMER, Math.max(nextDue(shelf) - ctx.now, due.length > 0 ? PACE : 1));
}

function nextDue({ held }: Shelf): Micros {
  return held.reduce((first, { due }) => Math.min(first, due), Number.MAX_SAFE_INTEGER);
}
