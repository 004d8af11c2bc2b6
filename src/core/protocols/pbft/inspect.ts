import type {
  CarriedView,
  FetchView,
  LedgerEntry,
  ProcessId,
  ReplicaView,
  SlotPhase,
  SlotView,
  Vote,
} from '../../model/index.ts';
import { votes } from '../../quorum/vote-box.ts';
import type { Proposal, ViewChange } from './messages.ts';
import {
  highMark,
  primaryOf,
  slotsOf,
  type ReplicaState,
  type Slot,
  type Transfer,
} from './state.ts';
import { replierOf } from './transfer.ts';

/** A replica's own state as the screen shows it. */

const LEDGER_TAIL = 8;
const EXECUTED_SLOTS_SHOWN = 3;
const OPEN_SLOTS_SHOWN = 8;
const MEMORY_SHOWN = 8;
const CARRIED_SHOWN = 16;
const GATHERING_SHOWN = 2;

/** What the page shows of a replica: the latest slots, entries and keys, a bounded number of each. */
export function inspectReplica(state: ReplicaState, self: ProcessId): ReplicaView {
  const isPrimary = primaryOf(state.view, state.n) === self;
  const support = Object.values(state.viewChanges).filter((change) => change.view === state.view);
  return {
    view: state.view,
    active: state.active,
    primary: primaryOf(state.view, state.n),
    waiting: state.waiting.length,
    slots: shownSlots(state).map((slot) => inspectSlot(state, slot)),
    ledger: state.ledger.slice(-LEDGER_TAIL).map(({ seq, digest }) => ({ seq, digest })),
    ledgerLength: state.executed,
    low: state.low,
    high: highMark(state),
    fetching: inspectTransfer(state.transfer),
    ...inspectGathering(state),
    viewChanges: state.active ? [] : support.map((change) => change.replica),
    ...(isPrimary ? inspectChange(state, support) : {}),
    memory: Object.entries(state.service).slice(0, MEMORY_SHOWN),
  };
}

/** How a view change gathers at its primary: every replica holds the same, and one is enough to show. */
function inspectChange(
  state: ReplicaState,
  support: readonly ViewChange[],
): Pick<ReplicaView, 'carried' | 'opened'> {
  if (!state.active) return { carried: support.map(inspectViewChange) };
  if (state.newView?.view !== state.view) return {};
  return { opened: entriesOf(state.newView.proposals) };
}

function inspectViewChange({ replica, stable, prepared }: ViewChange): CarriedView {
  return { replica, stable, prepared: entriesOf(prepared.map(({ proposal }) => proposal)) };
}

function entriesOf(proposals: readonly Proposal[]): readonly LedgerEntry[] {
  return proposals.slice(0, CARRIED_SHOWN).map(({ seq, digest }) => ({ seq, digest }));
}

function inspectGathering({ reports, low }: ReplicaState): Pick<ReplicaView, 'gathering'> {
  const open = Object.entries(reports)
    .map(([seq, box]) => ({ seq: Number(seq), voters: votes(box).map(({ replica }) => replica) }))
    .filter(({ seq, voters }) => seq > low && voters.length > 0);
  return open.length === 0 ? {} : { gathering: open.slice(0, GATHERING_SHOWN) };
}

function inspectTransfer(transfer: Transfer | null): FetchView | null {
  if (transfer === null) return null;
  const { seq, digests, pages } = transfer;
  const held = (digests ?? []).filter((digest) => pages[digest] !== undefined).length;
  return { seq, from: replierOf(transfer), held, all: digests?.length ?? 0 };
}

function shownSlots(state: ReplicaState): Slot[] {
  const slots = slotsOf(state);
  const executed = slots.filter((slot) => slot.seq <= state.executed).slice(-EXECUTED_SLOTS_SHOWN);
  const open = slots.filter((slot) => slot.seq > state.executed).slice(0, OPEN_SLOTS_SHOWN);
  return [...executed, ...open];
}

function inspectSlot(state: ReplicaState, slot: Slot): SlotView {
  const { proposal } = slot;
  const proposer: Vote[] =
    proposal === null ? [] : [{ replica: proposal.replica, digest: proposal.digest }];
  return {
    seq: slot.seq,
    view: state.view,
    digest: proposal?.digest ?? '',
    phase: phaseOf(state, slot),
    prepares: [...proposer, ...votes(slot.prepares)],
    commits: votes(slot.commits),
    hasBody: proposal !== null && state.bodies[proposal.digest] !== undefined,
  };
}

function phaseOf(state: ReplicaState, slot: Slot): SlotPhase {
  if (slot.isCommitted) return slot.seq <= state.executed ? 'executed' : 'committed';
  if (slot.isPrepared) return 'prepared';
  return slot.proposal === null ? 'idle' : 'pre-prepared';
}
