import { freeze } from '../base/clone.ts';
import type {
  Bench,
  EventIndex,
  Fact,
  FactOf,
  Micros,
  Monitor,
  Observation,
  ProcessId,
  Violation,
} from '../model/index.ts';
import { violationOf, type Conflict, type Stated } from './conflict.ts';
import { names } from './words.ts';

type Execution = {
  readonly replica: ProcessId;
  readonly digest: string;
  readonly event: EventIndex;
  /** Its commit certificate. */
  readonly certificate: Stated;
};

type AgreementState = {
  /** By sequence number: the first execution by a correct replica. */
  executed: { [seq: number]: Execution };
  /** By replica: the last sequence number it executed, and the certificates of its commits beyond. */
  last: { [replica: ProcessId]: number };
  pending: { [replica: ProcessId]: { [seq: number]: Stated } };
  /** By sequence number: the prepared certificate of the highest view so far. */
  prepared: { [seq: number]: Stated };
  /** By sequence number: the commit certificate of the lowest view so far. */
  committed: { [seq: number]: Stated };
  /** Sequence numbers at which certificates contradict each other. */
  contested: { [seq: number]: true };
  /** Sequence numbers at which ledgers differ. */
  forked: { [seq: number]: true };
};

/** Certificates are remembered this far below the last execution; ledgers are compared however old. */
const REMEMBERED = 256;

type Observed = { readonly at: Micros; readonly event: EventIndex; readonly process: ProcessId };
type Stating<K extends Fact['fact']> = { readonly observed: Observed; readonly fact: FactOf<K> };

/**
 * I2 and I3 are told as soon as two certificates contradict each other, I1 when the ledgers do: each at most once for a sequence
 * number, and certificates no more once the ledgers differ.
 */
export const agreement: Monitor<AgreementState> = {
  id: 'agreement',
  title: 'Agreement',
  kind: 'safety',
  claim: 'No two correct replicas execute different requests at the same sequence number.',
  formula: '∀ i, j ∈ Corr, ∀ s: exec_i[s].d = exec_j[s].d',
  clauses: ['I1', 'I2', 'I3'],
  protocols: ['pbft', 'single', 'first-reply', 'majority'],
  hears: ['fact'],
  facts: ['prepared', 'committed', 'view-entered', 'state-installed', 'executed'],

  start: () => ({
    executed: {},
    last: {},
    pending: {},
    prepared: {},
    committed: {},
    contested: {},
    forked: {},
  }),

  observe(state, observation, bench) {
    if (observation.kind !== 'fact' || !isByCorrectReplica(observation, bench)) return [];
    const { fact } = observation;
    switch (fact.fact) {
      case 'prepared':
        return notePrepared(state, { observed: observation, fact }, bench);
      case 'committed':
        return noteCommitted(state, { observed: observation, fact }, bench);
      case 'view-entered':
        return noteView(state, { observed: observation, fact }, bench);
      case 'state-installed':
        noteInstalled(state, observation.process, fact.seq);
        return [];
      case 'executed':
        return noteExecuted(state, { observed: observation, fact }, bench);
      default:
        return [];
    }
  },

  finish: () => [],
};

function isByCorrectReplica(observation: Observation, bench: Bench): boolean {
  return observation.process < bench.n && bench.isCorrect(observation.process);
}

function stated(observed: Observed, fact: FactOf<'prepared' | 'committed'>): Stated {
  const { view, seq, digest, voters } = fact;
  return { holder: observed.process, view, seq, digest, voters, event: observed.event };
}

/** I2: one digest for each (view, sequence number). I3: none but the committed one in later views. */
function notePrepared(
  state: AgreementState,
  { observed, fact }: Stating<'prepared'>,
  bench: Bench,
): readonly Violation[] {
  const found: Violation[] = [];
  const now = stated(observed, fact);
  const before = state.prepared[fact.seq];
  if (before?.view === fact.view && before.digest !== fact.digest) {
    found.push(
      ...tell(state, bench, {
        at: observed.at,
        what: `${names([before.holder])} and ${names([now.holder])} are prepared on different requests in view ${fact.view} at sequence number ${fact.seq}`,
        kind: 'prepared',
        first: before,
        second: now,
        evidence: [],
      }),
    );
  }
  const committed = state.committed[fact.seq];
  if (committed !== undefined && committed.view < fact.view && committed.digest !== fact.digest) {
    found.push(
      ...tell(state, bench, {
        at: observed.at,
        what: `${names([now.holder])} is prepared in view ${fact.view} on something else than ${names([committed.holder])} committed in view ${committed.view} at sequence number ${fact.seq}`,
        kind: 'prepared',
        first: committed,
        second: now,
        evidence: [],
      }),
    );
  }
  if (before === undefined || fact.view > before.view) state.prepared[fact.seq] = now;
  return found;
}

