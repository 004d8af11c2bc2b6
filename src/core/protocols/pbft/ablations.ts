import type { AblationInfo } from '../../model/index.ts';

/**
 * The rules that can be left out, each consulted at the one decision point of its clause. The protocol without one is broken; what
 * then goes wrong is shown by the ablation cases of the scenarios and told in docs/ablations.md. The numbers are those of the
 * mutants in section 4 of the conformance list; where there is none the switch covers several of them.
 */

type Entry = readonly [id: string, missing: string, ...mutants: number[]];

const QUORUMS: readonly Entry[] = [
  ['quorum', 'f+1 votes are taken for a quorum.'],
  ['quorum-2f+1', 'A quorum is 2f+1, also where n is not 3f+1.', 3],
  ['quorum-majority', 'A quorum is a bare majority, as if nobody could lie.', 4],
  ['tolerance-third', 'f is taken to be n/3, rounded down, instead of (n − 1)/3.', 5],
  ['prepare-quorum', 'A replica is prepared with one vote less than a quorum.', 1],
  ['commit-quorum', 'A request is committed with one vote less than a quorum.', 2],
];

const VOTES: readonly Entry[] = [
  ['vote-digest', 'Votes are counted whatever value they are for.'],
  [
    'primary-votes-once',
    'The primary’s prepare is counted on top of its pre-prepare, which is its vote already.',
    6,
  ],
  [
    'primary-counts',
    'The primary’s pre-prepare does not count as its vote, so that a quorum of backups must prepare.',
    7,
  ],
  ['one-prepare-each', 'A prepare that comes again is counted again.', 8],
  ['one-commit-each', 'A commit that comes again is counted again.', 9],
  ['own-message', 'A replica’s own vote is counted again when it is sent back to it.', 82],
  ['prepare-view', 'Prepares of earlier views are counted in later ones.', 23],
  ['commit-view', 'Commits of earlier views are counted in later ones.', 21],
  ['commit-digest', 'Commits are counted whatever value they are for.', 20],
  [
    'commit-needs-prepared',
    'A request is committed by a quorum of commits although the replica is not prepared on it.',
    22,
  ],
  [
    'commit-phase',
    'A replica executes as soon as it is prepared, without waiting for commits.',
    19,
  ],
];

const PROPOSALS: readonly Entry[] = [
  ['only-primary-proposes', 'A proposal is accepted from any replica.', 11],
  [
    'one-proposal',
    'A second proposal for one sequence number takes the place of the first one.',
    12,
  ],
  ['digest-check', 'A proposal is accepted although its digest is not that of its requests.', 13],
  [
    'check-before-storing',
    'A proposal takes its sequence number before it has been checked, and keeps it when it is refused.',
    14,
  ],
  ['low-mark-inclusive', 'Messages for the last stable checkpoint itself are accepted again.', 34],
  ['high-mark', 'Sequence numbers are accepted however far ahead.', 35],
  ['window-of-two', 'The window is one checkpoint interval wide instead of two or more.', 36],
];

const SIGNATURES: readonly Entry[] = [
  ['signatures', 'Signatures of replicas are not checked.'],
  ['request-signatures', 'Signatures of clients are not checked.', 15],
  [
    'signer-identity',
    'A message may bear the signature of whoever delivers it instead of whom it names.',
    16,
  ],
  ['nested-signatures', 'Signatures of messages inside other messages are not checked.', 17],
  [
    'signed-type',
    'The signature does not cover the type of a vote, so that a prepare passes for a commit.',
    18,
    86,
  ],
  [
    'exact-cache',
    'Signatures found valid are remembered by the digest in the message, not by its exact bytes.',
    83,
  ],
];

const EXECUTION: readonly Entry[] = [
  ['execution-order', 'A committed request is executed although earlier ones are missing.', 24],
  ['null-requests', 'Null requests of a new view are skipped instead of being agreed on.', 25],
  ['execute-once', 'A sequence number that commits again in a later view is executed again.', 26],
  [
    'dedup-at-execution',
    'Whether a request was executed before is decided when its proposal comes, not when its turn comes.',
    27,
  ],
  ['rollback', 'What was executed tentatively stays when the view changes.', 79],
  [
    'kept-time',
    'What a new view proposes again is executed with the time of the replica, not with the one that was proposed.',
    80,
  ],
  ['exactly-once', 'A request that was executed before is executed again.'],
  ['old-timestamps', 'A request older than its client’s last one is executed as a new one.', 29],
];

const CLIENTS: readonly Entry[] = [
  ['client-quorum', 'A client believes the first reply.', 30],
  ['reply-result', 'A client counts replies together whatever they say.', 31],
  ['one-reply-each', 'A client counts every reply of one replica.', 31],
  ['tentative-quorum', 'A client believes f+1 tentative replies.', 32],
  ['client-view', 'A client takes over the view of the last reply alone.', 33],
];

