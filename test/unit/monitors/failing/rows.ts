import {
  SMALL,
  crashed,
  late,
  lateBetween,
  liar,
} from '../../../../src/core/scenario/ablations/without.ts';
import * as bugs from './bugs.ts';
import { hasBug, lacks, lacksUnder, tooMany, withBug, type Scenes } from './scenes.ts';

/**
 * For everything that a monitor may report, a run in which it does: of a protocol that lacks a rule, of a machine with a bug, or of
 * a council with more traitors than it can bear; and the same run without that, in which it is silent. A check that never failed
 * is not trusted, and one that fails only on a made-up stream of facts has not shown that the facts come.
 */
export type Row = Scenes & {
  readonly monitor: string;
  /** Of the conformance list; '' where it is the monitor's own. */
  readonly clause: string;
  /** What it says. */
  readonly detail: RegExp;
};

function row(monitor: string, clause: string, detail: RegExp, scenes: Scenes): Row {
  return { monitor, clause, detail, ...scenes };
}

const CUT_OFF = { partitions: [{ at: 0, until: 300_000, groups: [[3]] }] };
const MANY = { requests: 12, interval: 0 };
/** What was prepared is forgotten with the view, and so is who still waits. */
const FORGETTING = ['prepared-certificates', 'requests-kept'];
/** The primary is gone, and the others change the view. */
const NO_PRIMARY = { faults: [crashed(0, 0)] };
/** R2 alone gets the commits: it has executed, and nobody else. */
const DECIDED_BY_R2 = late(600_000, { kinds: ['commit'], to: [0, 1, 3] });

const AGREEMENT: readonly Row[] = [
  row('agreement', 'I1', /executed different requests/, lacks('quorum')),
  row('agreement', 'I1', /executed different requests/, tooMany([0, 3], 'fork')),
  row(
    'agreement',
    'I1',
    /committed different requests/,
    withBug([1, 2], bugs.hidesPrepared, tooMany([0, 3], 'fork')),
  ),
  row('agreement', 'I2', /are prepared on different requests in view 0/, lacks('quorum')),
  row('agreement', 'I3', /which does not propose again what R2/, lacks('prepared-certificates')),
  row('agreement', 'I3', /is prepared in view 1 on something else/, lacks('await-new-view')),
];

const ORDER: readonly Row[] = [
  row('order', 'I5', /executed sequence number 3 right after 0/, lacks('execution-order')),
  row('order', 'I5', /the memories of R1 and R2 differ/, lacks('digest-check')),
];

const INTEGRITY: readonly Row[] = [
  row('integrity', 'I6', /a second time/, lacks('exactly-once')),
  row('integrity', 'I6', /after a later one of the same client/, lacks('old-timestamps')),
  row('integrity', 'I7', /which client 1 never sent/, lacks('request-signatures')),
];

const CLIENT_SAFETY: readonly Row[] = [
  row('client-safety', 'I8', /on the word of R3 alone/, lacks('client-quorum')),
  row('client-safety', 'I8', /but R0 executed it with the result/, lacks('reply-result')),
  row(
    'client-safety',
    'I9',
    /was executed at sequence number 1, but was sent only after/,
    lacksUnder(FORGETTING, {
      faults: [crashed(55_000, 0)],
      delays: [late(200_000, { kinds: ['commit'], to: [1, 3] })],
    }),
  ),
  row(
    'client-safety',
    'I9',
    /were both answered from sequence number 1, in different batches/,
    lacksUnder(FORGETTING, {
      faults: [liar(0, 'censor')],
      workload: { clients: 2, requests: 1 },
      delays: [late(200_000, { kinds: ['commit'], to: [1, 3] })],
    }),
  ),
  row(
    'client-safety',
    'I9',
    /was answered .* from the state after sequence number 0/,
    lacksUnder(['tentative-quorum'], {
      replicas: 6,
      workload: { clients: 2, requests: 3, payload: ['set hill north', 'get hill'] },
      delays: [
        late(200_000, { kinds: ['pre-prepare', 'prepare', 'commit'], to: [4, 5] }),
        lateBetween(45_000, 200_000, { kinds: ['reply'], from: [0, 1, 2, 3] }),
      ],
      sizes: { readOnly: true },
    }),
  ),
];

const CERTIFICATES: readonly Row[] = [
  row(
    'certificates',
    'I4',
    /two correct replicas stood behind it/,
    lacksUnder(['commit-quorum'], { delays: [late(200_000, { kinds: ['prepare'], to: [0, 3] })] }),
  ),
  row('certificates', 'I10', /two replicas, and a quorum is 3/, lacks('prepare-quorum')),
  row('certificates', 'I10', /by votes of R3 that were never cast/, lacks('signatures')),
  row('certificates', 'I10', /that nobody may believe/, lacks('certificate-proof')),
  row('certificates', 'I15', /by a NEW-VIEW that does not stand/, lacks('new-view-validation')),
  row(
    'certificates',
    'I15',
    /not all of its VIEW-CHANGE messages are for view 2/,
    lacks('view-change-view'),
  ),
];

