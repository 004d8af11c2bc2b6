import { NOBODY, addId, hasId, sizeOf, withId, without, type IdSet } from '../base/id-set.ts';
import { pairKey } from '../base/pair-key.ts';
import { emptyShelf, onHand, onShelf, type Shelf } from '../base/shelf.ts';
import type {
  Bench,
  Claim,
  FactOf,
  Monitor,
  Observation,
  ObservationOf,
  ProcessId,
  Violation,
} from '../model/index.ts';
import { listed, names } from './words.ts';

type CertificatesState = {
  /** By view and sequence number: who stands behind what there. */
  slots: Shelf<Support[]>;
  /** By replica: its low water mark. */
  low: { [replica: ProcessId]: number };
  /** Whoever has been a traitor at any time: what it got and signed then was not seen here. */
  tainted: IdSet;
  /** By replica: the last NEW-VIEW that it got or sent. */
  opened: { [replica: ProcessId]: Claim };
  /** By replica and rule: what would only be repeated. */
  reported: { [key: string]: true };
};

/** Who has signed votes for a digest, by kind of vote, and who was prepared on it. */
type Support = { readonly digest: string } & Readonly<Record<Role, number[]>>;
type Role = 'pre-prepare' | 'prepare' | 'commit' | 'prepared';

const NO_SUPPORT: Readonly<Record<Role, IdSet>> = {
  'pre-prepare': NOBODY,
  prepare: NOBODY,
  commit: NOBODY,
  prepared: NOBODY,
};

/** Messages that are proposals or votes, or hold some. */
const SUPPORTING = ['pre-prepare', 'prepare', 'commit', 'view-change', 'new-view'];

/** Most of what happens is as it should be. */
const NONE: readonly never[] = [];

type Fault = { readonly rule: string; readonly replica: ProcessId; readonly detail: string };

/**
 * I10: nobody counts a vote that was not cast, nor one twice, nor too few. I4: behind a commit stand so many correct replicas that are
 * prepared. I15: a NEW-VIEW that is believed follows from what it contains, worked out anew by the rules of evidence.
 */
export const certificates: Monitor<CertificatesState> = {
  id: 'certificates',
  title: 'Certificates',
  kind: 'safety',
  claim:
    'Every certificate that a correct replica accepts or shows holds genuine votes of enough different replicas, correct replicas stand behind each commit, and each NEW-VIEW that is accepted follows from its VIEW-CHANGE messages.',
  formula:
    '∀ certificates C of i ∈ Corr: |signers(C)| ≥ q, all signed; committed_i(v, s, d) ⇒ |{j ∈ Corr : prepared_j(v, s, d) ∨ h_j ≥ s}| ≥ q − b; accepted_i(NEW-VIEW) ⇒ O = plan(V)',
  clauses: ['I4', 'I10', 'I15'],
  protocols: ['pbft'],
  hears: ['fact', 'mark', 'sent', 'received'],
  facts: ['water-marks', 'prepared', 'committed', 'view-entered'],
  sends: SUPPORTING,
  receives: SUPPORTING,

  start: () => ({
    slots: emptyShelf(),
    low: {},
    tainted: NOBODY,
    opened: {},
    reported: {},
  }),

  observe(state, observation, bench) {
    const { process, at, event } = observation;
    if (process < 0 || process >= bench.n) return [];
    const faults = faultsIn(state, observation, bench);
    if (faults.length === 0) return NONE;
    return faults.flatMap(({ rule, replica, detail }): Violation[] => {
      const key = `${rule}:${replica}`;
      if (state.reported[key] === true) return [];
      state.reported[key] = true;
      return [
        {
          monitor: 'certificates',
          at,
          replicas: [replica],
          detail,
          evidence: [event],
          certificates: [],
          culprits: [],
        },
      ];
    });
  },

  finish: () => [],
};

