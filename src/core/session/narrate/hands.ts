import type { Action, MessageRef, Sentence, TacticInfo, TraceEvent } from '../../model/index.ts';
import { duration, process, processes, quote, say, tacticText } from '../../base/words.ts';
import { kindName } from '../bodies.ts';

/** What a person does, told: to replicas, to messages, to the network, and in the name of traitors. */
export function tellIntervention(
  action: Action,
  reason: string,
  tactics: readonly TacticInfo[],
): Sentence {
  const told = tellAction(action, tactics);
  if (reason === '') return say`You ${told}.`;
  return say`You would ${told}, but nothing happens: ${reason}.`;
}

/** The run is over. */
export function tellUnreleased({
  process: from,
  to,
  body,
}: TraceEvent & { kind: 'drop' }): Sentence {
  return say`${kindName(body)} from ${process(from)} to ${process(to)} was never released: it counts as dropped.`;
}

/** One event of what a hand did, by itself. */
export function tellHand(
  event: Extract<TraceEvent, { readonly kind: 'intervene' | 'touch' | 'void' }>,
  tactics: readonly TacticInfo[],
): Sentence {
  switch (event.kind) {
    case 'intervene':
      return tellIntervention(event.action, '', tactics);
    case 'touch':
      return tellTouched(event);
    case 'void':
      return say`What you did comes to nothing: ${event.reason}.`;
  }
}

function tellTouched({
  process: from,
  how,
  body,
  arrivesAt,
}: TraceEvent & { kind: 'touch' }): Sentence {
  const what = say`${kindName(body)} from ${process(from)}`;
  const due = arrivesAt === null ? '' : `, and arrives at ${duration(arrivesAt)}`;
  switch (how) {
    case 'hold':
      return say`${what} stands still where it is.`;
    case 'release':
      return say`${what} goes on${due}.`;
    case 'delay':
      return say`${what} is delayed${due}.`;
    case 'tamper':
      return say`${what} has been tampered with: its signature is that of other content.`;
  }
}

function tellAction(action: Action, tactics: readonly TacticInfo[]): Sentence {
  switch (action.do) {
    case 'order':
      return say`send an order of your own: ${quote(action.text)}`;
    case 'compose':
      return tellComposed(action);
    case 'drop':
    case 'hold':
    case 'release':
    case 'duplicate':
    case 'delay':
    case 'tamper':
      return tellTouch(action);
    default:
      return tellOnReplicas(action, tactics);
  }
}

function tellOnReplicas(
  action: Extract<Action, { readonly replicas: unknown }>,
  tactics: readonly TacticInfo[],
): Sentence {
  const who = processes(action.replicas);
  switch (action.do) {
    case 'crash':
      return say`crash ${who}`;
    case 'restore':
      return say`restore ${who}`;
    case 'lie':
      return say`make ${who} lie (${tacticText(tactics, action)})`;
    case 'collude':
      return say`make ${who} collude (${tacticText(tactics, action)})`;
    case 'inject':
      return say`let ${who} read ${quote(action.text)}`;
    case 'isolate':
      return action.until === null
        ? say`cut ${who} off from the other replicas`
        : say`cut ${who} off from the other replicas until ${duration(action.until)}`;
    case 'rejoin':
      return say`let ${who} reach the other replicas again`;
  }
}

function tellTouch(action: Extract<Action, { readonly message: unknown }>): Sentence {
  const message = tellMessage(action.message);
  switch (action.do) {
    case 'drop':
      return say`drop ${message}`;
    case 'hold':
      return say`hold ${message} where it is`;
    case 'release':
      return say`release ${message}`;
    case 'duplicate':
      return say`have ${message} delivered once more`;
    case 'delay':
      return say`delay ${message} by ${duration(action.by)}`;
    case 'tamper':
      return action.value === undefined
        ? say`flip a bit in the ${action.field} of ${message}, under the old signature`
        : say`replace the ${action.field} of ${message} by ${quote(String(action.value))}, under the old signature`;
  }
}

function tellMessage({ from, to, kind }: MessageRef): Sentence {
  return say`${kindName({ type: kind })} from ${process(from)} to ${process(to)}`;
}

function tellComposed({
  from,
  as = from,
  kind,
}: Extract<Action, { readonly do: 'compose' }>): Sentence {
  const letter = say`write a ${kindName({ type: kind })} as ${process(from)}`;
  return as === from ? letter : say`${letter} in the name of ${process(as)}`;
}