function noteCommitted(
  state: AgreementState,
  { observed, fact }: Stating<'committed'>,
  bench: Bench,
): readonly Violation[] {
  const found: Violation[] = [];
  const now = stated(observed, fact);
  const before = state.committed[fact.seq];
  if (before !== undefined && before.digest !== fact.digest) {
    found.push(
      ...tell(state, bench, {
        at: observed.at,
        what: `${names([before.holder])} and ${names([now.holder])} committed different requests at sequence number ${fact.seq}`,
        kind: 'commit',
        first: before,
        second: now,
        evidence: [],
      }),
    );
  }
  if (before === undefined || fact.view < before.view) state.committed[fact.seq] = now;
  const isOpen = fact.seq > (state.last[observed.process] ?? 0);
  if (isOpen) (state.pending[observed.process] ??= {})[fact.seq] = now;
  return found;
}

/** What it committed up to there it will not execute any more, but for what it executes again after it was led astray. */
function noteInstalled(state: AgreementState, replica: ProcessId, seq: number): void {
  state.last[replica] = seq;
  const pending = state.pending[replica] ?? {};
  for (const below of Object.keys(pending).map(Number)) if (below <= seq) delete pending[below];
}

/** I3: a new view proposes again what was committed before it, above the stable checkpoint that it begins at. */
function noteView(
  state: AgreementState,
  { observed, fact }: Stating<'view-entered'>,
  bench: Bench,
): readonly Violation[] {
  const found: Violation[] = [];
  const digests: { [seq: number]: string } = {};
  for (const { seq, digest } of fact.reproposed) digests[seq] = digest;
  for (const committed of Object.values(state.committed)) {
    const isBound = committed.view < fact.view && committed.seq > fact.stable;
    if (!isBound || digests[committed.seq] === committed.digest) continue;
    const holder = observed.process;
    const { view, seq } = committed;
    found.push(
      ...tell(state, bench, {
        at: observed.at,
        what: `${names([holder])} entered view ${fact.view}, which does not propose again what ${names([committed.holder])} committed in view ${view} at sequence number ${seq}`,
        kind: 'commit',
        first: committed,
        second: {
          holder,
          view: fact.view,
          seq,
          digest: digests[seq] ?? '',
          voters: [],
          event: observed.event,
        },
        evidence: [],
      }),
    );
  }
  return found;
}

/** The first one of a sequence number; where the ledgers differ already there is nothing to add. */
function tell(state: AgreementState, bench: Bench, conflict: Conflict): readonly Violation[] {
  const { seq } = conflict.first;
  if (state.contested[seq] === true || state.forked[seq] === true) return [];
  state.contested[seq] = true;
  return [violationOf(conflict, bench)];
}

/** I1. Compares first and stores afterwards. */
function noteExecuted(
  state: AgreementState,
  { observed, fact }: { readonly observed: Observed; readonly fact: FactOf<'executed'> },
  bench: Bench,
): readonly Violation[] {
  const { seq, digest } = fact;
  const now: Execution = {
    replica: observed.process,
    digest,
    event: observed.event,
    certificate: takeCertificate(state, observed, fact),
  };
  if (state.executed[seq] === undefined) forgetBelow(state, seq - REMEMBERED);
  const first = (state.executed[seq] ??= freeze(now));
  if (first.digest === digest || state.forked[seq] === true) return [];
  state.forked[seq] = true;
  const conflict: Conflict = {
    at: observed.at,
    what: `${names([first.replica])} and ${names([now.replica])} executed different requests at sequence number ${seq}`,
    kind: 'commit',
    first: first.certificate,
    second: now.certificate,
    evidence: [first.event, now.event],
  };
  return [violationOf(conflict, bench)];
}

/** Each first execution forgets one sequence number, so that the state stays small however long the run. */
function forgetBelow(state: AgreementState, seq: number): void {
  delete state.prepared[seq];
  delete state.committed[seq];
}

/** The certificate that the replica stated for what it executes. */
function takeCertificate(
  state: AgreementState,
  observed: Observed,
  fact: FactOf<'executed'>,
): Stated {
  const { seq, digest, view } = fact;
  const replica = observed.process;
  const known = state.pending[replica]?.[seq];
  delete state.pending[replica]?.[seq];
  state.last[replica] = Math.max(state.last[replica] ?? 0, seq);
  if (known?.digest === digest) return known;
  return { holder: replica, view, seq, digest, voters: [], event: -1 };
}