function faultsIn(
  state: CertificatesState,
  observation: Observation,
  bench: Bench,
): readonly Fault[] {
  switch (observation.kind) {
    case 'mark':
      if (!bench.isCorrect(observation.process))
        state.tainted = withId(state.tainted, observation.process);
      return [];
    case 'sent':
      return noteSent(state, observation, bench);
    case 'received':
      noteReceived(state, observation, bench);
      return NONE;
    case 'fact':
      return noteFact(state, observation, bench);
    default:
      return [];
  }
}

type Place = { readonly view: number; readonly seq: number; readonly digest: string };

const slotOf = ({ view, seq }: Omit<Place, 'digest'>): string => pairKey(view, seq);

function supportOf(state: CertificatesState, place: Place): Readonly<Record<Role, IdSet>> {
  return supportIn(onShelf(state.slots, slotOf(place)) ?? [], place.digest) ?? NO_SUPPORT;
}

function supportIn(slot: readonly Support[], digest: string): Support | undefined {
  for (const support of slot) if (support.digest === digest) return support;
  return undefined;
}

/** The replica stands behind that digest in this role from now on. */
function join(state: CertificatesState, place: Place, role: Role, replica: ProcessId): void {
  const slot = onHand(state.slots, slotOf(place), SLOTS);
  let support = supportIn(slot, place.digest);
  if (support === undefined) {
    support = newSupport(place.digest);
    slot.push(support);
  }
  addId(support[role], replica);
}

/** With room for the ids of small councils: there are many of these. */
function newSupport(digest: string): Support {
  return { digest, 'pre-prepare': [0], prepare: [0], commit: [0], prepared: [0] };
}

const SLOTS = {
  /** Many windows full. */
  limit: 4_096,
  make: (older: readonly Support[] = []): Support[] =>
    older.map((support) => ({
      digest: support.digest,
      'pre-prepare': support['pre-prepare'].slice(),
      prepare: support.prepare.slice(),
      commit: support.commit.slice(),
      prepared: support.prepared.slice(),
    })),
};

function roleOf({ kind }: Claim): Role | null {
  return kind === 'pre-prepare' || kind === 'prepare' || kind === 'commit' ? kind : null;
}

/** What a correct replica sends it has signed; what it puts together of others has to stand. */
function noteSent(
  state: CertificatesState,
  { process: replica, body }: ObservationOf<'sent'>,
  bench: Bench,
): readonly Fault[] {
  const claims = bench.testimony(body);
  for (const claim of claims) {
    const { signer, view, seq, value: digest } = claim;
    const role = roleOf(claim);
    if (signer === replica && role !== null) join(state, { view, seq, digest }, role, signer);
  }
  const [own] = claims;
  if (own?.signer !== replica || claims.length < 2) return NONE;
  if (own.kind === 'new-view') state.opened[replica] = own;
  const breach = bench.breachOf(own);
  if (breach === null) return [];
  const detail = `R${replica} sent a ${own.kind.toUpperCase()} for view ${own.view} that nobody may believe: ${breach.because}.`;
  return [{ rule: 'shown', replica, detail }];
}

/** Everything that traitors have signed in it, nested or not; what others cast was seen when they sent it. */
function noteReceived(
  state: CertificatesState,
  { process: replica, body }: ObservationOf<'received'>,
  bench: Bench,
): void {
  if (state.tainted.length === 0 && body.type !== 'new-view') return;
  const claims = bench.testimony(body);
  for (const claim of claims) {
    const { signer, view, seq, value: digest } = claim;
    const role = roleOf(claim);
    if (role === null || !hasId(state.tainted, signer)) continue;
    const place = { view, seq, digest };
    if (hasId(supportOf(state, place)[role], signer) || !bench.isGenuine(claim)) continue;
    join(state, place, role, signer);
  }
  const [outer] = claims;
  if (outer?.kind === 'new-view') state.opened[replica] = outer;
}

