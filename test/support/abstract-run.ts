import { digest } from '../../src/core/crypto/digest.ts';
import type { Fact, Happening, ProcessId, Scenario } from '../../src/core/model/index.ts';
import { pbft } from '../../src/core/protocols/pbft/index.ts';
import { parseMessage } from '../../src/core/protocols/pbft/parse.ts';
import type { ViewChange } from '../../src/core/protocols/pbft/messages.ts';
import { quorumSize } from '../../src/core/quorum/thresholds.ts';
import { TACTICS } from '../../src/core/registry.ts';
import { createKernel } from '../../src/core/sim/kernel.ts';

/**
 * A run of the engine as the abstract model of the explorer sees it: what correct replicas did about one sequence number. Who
 * was ever a traitor counts as one throughout, because a traitor may follow the protocol for as long as it likes; who crashed
 * counts as correct, because it said nothing that it did not mean.
 */
export type AbstractEvent = { readonly at: number; readonly replica: ProcessId } & (
  | {
      readonly do: 'accept' | 'prepare' | 'decide';
      readonly view: number;
      readonly digest: string;
    }
  | { readonly do: 'view-change'; readonly view: number; readonly claim: Claim | null }
  /** `digest` is what the NEW-VIEW proposes again; null where it says nothing of this sequence number. */
  | { readonly do: 'enter'; readonly view: number; readonly digest: string | null }
);

export type Claim = { readonly view: number; readonly digest: string };

export const NULL_DIGEST = digest('null', []);

export type RunLog = {
  readonly n: number;
  readonly f: number;
  readonly quorum: number;
  readonly traitors: readonly ProcessId[];
  /** The highest view that anybody correct spoke of. */
  readonly viewMax: number;
  readonly slots: readonly number[];
  eventsOf(slot: number): readonly AbstractEvent[];
};

type Noted = { readonly at: number; readonly replica: ProcessId; readonly fact: Fact };

const VOTE_FACTS = { 'pre-prepared': 'accept', prepared: 'prepare', committed: 'decide' } as const;

/** Runs a scenario of PBFT to its end. It must be short of its first checkpoint: the model knows of none. */
export function logOf(scenario: Scenario): RunLog {
  const traitors = new Set<ProcessId>();
  const noted: Noted[] = [];
  const changes = new Map<string, ViewChange>();
  const record = (at: number, replica: ProcessId, happening: Happening): void => {
    if (happening.kind === 'note') noted.push({ at, replica, fact: happening.fact });
    if (happening.kind === 'mark' && isTraitorous(happening.mark.kind)) traitors.add(replica);
    if (happening.kind !== 'send' || happening.body['type'] !== 'view-change') return;
    const message = parseMessage(happening.body);
    if (message?.type !== 'view-change') return;
    const key = keyOf(replica, message.view);
    if (!changes.has(key)) changes.set(key, message);
  };
  runKernel(scenario, (at, replica, _cause, happening) => record(at, replica, happening));
  const { replicas: n, tolerance: f, quorum } = scenario;
  const own = noted.filter(({ replica }) => replica < n && !traitors.has(replica));
  const views = own.map(({ fact }) => ('view' in fact ? fact.view : 0));
  return {
    n,
    f,
    quorum: quorumSize(quorum, n, f),
    traitors: [...traitors].sort((a, b) => a - b),
    viewMax: Math.max(0, ...views),
    slots: slotsIn(own),
    eventsOf: (slot) => own.flatMap((each) => abstracted(each, slot, changes)),
  };
}

function runKernel(
  scenario: Scenario,
  record: (...event: [number, ProcessId, number | null, Happening]) => void,
): void {
  const tactics = TACTICS.filter(({ protocols }) => isForPbft(protocols));
  const sink = { record };
  const setup = { scenario, protocol: pbft, tactics, monitors: [], sink, evidence: false };
  const kernel = createKernel(setup);
  while (kernel.step());
}

function isForPbft(protocols: readonly string[]): boolean {
  return protocols.length === 0 || protocols.includes('pbft');
}

function isTraitorous(kind: string): boolean {
  return kind !== 'loyal' && kind !== 'crashed';
}

function slotsIn(noted: readonly Noted[]): readonly number[] {
  const seqs = noted.flatMap(({ fact }) => (fact.fact === 'pre-prepared' ? [fact.seq] : []));
  return [...new Set(seqs)].sort((a, b) => a - b);
}

function keyOf(replica: ProcessId, view: number): string {
  return `${replica}:${view}`;
}

function abstracted(
  { at, replica, fact }: Noted,
  slot: number,
  changes: ReadonlyMap<string, ViewChange>,
): readonly AbstractEvent[] {
  switch (fact.fact) {
    case 'pre-prepared':
    case 'prepared':
    case 'committed': {
      const { view, digest: value } = fact;
      return fact.seq === slot
        ? [{ at, replica, do: VOTE_FACTS[fact.fact], view, digest: value }]
        : [];
    }
    case 'view-change-sent': {
      const claim = claimIn(changes.get(keyOf(replica, fact.view)), slot);
      return [{ at, replica, do: 'view-change', view: fact.view, claim }];
    }
    case 'view-entered': {
      const again = fact.reproposed.find(({ seq }) => seq === slot);
      return [{ at, replica, do: 'enter', view: fact.view, digest: again?.digest ?? null }];
    }
    default:
      return [];
  }
}

function claimIn(message: ViewChange | undefined, slot: number): Claim | null {
  const proof = message?.prepared.find(({ proposal }) => proposal.seq === slot);
  return proof === undefined ? null : { view: proof.proposal.view, digest: proof.proposal.digest };
}
