import { entryOf } from '../../base/entry-of.ts';
import type { AblationInfo } from '../../model/index.ts';
import { CLAUSES } from './clauses.ts';

/**
 * The rules that can be left out, each consulted at the one decision point of its clause. The protocol without one is broken; what
 * then goes wrong is shown by the ablation cases of the scenarios and told in docs/ablations.md. The clause is the one that is then
 * not kept. The numbers are those under which the specification lists the mistakes of implementations (ARCHITECTURE.md, "The
 * conformance list"); where there is none the switch covers several of them.
 */

type Entry = readonly [id: string, clause: string, missing: string, ...mutants: number[]];

const QUORUMS: readonly Entry[] = [
  ['quorum', 'PR2', 'f+1 votes are taken for a quorum.'],
  ['quorum-2f+1', 'PR2', 'A quorum is 2f+1, also where n is not 3f+1.', 3],
  ['quorum-majority', 'PR2', 'A quorum is a bare majority, as if nobody could lie.', 4],
  ['tolerance-third', 'PR2', 'f is taken to be n/3, rounded down, instead of (n − 1)/3.', 5],
  ['prepare-quorum', 'PR2', 'A replica is prepared with one vote less than a quorum.', 1],
  ['commit-quorum', 'PR4', 'A request is committed with one vote less than a quorum.', 2],
];

const VOTES: readonly Entry[] = [
  ['vote-digest', 'PR2', 'Votes are counted whatever value they are for.'],
  [
    'primary-votes-once',
    'N6',
    'The primary’s prepare is counted on top of its pre-prepare, which is its vote already.',
    6,
  ],
  [
    'primary-counts',
    'PR2',
    'The primary’s pre-prepare does not count as its vote, so that a quorum of backups must prepare.',
    7,
  ],
  ['one-prepare-each', 'A7', 'A prepare that comes again is counted again.', 8],
  ['one-commit-each', 'A7', 'A commit that comes again is counted again.', 9],
  ['own-message', 'A8', 'A replica’s own vote is counted again when it is sent back to it.', 82],
  ['prepare-view', 'N8', 'Prepares of earlier views are counted in later ones.', 23],
  ['commit-view', 'N8', 'Commits of earlier views are counted in later ones.', 21],
  ['commit-digest', 'PR4', 'Commits are counted whatever value they are for.', 20],
  [
    'commit-needs-prepared',
    'PR4',
    'A request is committed by a quorum of commits although the replica is not prepared on it.',
    22,
  ],
  ['commit-phase', 'X1', 'A replica executes what is prepared, without waiting for commits.', 19],
];

const PROPOSALS: readonly Entry[] = [
  ['only-primary-proposes', 'N3', 'A proposal is accepted from any replica.', 11],
  [
    'one-proposal',
    'N5',
    'A second proposal for one sequence number takes the place of the first one.',
    12,
  ],
  [
    'digest-check',
    'N3',
    'A proposal is accepted although its digest is not that of its requests.',
    13,
  ],
  [
    'check-before-storing',
    'N4',
    'A proposal takes its sequence number before it has been checked, and keeps it when it is refused.',
    14,
  ],
  [
    'low-mark-inclusive',
    'PR7',
    'Messages for the last stable checkpoint itself are accepted again.',
    34,
  ],
  ['high-mark', 'PR7', 'Sequence numbers are accepted however far ahead.', 35],
  ['window-of-two', 'G7', 'The window is one checkpoint interval wide instead of two or more.', 36],
];

const SIGNATURES: readonly Entry[] = [
  ['signatures', 'A2', 'Signatures of replicas are not checked.'],
  ['request-signatures', 'N3', 'Signatures of clients are not checked.', 15],
  [
    'signer-identity',
    'A2',
    'A message may bear the signature of whoever delivers it instead of whom it names.',
    16,
  ],
  ['nested-signatures', 'A5', 'Signatures of messages inside other messages are not checked.', 17],
  [
    'signed-type',
    'A1',
    'The signature does not cover the type of a vote, so that a prepare passes for a commit.',
    18,
    86,
  ],
  [
    'exact-cache',
    'A10',
    'Signatures found valid are remembered by the digest in the message, not by its exact bytes.',
    83,
  ],
];