const CHECKPOINTS: readonly Row[] = [
  row(
    'checkpoints',
    'I12',
    /is not the one that R\d holds for certain/,
    lacks('checkpoint-digest'),
  ),
  row('checkpoints', 'I12', /is not the one that R\d holds for certain/, lacks('transfer-check')),
  row('checkpoints', 'I12', /on the word of R0 and R1: 2 of 3/, lacks('stable-by-f+1')),
  row('checkpoints', 'I12', /without fetching the state/, lacks('h-without-state')),
  row(
    'checkpoints',
    'I12',
    /fell from/,
    hasBug([1], bugs.movesBack, { workload: MANY, sizes: SMALL }),
  ),
  row(
    'checkpoints',
    'I12',
    /no multiple of 2/,
    hasBug([1], bugs.stopsBetween, { workload: MANY, sizes: SMALL }),
  ),
  row(
    'checkpoints',
    'I13',
    /wide instead of 4/,
    hasBug([1], bugs.opensWide, { workload: MANY, sizes: SMALL }),
  ),
  row('checkpoints', 'I13', /accepted sequence number 1005/, lacks('high-mark')),
  row('checkpoints', 'I13', /accepted sequence number 4/, lacks('low-mark-inclusive')),
  row(
    'checkpoints',
    'I13',
    /R1 sent a message for sequence number 101/,
    hasBug([1], bugs.votesFarAhead),
  ),
];

const CONDUCT: readonly Row[] = [
  row('conduct', 'I11', /signed two different PREPARE messages/, lacks('one-proposal')),
  row('conduct', 'I11', /signed two different PRE-PREPARE messages/, lacks('fresh-numbers')),
  row('conduct', 'I11', /without being prepared on it/, hasBug([1], bugs.commitsAtOnce)),
  row('conduct', 'I11', /after it had asked for view 1/, lacks('leave-old-view')),
  row(
    'conduct',
    'I14',
    /asked for view 1 and had been in view 1/,
    hasBug([2], bugs.asksTwice, NO_PRIMARY),
  ),
  row(
    'conduct',
    'I14',
    /entered view 1 and had been in view 1/,
    hasBug([2], bugs.entersTwice, NO_PRIMARY),
  ),
  row('conduct', 'I14', /without a NEW-VIEW of its primary/, lacks('new-view-primary')),
  row(
    'conduct',
    'I14',
    /accepted something else at sequence number/,
    lacks('fresh-numbers', 'one-proposal'),
  ),
  row(
    'conduct',
    'I16',
    /executed no operation at sequence number 1, where R2 executed one/,
    lacksUnder(['new-view-validation'], {
      faults: [liar(1, 'bad-new-view', { lie: 'null' })],
      delays: [DECIDED_BY_R2],
    }),
  ),
];

const ACCOUNTABILITY: readonly Row[] = [
  row(
    'accountability',
    'I17',
    /differ at sequence number 1, and only R0 is convicted/,
    lacks('quorum'),
  ),
  row(
    'accountability',
    'I17',
    /R2 has followed the protocol and is convicted/,
    lacks('one-proposal'),
  ),
];

const LIVENESS: readonly Row[] = [
  row('completion', 'L1', /did not complete/, tooMany([2, 3], 'stall')),
  row('completion', 'L1', /did not complete/, lacks('requests-kept')),
  row(
    'completion',
    'L2',
    /^R3 got as far as/,
    hasBug([3], bugs.neverFetches, { workload: MANY, network: CUT_OFF, sizes: SMALL }),
  ),
  row(
    'completion',
    'L2',
    /^R3 got as far as/,
    hasBug([3], bugs.trustsNoCheckpoint, { workload: MANY, network: CUT_OFF, sizes: SMALL }),
  ),
  row('view-stability', 'L3', /views in a row brought no progress/, lacks('primary-counts')),
  row('view-stability', 'L4', /although nothing is wrong/, hasBug([1], bugs.impatient)),
  row(
    'view-stability',
    'L5',
    /because others did/,
    lacksUnder(['join-by-f+1'], { faults: [liar(3, 'view-spam')] }),
  ),
  row(
    'fairness',
    'L6',
    /has waited for/,
    lacksUnder(['oldest-request-timer'], {
      faults: [liar(0, 'censor')],
      workload: { clients: 2, requests: 24, interval: 60_000 },
      timers: { viewChange: 100_000, client: 100_000 },
    }),
  ),
];

const GENERALS: readonly Row[] = [
  row('ic1', 'IC1', /obey different orders as order 1/, lacks('last-round')),
  row('ic2', 'IC2', /does not obey “ATTACK”/, lacks('own-word')),
  row('termination', '', /never made up its mind/, lacks('retreat-by-default')),
];

export const ROWS: readonly Row[] = [
  ...AGREEMENT,
  ...ORDER,
  ...INTEGRITY,
  ...CLIENT_SAFETY,
  ...CERTIFICATES,
  ...CHECKPOINTS,
  ...CONDUCT,
  ...ACCOUNTABILITY,
  ...LIVENESS,
  ...GENERALS,
];
