import type { Action, MessageRef, ProcessId, Scenario, TacticInfo } from '../model/index.ts';
import { duration, quote, tacticText } from './words.ts';

/** What is needed to call processes by their names. */
type Council = {
  readonly replicas: number;
  readonly workload: Pick<Scenario['workload'], 'clients'>;
};

/** The name of an intervention, in every list and on the scrubber. */
export function actionLabel(
  action: Action,
  council: Council,
  tactics: readonly TacticInfo[],
): string {
  switch (action.do) {
    case 'order':
      return `order ${quote(action.text, 24)}`;
    case 'compose':
      return `${action.kind.toUpperCase()} by hand from R${action.from} to ${names(action.to, council)}`;
    case 'drop':
    case 'duplicate':
    case 'hold':
    case 'release':
    case 'delay':
    case 'tamper':
      return `${touchWords(action)} ${messageName(action.message, council)}`;
    default:
      return councilLabel(action, tactics);
  }
}

function councilLabel(
  action: Extract<Action, { readonly replicas: unknown }>,
  tactics: readonly TacticInfo[],
): string {
  const who = action.replicas.map((replica) => `R${replica}`).join(', ');
  switch (action.do) {
    case 'crash':
      return `crash ${who}`;
    case 'restore':
      return `restore ${who}`;
    case 'lie':
      return `${who}: lying (${tacticText(tactics, action)})`;
    case 'collude':
      return `${who}: colluding (${tacticText(tactics, action)})`;
    case 'inject':
      return `${who}: prompt injected`;
    case 'isolate':
      return `cut off ${who}${action.until === null ? '' : ` until ${duration(action.until)}`}`;
    case 'rejoin':
      return `${who} back in reach`;
  }
}

type TouchAction = Extract<Action, { readonly message: unknown }>;

function touchWords(action: TouchAction): string {
  switch (action.do) {
    case 'delay':
      return `delay by ${duration(action.by)}`;
    case 'tamper':
      return `tamper with ${action.field} of`;
    default:
      return action.do;
  }
}

/** "PREPARE from R0 to C1". */
function messageName({ from, to, kind }: MessageRef, council: Council): string {
  return `${kind.toUpperCase()} from ${processName(from, council)} to ${processName(to, council)}`;
}

/** As on the drawings: replicas R0 and on, clients C1 and on, the person's own client, the client that R3 owns as a traitor. */
function processName(id: ProcessId, { replicas: n, workload: { clients } }: Council): string {
  if (id < n) return `R${id}`;
  if (id < n + clients) return `C${id - n + 1}`;
  return id === n + clients ? 'you' : `X${id - n - clients - 1}`;
}

function names(ids: readonly ProcessId[], council: Council): string {
  return ids.map((id) => processName(id, council)).join(', ');
}