const EXECUTION: readonly Entry[] = [
  [
    'execution-order',
    'X1',
    'A committed request is executed although earlier ones are missing.',
    24,
  ],
  [
    'null-requests',
    'NV11',
    'Null requests of a new view are skipped instead of being agreed on.',
    25,
  ],
  [
    'execute-once',
    'X2',
    'A sequence number that is committed again in a later view is executed again.',
    26,
  ],
  [
    'dedup-at-execution',
    'X4',
    'Whether a request was executed before is decided when its proposal comes, not when its turn comes.',
    27,
  ],
  ['rollback', 'O2', 'What was executed tentatively stays when the view changes.', 79],
  [
    'kept-time',
    'ND3',
    'What a new view proposes again is executed with the time of the replica, not with the one that was proposed.',
    80,
  ],
  ['exactly-once', 'X4', 'A request that was executed before is executed again.'],
  [
    'old-timestamps',
    'X4',
    'A request older than its client’s last one is executed as a new one.',
    29,
  ],
];

const CLIENTS: readonly Entry[] = [
  ['client-quorum', 'CL3', 'A client believes the first reply.', 30],
  ['reply-result', 'CL5', 'A client counts replies together whatever they say.', 31],
  ['one-reply-each', 'CL5', 'A client counts every reply of one replica.', 31],
  ['tentative-quorum', 'CL4', 'A client believes f+1 tentative replies.', 32],
  ['client-view', 'CL6', 'A client takes over the view of the last reply alone.', 33],
];

const CHECKPOINTS: readonly Entry[] = [
  ['stable-by-f+1', 'G4', 'f+1 replicas make a checkpoint stable.', 37],
  ['checkpoint-digest', 'G4', 'Checkpoints are counted together whatever state they state.', 38],
  ['one-checkpoint-each', 'A7', 'A checkpoint message that comes again is counted again.', 39],
  [
    'h-without-state',
    'G5',
    'The low water mark moves up to states that the replica has not reached.',
    40,
  ],
  ['garbage-collection', 'G6', 'Nothing is discarded below a stable checkpoint.', 41],
  [
    'checkpoint-at-once',
    'G2',
    'The digest of a checkpoint is taken from a state in which later requests are executed already.',
    42,
  ],
  [
    'state-check',
    'G9',
    'A replica whose state differs from a stable checkpoint goes on with it.',
    43,
  ],
  ['reply-table', 'X5', 'A checkpoint leaves out which requests were executed and answered.', 28],
  ['transfer-check', 'S2', 'A fetched state is installed without checking its digests.', 77],
  ['transfer-target', 'S7', 'The word of one replica is enough to fetch a state.', 77],
  [
    'wait-for-state',
    'S5',
    'Requests are executed while the state before them is still being fetched.',
    78,
  ],
];

const VIEW_CHANGES: readonly Entry[] = [
  ['prepared-certificates', 'V1', 'A VIEW-CHANGE leaves out what was prepared.', 44],
  [
    'earlier-certificates',
    'V2',
    'A VIEW-CHANGE shows only what was prepared in the view just left.',
    45,
  ],
  [
    'latest-certificate',
    'V1',
    'Of several certificates for a sequence number the first is kept, not that of the highest view.',
    46,
  ],
  [
    'certificates-captured',
    'V3',
    'The certificates are cleared before the VIEW-CHANGE is built.',
    47,
  ],
  [
    'unexecuted-certificates',
    'V1',
    'A VIEW-CHANGE shows certificates only of what the replica has executed.',
    48,
  ],
  [
    'certificate-proof',
    'V7',
    'A certificate in a VIEW-CHANGE is believed without its prepares.',
    49,
  ],
  [
    'certificate-view',
    'V6',
    'The view that a certificate claims is not checked against the one its messages were signed for.',
    50,
  ],
  [
    'distinct-in-certificates',
    'V5',
    'The same replica may stand in a certificate several times.',
    10,
  ],
  ['leave-old-view', 'N12', 'A replica goes on voting in the view that it has asked to leave.', 61],
];

