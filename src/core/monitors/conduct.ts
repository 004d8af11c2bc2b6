import { pairKey } from '../base/pair-key.ts';
import { emptyShelf, onShelf, shelve, type Shelf } from '../base/shelf.ts';
import type {
  Bench,
  Claim,
  EventIndex,
  FactOf,
  Monitor,
  Observation,
  ObservationOf,
  ProcessId,
  Violation,
} from '../model/index.ts';
import { names } from './words.ts';

type Said = { readonly value: string; readonly event: EventIndex };

/** What is known of one replica, also while it was a traitor: its machine follows the protocol all the time. */
type Record = {
  /** By kind and subject: what it signed while it was correct. */
  said: { [kind: string]: Shelf<Said> };
  /** By view and sequence number: the digest on which it was prepared. */
  prepared: Shelf<string>;
  /** The highest view that it has asked for, and the highest that it has entered. */
  asked: number;
  entered: number;
  /** The view of the last NEW-VIEW of the right primary that it got or sent, or -1. */
  opened: number;
  /** What the view that it is in binds it to propose again. */
  bound: { readonly [seq: number]: string };
};

type ConductState = {
  records: { [replica: ProcessId]: Record };
  /** By sequence number: whether the first correct replica executed nothing there. */
  nulls: Shelf<{
    readonly isNull: boolean;
    readonly replica: ProcessId;
    readonly event: EventIndex;
  }>;
  /** By replica and rule, or by sequence number: what would only be repeated. */
  reported: { [key: string]: true };
};

/** Subjects remembered for each replica and kind, and sequence numbers. */
const REMEMBERED = 512;

type Fault = {
  readonly key: string;
  readonly detail: string;
  readonly evidence: readonly EventIndex[];
};
/** Most of what happens is as it should be. */
const NONE: readonly never[] = [];

/** I11: what correct replicas sign. I14: the views that they go through. I16: where nothing is executed. */
export const conduct: Monitor<ConductState> = {
  id: 'conduct',
  title: 'Conduct',
  kind: 'safety',
  claim:
    'A correct replica never signs two different messages where there is one, votes to commit only what it has prepared, and not at all in a view that it has left; its views only grow, and each begins with a NEW-VIEW; where one executes nothing, all do.',
  formula:
    '∀ i ∈ Corr: |{d : (type, v, s, d) ∈ sent_i}| ≤ 1, COMMIT(v, s, d) ∈ sent_i ⇒ prepared_i(v, s, d), view_i grows, v > 0 ⇒ NEW-VIEW(v); exec_i[s] = null ⇒ ∀ j ∈ Corr: exec_j[s] = null',
  clauses: ['I11', 'I14', 'I16'],
  protocols: ['pbft'],
  hears: ['fact', 'sent', 'received'],
  facts: ['pre-prepared', 'prepared', 'view-change-sent', 'view-entered', 'executed'],
  receives: ['new-view'],

  start: () => ({ records: {}, nulls: emptyShelf(), reported: {} }),

  observe(state, observation, bench) {
    const { process: replica, at } = observation;
    if (replica < 0 || replica >= bench.n) return [];
    const faults = faultsIn(state, observation, bench);
    if (faults.length === 0 || !bench.isCorrect(replica)) return [];
    return faults.flatMap(({ key, detail, evidence }): Violation[] => {
      if (state.reported[key] === true) return [];
      state.reported[key] = true;
      return [
        {
          monitor: 'conduct',
          at,
          replicas: [replica],
          detail,
          evidence: [...new Set(evidence)].sort((a, b) => a - b),
          certificates: [],
          culprits: [],
        },
      ];
    });
  },

  finish: () => [],
};

function faultsIn(state: ConductState, observation: Observation, bench: Bench): readonly Fault[] {
  switch (observation.kind) {
    case 'sent':
      return sent(state, observation, bench);
    case 'received':
      noteOpening(state, observation, bench);
      return NONE;
    case 'fact':
      return stated(state, observation, bench);
    default:
      return NONE;
  }
}

function recordOf(state: ConductState, replica: ProcessId): Record {
  return (state.records[replica] ??= {
    said: {},
    prepared: emptyShelf(),
    asked: 0,
    entered: 0,
    opened: -1,
    bound: {},
  });
}

/**
 * I11, over what the replica signs here and now: the message, and the proposals of its own NEW-VIEW. What it passes on, or shows in a
 * certificate, was said at another time; and of who once was a traitor, by the traitor.
 */
function sent(
  state: ConductState,
  observation: ObservationOf<'sent'>,
  bench: Bench,
): readonly Fault[] {
  const { process: replica, body, event } = observation;
  const record = recordOf(state, replica);
  noteOpening(state, observation, bench);
  const claims = bench.testimony(body);
  const [vote] = claims;
  if (vote?.signer !== replica) return NONE;
  const faults =
    vote.kind === 'new-view'
      ? claims
          .filter((claim) => isOwnIn(vote, claim))
          .flatMap((own) => contradicted(record, own, event))
      : contradicted(record, vote, event);
  const late = untimely(record, vote, event);
  return faults.length === 0 ? late : [...faults, ...late];
}

/** Itself, or a proposal that it makes. */
function isOwnIn(vote: Claim, claim: Claim): boolean {
  const isProposal = claim.signer === vote.signer && claim.kind === 'pre-prepare';
  return claim === vote || (isProposal && claim.view === vote.view);
}

