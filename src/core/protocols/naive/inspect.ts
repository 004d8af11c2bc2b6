import type { ReplicaView, SlotView } from '../../model/index.ts';
import { LEADER } from './custom.ts';
import type { AgentState } from './state.ts';

/** An agent's own state as the screen shows it: what it has heard about the next sequence number are its votes. */

const TAIL = 8;

export function inspectReplica(state: AgentState): ReplicaView {
  const tail = state.ledger.slice(-TAIL);
  return {
    view: 0,
    active: true,
    primary: LEADER,
    waiting: state.pending.length,
    slots: [...tail.map(executed), ...open(state)],
    ledger: tail,
    ledgerLength: state.ledgerLength,
    low: 0,
    high: 0,
    fetching: null,
    viewChanges: [],
    memory: Object.entries(state.memory).slice(0, TAIL),
  };
}

const EMPTY = { view: 0, commits: [], hasBody: true };

function executed({ seq, digest }: { readonly seq: number; readonly digest: string }): SlotView {
  return { ...EMPTY, seq, digest, phase: 'executed', prepares: [] };
}

function open({ votes, next, self }: AgentState): readonly SlotView[] {
  const said = Object.entries(votes[next] ?? {});
  if (said.length === 0) return [];
  const own = votes[next]?.[self]?.digest ?? '';
  return [
    {
      ...EMPTY,
      seq: next,
      digest: own,
      phase: own === '' ? 'idle' : 'pre-prepared',
      prepares: said.map(([agent, { digest }]) => ({ replica: Number(agent), digest })),
    },
  ];
}