const NEW_VIEWS: readonly Entry[] = [
  ['new-view-validation', 'NV2', 'A NEW-VIEW is believed without its proofs.'],
  ['new-view-primary', 'NV1', 'A NEW-VIEW is accepted from any replica.', 56],
  ['new-view-quorum', 'NV2', 'A NEW-VIEW needs one VIEW-CHANGE less than a quorum.', 52],
  ['one-view-change-each', 'NV2', 'The same replica may stand in a NEW-VIEW several times.', 53],
  ['view-change-view', 'NV2', 'A NEW-VIEW may rest on VIEW-CHANGE messages for other views.', 54],
  [
    'new-view-proposals',
    'NV6',
    'Backups do not check that what a NEW-VIEW proposes follows from its VIEW-CHANGE messages.',
    55,
  ],
  [
    'highest-view',
    'NV4',
    'A new view takes up the certificate of the lowest view, not the highest.',
    51,
  ],
  [
    'highest-checkpoint',
    'NV3',
    'A new view begins at the lowest proven checkpoint, not the highest.',
    57,
  ],
  [
    'last-reproposal',
    'NV4',
    'A new view leaves out the highest sequence number that was prepared.',
    58,
  ],
  ['reproposal-view', 'NV4', 'What a NEW-VIEW proposes again keeps its old view number.', 59],
  [
    'fresh-numbers',
    'NV9',
    'A new primary begins again at sequence numbers that its NEW-VIEW has used.',
    60,
  ],
  ['await-new-view', 'N13', 'Proposals of a new view are accepted before its NEW-VIEW.', 62],
  ['follow-new-view', 'T12', 'A NEW-VIEW is accepted only by who has asked for its view.', 63],
  ['new-view-once', 'NV15', 'A new primary sends its NEW-VIEW twice.', 75],
  ['requests-kept', 'NV14', 'Requests that wait are forgotten when a view is entered.', 74],
];

const TIMERS: readonly Entry[] = [
  ['back-off', 'T6', 'The view-change time-out does not double.', 64],
  ['back-off-reset', 'T7', 'A doubled time-out stays doubled, whatever progress is made.', 65],
  ['back-off-kept', 'T7', 'The doubled time-out is forgotten as soon as a view is entered.', 65],
  [
    'new-view-timer',
    'T5',
    'The wait for a NEW-VIEW begins with the own VIEW-CHANGE, not with a quorum of them.',
    66,
  ],
  ['join-rule', 'T8', 'A replica does not follow f+1 others that want a later view.', 67],
  ['join-by-sender', 'T8', 'VIEW-CHANGE messages are counted for joining, not their senders.', 68],
  ['join-by-f+1', 'T9', 'One other replica that wants a later view is followed.', 69],
  [
    'timer-pause',
    'T10',
    'The timer of a request runs on during a view change and a state transfer.',
    70,
  ],
  [
    'timer-after-new-view',
    'T1',
    'No timer is set for the requests that wait when a view is entered.',
    71,
  ],
  [
    'oldest-request-timer',
    'T3',
    'Any execution restarts the view timer, whatever was executed.',
    72,
  ],
  ['view-change-resent', 'T11', 'A VIEW-CHANGE is sent once, and not again if it is lost.', 73],
  ['early-bound', 'N13', 'Messages of later views are kept without a limit.', 81],
];

export const ABLATIONS: Readonly<Record<string, AblationInfo>> = Object.fromEntries(
  [
    ...QUORUMS,
    ...VOTES,
    ...PROPOSALS,
    ...SIGNATURES,
    ...EXECUTION,
    ...CLIENTS,
    ...CHECKPOINTS,
    ...VIEW_CHANGES,
    ...NEW_VIEWS,
    ...TIMERS,
  ].map(([id, clause, missing, ...mutants]) => [
    id,
    { missing, mutants, clause: entryOf(CLAUSES, clause) },
  ]),
);