const CHECKPOINTS: readonly Entry[] = [
  ['stable-by-f+1', 'f+1 replicas make a checkpoint stable.', 37],
  ['checkpoint-digest', 'Checkpoints are counted together whatever state they state.', 38],
  ['one-checkpoint-each', 'A checkpoint message that comes again is counted again.', 39],
  [
    'h-without-state',
    'The low water mark moves up to states that the replica has not reached.',
    40,
  ],
  ['garbage-collection', 'Nothing is discarded below a stable checkpoint.', 41],
  [
    'checkpoint-at-once',
    'The digest of a checkpoint is taken from a state in which later requests are executed already.',
    42,
  ],
  ['state-check', 'A replica whose state differs from a stable checkpoint goes on with it.', 43],
  ['reply-table', 'A checkpoint leaves out which requests were executed and answered.', 28],
  ['transfer-check', 'A fetched state is installed without checking its digests.', 77],
  ['transfer-target', 'The word of one replica is enough to fetch a state.', 77],
  [
    'wait-for-state',
    'Requests are executed while the state before them is still being fetched.',
    78,
  ],
];

const VIEW_CHANGES: readonly Entry[] = [
  ['prepared-certificates', 'A VIEW-CHANGE leaves out what was prepared.', 44],
  ['earlier-certificates', 'A VIEW-CHANGE shows only what was prepared in the view just left.', 45],
  [
    'latest-certificate',
    'Of several certificates for a sequence number the first is kept, not that of the highest view.',
    46,
  ],
  ['certificates-captured', 'The certificates are cleared before the VIEW-CHANGE is built.', 47],
  [
    'unexecuted-certificates',
    'A VIEW-CHANGE shows certificates only of what the replica has executed.',
    48,
  ],
  ['certificate-proof', 'A certificate in a VIEW-CHANGE is believed without its prepares.', 49],
  [
    'certificate-view',
    'The view that a certificate claims is not checked against the one its messages were signed for.',
    50,
  ],
  ['distinct-in-certificates', 'The same replica may stand in a certificate several times.', 10],
  ['leave-old-view', 'A replica goes on voting in the view that it has asked to leave.', 61],
];

const NEW_VIEWS: readonly Entry[] = [
  ['new-view-validation', 'A NEW-VIEW is believed without its proofs.'],
  ['new-view-primary', 'A NEW-VIEW is accepted from any replica.', 56],
  ['new-view-quorum', 'A NEW-VIEW needs one VIEW-CHANGE less than a quorum.', 52],
  ['one-view-change-each', 'The same replica may stand in a NEW-VIEW several times.', 53],
  ['view-change-view', 'A NEW-VIEW may rest on VIEW-CHANGE messages for other views.', 54],
  [
    'new-view-proposals',
    'Backups do not check that what a NEW-VIEW proposes follows from its VIEW-CHANGE messages.',
    55,
  ],
  ['highest-view', 'A new view takes up the certificate of the lowest view, not the highest.', 51],
  ['highest-checkpoint', 'A new view begins at the lowest proven checkpoint, not the highest.', 57],
  ['last-reproposal', 'A new view leaves out the highest sequence number that was prepared.', 58],
  ['reproposal-view', 'What a NEW-VIEW proposes again keeps its old view number.', 59],
  [
    'fresh-numbers',
    'A new primary begins again at sequence numbers that its NEW-VIEW has used.',
    60,
  ],
  ['await-new-view', 'Proposals of a new view are accepted before its NEW-VIEW.', 62],
  ['follow-new-view', 'A NEW-VIEW is accepted only by who has asked for its view.', 63],
  ['new-view-once', 'A new primary sends its NEW-VIEW twice.', 75],
  ['requests-kept', 'Requests that wait are forgotten when a view is entered.', 74],
];

const TIMERS: readonly Entry[] = [
  ['back-off', 'The view-change time-out does not double.', 64],
  ['back-off-reset', 'A doubled time-out stays doubled, whatever progress is made.', 65],
  ['back-off-kept', 'The doubled time-out is forgotten as soon as a view is entered.', 65],
  [
    'new-view-timer',
    'The wait for a NEW-VIEW begins with the own VIEW-CHANGE, not with a quorum of them.',
    66,
  ],
  ['join-rule', 'A replica does not follow f+1 others that want a later view.', 67],
  ['join-by-sender', 'VIEW-CHANGE messages are counted for joining, not their senders.', 68],
  ['join-by-f+1', 'One other replica that wants a later view is followed.', 69],
  ['timer-pause', 'The timer of a request runs on during a view change and a state transfer.', 70],
  [
    'timer-after-new-view',
    'No timer is set for the requests that wait when a view is entered.',
    71,
  ],
  ['oldest-request-timer', 'Each execution, whatever was executed, restarts the view timer.', 72],
  ['view-change-resent', 'A VIEW-CHANGE is sent once, and not again if it is lost.', 73],
  ['early-bound', 'Messages of later views are kept without a limit.', 81],
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
  ].map(([id, missing, ...mutants]) => [id, { missing, mutants }]),
);