function noteFact(
  state: CertificatesState,
  { process: replica, fact }: ObservationOf<'fact'>,
  bench: Bench,
): readonly Fault[] {
  // Of who has been a traitor, not all is known that it got; its own word is good again, its votes of then may be missing.
  const isJudged = bench.isCorrect(replica) && !hasId(state.tainted, replica);
  switch (fact.fact) {
    case 'water-marks':
      state.low[replica] = fact.low;
      return NONE;
    case 'prepared':
      if (isJudged) join(state, fact, 'prepared', replica);
      return isJudged ? unsound(state, { replica, fact }, bench) : NONE;
    case 'committed': {
      if (!isJudged) return NONE;
      const faults = unsound(state, { replica, fact }, bench);
      const bareness = bare(state, { replica, fact }, bench);
      return faults.length === 0 ? bareness : [...faults, ...bareness];
    }
    case 'view-entered':
      return isJudged ? unfounded(state, { replica, view: fact.view }, bench) : [];
    default:
      return [];
  }
}

type Certified = {
  readonly replica: ProcessId;
  readonly fact: FactOf<'prepared' | 'committed'>;
};

/** I10. */
function unsound(
  state: CertificatesState,
  { replica, fact }: Certified,
  bench: Bench,
): readonly Fault[] {
  const { view, voters } = fact;
  const members = distinct(voters, bench.n);
  if (members < bench.q || members < voters.length) {
    const detail = `R${replica} was ${fact.fact} at ${placeOf(fact)} by the votes of ${names(voters)}: ${listed(members, 'replica')}, and a quorum is ${bench.q}.`;
    return [{ rule: 'few', replica, detail }];
  }
  const support = supportOf(state, fact);
  const backers = support[fact.fact === 'committed' ? 'commit' : 'prepare'];
  const proposers = fact.fact === 'committed' ? backers : support['pre-prepare'];
  const silent: ProcessId[] = [];
  for (let at = 0; at < voters.length; at += 1) {
    const voter = voters[at] ?? replica;
    const isSeen = hasId(voter === view % bench.n ? proposers : backers, voter);
    if (!isSeen && voter !== replica) silent.push(voter);
  }
  if (silent.length === 0) return NONE;
  const detail = `R${replica} was ${fact.fact} at ${placeOf(fact)} by votes of ${names(silent)} that were never cast.`;
  return [{ rule: 'uncast', replica, detail }];
}

function placeOf({ view, seq }: Omit<Place, 'digest'>): string {
  return `sequence number ${seq} in view ${view}`;
}

function distinct(voters: readonly ProcessId[], n: number): number {
  const members: number[] = [];
  for (let at = 0; at < voters.length; at += 1) {
    const voter = voters[at] ?? -1;
    if (voter >= 0 && voter < n) addId(members, voter);
  }
  return sizeOf(members);
}

/** I4. Who has a stable checkpoint there may have forgotten that it was prepared. */
function bare(
  state: CertificatesState,
  { replica, fact }: Certified,
  bench: Bench,
): readonly Fault[] {
  const traitors = sizeOf(state.tainted);
  const { prepared } = supportOf(state, fact);
  if (sizeOf(without(prepared, state.tainted)) >= bench.q - traitors) return NONE;
  const forgetful = Object.keys(state.low).map(Number);
  const standing = forgetful
    .filter((id) => (state.low[id] ?? 0) >= fact.seq)
    .reduce(withId, prepared);
  const size = sizeOf(without(standing, state.tainted));
  if (size >= bench.q - traitors) return [];
  const detail = `R${replica} committed sequence number ${fact.seq} in view ${fact.view}, and ${listed(size, 'correct replica')} stood behind it: q − b = ${bench.q} − ${traitors}.`;
  return [{ rule: 'bare', replica, detail }];
}

/** I15. */
function unfounded(
  state: CertificatesState,
  { replica, view }: { readonly replica: ProcessId; readonly view: number },
  bench: Bench,
): Fault[] {
  const opened = state.opened[replica];
  // Entering without any is a matter of conduct.
  if (opened?.view !== view) return [];
  const breach = bench.breachOf(opened);
  if (breach === null) return [];
  const detail = `R${replica} entered view ${view} by a NEW-VIEW that does not stand: ${breach.because}.`;
  return [{ rule: 'unfounded', replica, detail }];
}
