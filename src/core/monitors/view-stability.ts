import type {
  Bench,
  EventIndex,
  FactOf,
  Monitor,
  ObservationOf,
  ProcessId,
  Violation,
} from '../model/index.ts';
import {
  calmSince,
  canGoOn,
  followCouncil,
  isCrowded,
  newCouncil,
  viewsAllowed,
  type Council,
} from './council.ts';

type ViewStabilityState = {
  council: Council;
  /** Nobody was marked so far. */
  isUntroubled: boolean;
  /** By replica that was a traitor at any time. */
  tainted: { [replica: ProcessId]: true };
  /** Requests of correct clients that are not answered; and whether there have been too many of them at any time. */
  open: number;
  wasCrowded: boolean;
  /** The highest view that a correct replica has asked for or entered. */
  highest: number;
  /** The same when the present row of views without progress began; -1 while they are not counted. */
  base: number;
  /** The highest sequence number at which a correct replica executed something new. */
  executed: number;
  /** By replica: the delivery of the VIEW-CHANGE that it got last. */
  asked: { [replica: ProcessId]: EventIndex };
  reported: { [rule: string]: true };
};

type Asking = ObservationOf<'fact'> & { readonly fact: FactOf<'view-change-sent'> };
type Fault = { readonly rule: string; readonly detail: string };

/**
 * L3: once the network is calm, few views fail in a row. L4: where nothing is wrong nobody leaves a view. L5: faulty replicas alone,
 * as many as are tolerated, make nobody leave one. L3 and L4 are not judged where processing has a price: no delay is bounded then.
 */
export const viewStability: Monitor<ViewStabilityState> = {
  id: 'view-stability',
  title: 'View stability',
  kind: 'liveness',
  claim:
    'Correct replicas leave a view only for a reason, and once messages arrive in time only a bounded number of views fails before one works.',
  formula:
    'no fault ∧ 8·D ≤ T ⇒ no view change; VIEW-CHANGE of b ≤ f faulty replicas alone ⇒ nobody follows; after G: ≤ f + ⌈log2(Tneed / T)⌉ + 2 views without progress',
  clauses: ['L3', 'L4', 'L5'],
  protocols: ['pbft'],
  hears: ['fact', 'mark', 'received'],
  facts: ['request-sent', 'reply-accepted', 'executed', 'view-entered', 'view-change-sent'],
  receives: ['view-change'],

  start: () => ({
    council: newCouncil(),
    isUntroubled: true,
    tainted: {},
    open: 0,
    wasCrowded: false,
    highest: 0,
    base: -1,
    executed: 0,
    asked: {},
    reported: {},
  }),

  observe(state, observation, bench) {
    const { process, event } = observation;
    followCouncil(state.council, observation, bench);
    if (observation.kind === 'mark') noteMark(state, observation, bench);
    if (observation.kind === 'received' && observation.body.type === 'view-change')
      state.asked[process] = event;
    if (observation.kind !== 'fact') return [];
    if (process >= bench.n) noteClient(state, observation, bench);
    else if (bench.isCorrect(process)) return noteReplica(state, observation, bench);
    return [];
  },

  finish: () => [],
};

function noteMark(
  state: ViewStabilityState,
  { process, mark }: ObservationOf<'mark'>,
  bench: Bench,
): void {
  if (mark !== 'loyal') state.isUntroubled = false;
  if (!bench.isCorrect(process)) state.tainted[process] = true;
  state.base = -1;
}

function noteClient(
  state: ViewStabilityState,
  { process, fact }: ObservationOf<'fact'>,
  bench: Bench,
): void {
  if (!bench.isCorrectClient(process)) return;
  if (fact.fact === 'request-sent' && fact.attempt === 0) state.open += 1;
  if (fact.fact === 'reply-accepted') state.open -= 1;
  if (isCrowded(state.open, bench)) state.wasCrowded = true;
}

function noteReplica(
  state: ViewStabilityState,
  told: ObservationOf<'fact'>,
  bench: Bench,
): readonly Violation[] {
  const { fact } = told;
  switch (fact.fact) {
    case 'executed':
      if (fact.seq <= state.executed || fact.requests.every(({ fresh }) => !fresh)) return [];
      state.executed = fact.seq;
      state.base = -1;
      return [];
    case 'view-entered':
      state.highest = Math.max(state.highest, fact.view);
      return [];
    case 'view-change-sent':
      return asks(state, { ...told, fact }, bench);
    default:
      return [];
  }
}

function asks(state: ViewStabilityState, asking: Asking, bench: Bench): readonly Violation[] {
  const faults = [
    ...needless(state, asking, bench),
    ...misled(state, asking, bench),
    ...endless(state, asking, bench),
  ];
  state.highest = Math.max(state.highest, asking.fact.view);
  return faults.flatMap(({ rule, detail }): Violation[] => {
    if (state.reported[rule] === true) return [];
    state.reported[rule] = true;
    return [
      {
        monitor: 'view-stability',
        at: asking.at,
        replicas: [asking.process],
        detail,
        evidence: [asking.event],
        certificates: [],
        culprits: [],
      },
    ];
  });
}

/** L4. Where more requests were under way than proposals take at once, or no quorum can be had, waiting is nobody's fault. */
function needless(
  { isUntroubled, wasCrowded }: ViewStabilityState,
  { process, fact }: Asking,
  { timing, n, q }: Bench,
): Fault[] {
  const { calmFrom, delay, viewChange } = timing;
  const isFast = calmFrom === 0 && delay !== null && 8 * delay <= viewChange;
  if (!isUntroubled || !isFast || wasCrowded || q > n) return [];
  const detail = `R${process} asked for view ${fact.view}, although nothing is wrong and no message takes longer than an eighth of the time-out.`;
  return [{ rule: 'L4', detail }];
}

/** L5: it follows others, and no correct replica had asked for so high a view. */
function misled(
  { asked, highest, tainted }: ViewStabilityState,
  { process, fact, cause }: Asking,
  { f }: Bench,
): Fault[] {
  const isFollowing = cause !== null && cause === asked[process];
  const traitors = Object.keys(tainted).length;
  if (!isFollowing || fact.view <= highest || traitors > f) return [];
  const detail = `R${process} left its view for view ${fact.view} because others did, and no correct replica had asked for it.`;
  return [{ rule: 'L5', detail }];
}

/** L3. */
function endless(state: ViewStabilityState, { process, fact }: Asking, bench: Bench): Fault[] {
  const isJudged = calmSince(state.council, bench) !== null && canGoOn(state.council, bench);
  if (!isJudged) {
    state.base = -1;
    return [];
  }
  if (state.base < 0) state.base = state.highest;
  const failed = fact.view - state.base;
  const allowed = viewsAllowed(bench);
  if (failed <= allowed) return [];
  const detail = `R${process} asked for view ${fact.view}: ${failed} views in a row brought no progress although messages arrive in time, and ${allowed} may.`;
  return [{ rule: 'L3', detail }];
}