/** Compares first and stores afterwards. */
function contradicted(
  record: Record,
  { signer, kind, subject, value, view, seq }: Claim,
  event: EventIndex,
): readonly Fault[] {
  const shelf = (record.said[kind] ??= emptyShelf());
  const known = onShelf(shelf, subject);
  if (known === undefined) shelve(shelf, subject, { value, event }, REMEMBERED);
  if (known === undefined || known.value === value) return NONE;
  const where = seq > 0 ? `sequence number ${seq} in view ${view}` : `view ${view}`;
  const detail = `R${signer} signed two different ${kind.toUpperCase()} messages for ${where}.`;
  return [{ key: `twice:${signer}`, detail, evidence: [known.event, event] }];
}

/** N9, N12: a commit needs a certificate, and a view that was left gets no more votes. */
function untimely(record: Record, claim: Claim, event: EventIndex): readonly Fault[] {
  const { signer, kind, view, seq, value } = claim;
  if (kind !== 'prepare' && kind !== 'commit') return NONE;
  const faults: Fault[] = [];
  if (kind === 'commit' && onShelf(record.prepared, pairKey(view, seq)) !== value) {
    const detail = `R${signer} sent COMMIT for sequence number ${seq} in view ${view} without being prepared on it.`;
    faults.push({ key: `unprepared:${signer}`, detail, evidence: [event] });
  }
  if (view < record.asked) {
    const detail = `R${signer} sent ${kind.toUpperCase()} in view ${view} after it had asked for view ${record.asked}.`;
    faults.push({ key: `late:${signer}`, detail, evidence: [event] });
  }
  return faults;
}

/** What a replica has at hand when it enters a view. */
function noteOpening(
  state: ConductState,
  { process, body }: ObservationOf<'sent' | 'received'>,
  bench: Bench,
): void {
  if (body.type !== 'new-view') return;
  const [claim] = bench.testimony(body);
  if (claim?.kind !== 'new-view' || claim.signer !== claim.view % bench.n) return;
  recordOf(state, process).opened = claim.view;
}

function stated(
  state: ConductState,
  { process: replica, fact, event }: ObservationOf<'fact'>,
  bench: Bench,
): readonly Fault[] {
  const record = recordOf(state, replica);
  switch (fact.fact) {
    case 'prepared':
      shelve(record.prepared, pairKey(fact.view, fact.seq), fact.digest, REMEMBERED);
      return [];
    case 'pre-prepared':
      return unbound(record, { replica, event }, fact);
    case 'view-change-sent':
      return asked(record, { replica, event }, fact.view);
    case 'view-entered':
      return entered(record, { replica, event }, fact);
    case 'executed':
      return bench.isCorrect(replica) ? executed(state, { replica, event }, fact) : [];
    default:
      return NONE;
  }
}

type Doing = { readonly replica: ProcessId; readonly event: EventIndex };

/** I14. */
function asked(record: Record, { replica, event }: Doing, view: number): Fault[] {
  const before = Math.max(record.asked, record.entered);
  record.asked = Math.max(record.asked, view);
  if (view > before) return [];
  const detail = `R${replica} asked for view ${view} and had been in view ${before}.`;
  return [{ key: `back:${replica}`, detail, evidence: [event] }];
}

function entered(
  record: Record,
  { replica, event }: Doing,
  { view, reproposed }: FactOf<'view-entered'>,
): Fault[] {
  const { asked: before, entered: last, opened } = record;
  record.entered = Math.max(last, view);
  record.bound = Object.fromEntries(reproposed.map(({ seq, digest }) => [seq, digest]));
  if (view < before || view <= last) {
    const detail = `R${replica} entered view ${view} and had been in view ${Math.max(before, last)}.`;
    return [{ key: `back:${replica}`, detail, evidence: [event] }];
  }
  if (opened === view) return [];
  const detail = `R${replica} entered view ${view} without a NEW-VIEW of its primary.`;
  return [{ key: `unopened:${replica}`, detail, evidence: [event] }];
}

/** I14: being in a view means being bound by what it proposes again. */
function unbound(
  record: Record,
  { replica, event }: Doing,
  { view, seq, digest }: FactOf<'pre-prepared'>,
): Fault[] {
  const wanted = view === record.entered ? record.bound[seq] : undefined;
  if (wanted === undefined || wanted === digest) return [];
  const detail = `R${replica} accepted something else at sequence number ${seq} than what the NEW-VIEW of view ${view} proposes again.`;
  return [{ key: `unbound:${replica}`, detail, evidence: [event] }];
}

/** I16. */
function executed(
  state: ConductState,
  { replica, event }: Doing,
  { seq, requests }: FactOf<'executed'>,
): Fault[] {
  const isNull = requests.length === 0;
  const first = onShelf(state.nulls, String(seq));
  if (first === undefined) shelve(state.nulls, String(seq), { isNull, replica, event }, REMEMBERED);
  if (first === undefined || first.isNull === isNull) return [];
  const [nothing, something] = isNull ? [replica, first.replica] : [first.replica, replica];
  const detail = `${names([nothing])} executed no operation at sequence number ${seq}, where ${names([something])} executed one.`;
  return [{ key: `null:${seq}`, detail, evidence: [first.event, event] }];
}
