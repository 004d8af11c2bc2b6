import type { RelayView, ReplicaView, SlotView, Vote } from '../../model/index.ts';
import { COMMANDER, type Worded } from './messages.ts';
import type { GeneralState, Instance } from './state.ts';

/** A general's own state as the screen shows it: the order under way is its only slot, and what others said its votes. */

const LEDGER_TAIL = 8;
const RELAYS_SHOWN = 64;

export function inspectReplica(state: GeneralState): ReplicaView {
  const { instance } = state;
  return {
    view: 0,
    active: true,
    primary: COMMANDER,
    waiting: instance !== null && instance.chosen === null ? 1 : 0,
    slots: instance === null ? [] : [slotOf(instance)],
    ledger: state.ledger.slice(-LEDGER_TAIL).map(({ seq, digest }) => ({ seq, digest })),
    ledgerLength: state.ledgerLength,
    low: 0,
    high: 0,
    fetching: null,
    viewChanges: [],
    memory: state.ledger.slice(-LEDGER_TAIL).map(({ seq, value }) => [`order ${seq}`, value]),
    relays: instance === null ? [] : relaysOf(instance).slice(0, RELAYS_SHOWN),
  };
}

function slotOf(instance: Instance): SlotView {
  const relays = relaysOf(instance);
  const held = instance.chosen ?? instance.command ?? directly(relays);
  const isChosen = instance.chosen !== null;
  return {
    seq: instance.seq,
    view: 0,
    digest: held?.digest ?? '',
    phase: isChosen ? 'executed' : held === null ? 'idle' : 'pre-prepared',
    prepares: votesIn(relays),
    commits: [],
    hasBody: true,
  };
}

/** What the commander said, or one of its lieutenants right after it, one vote each. */
function votesIn(relays: readonly RelayView[]): readonly Vote[] {
  const short = relays.filter(({ path }) => path.length <= 2);
  return short.map(({ path, digest }) => ({ replica: path.at(-1) ?? COMMANDER, digest }));
}

function directly(relays: readonly RelayView[]): Worded | null {
  return relays.find(({ path }) => path.length === 1) ?? relays[0] ?? null;
}

/** Who said what to whom, shorter ways first. */
function relaysOf({ heard, orders }: Instance): readonly RelayView[] {
  const oral = Object.entries(heard).map(([key, { value, digest }]) => ({
    path: key.split('.').map(Number),
    value,
    digest,
  }));
  const signed = orders.map(({ path, value, digest }) => ({ path, value, digest }));
  return [...oral, ...signed].sort((a, b) => a.path.length - b.path.length || compare(a, b));
}

function compare(a: RelayView, b: RelayView): number {
  const differing = a.path.findIndex((id, index) => id !== b.path[index]);
  return (a.path[differing] ?? 0) - (b.path[differing] ?? 0);
}
