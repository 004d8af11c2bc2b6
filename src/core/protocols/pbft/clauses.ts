import type { Clause } from '../../model/index.ts';

/**
 * The clauses of the conformance list that a rule which can be left out belongs to: what each asks for, and where the paper says so.
 * OSDI'99 is Castro and Liskov, "Practical Byzantine fault tolerance"; the thesis is Castro's, of 2001. No source: the papers leave
 * it to whoever builds it.
 */

type Entry = readonly [id: string, text: string, source: string];

const OSDI = (section: string): string => `OSDI'99 ${section}`;

const ENTRIES: readonly Entry[] = [
  ['A1', 'Every message is signed with its type and all its fields.', OSDI('2')],
  ['A2', 'Who sent a message is what its signature proves, not where it came from.', ''],
  ['A5', 'Messages inside other messages are verified one by one.', OSDI('4.4')],
  ['A7', 'A replica has one voice in each count of votes.', OSDI('4.2')],
  ['A8', 'A replica’s own message counts once, however it comes back.', ''],
  ['A10', 'What was verified is remembered by its exact bytes.', ''],
  [
    'PR2',
    'Prepared: the proposal of the primary and matching PREPAREs, a quorum of different replicas.',
    OSDI('4.2'),
  ],
  ['PR4', 'Committed: prepared, and a quorum of matching COMMITs.', OSDI('4.2')],
  [
    'PR7',
    'Sequence numbers lie above the low water mark, and not above the high one.',
    OSDI('4.2'),
  ],
  [
    'N3',
    'A proposal is accepted only from the primary of this view, with the right digest and with requests that their clients have signed.',
    OSDI('4.2'),
  ],
  ['N4', 'Nothing is stored before all of a proposal is checked.', ''],
  ['N5', 'A second proposal for a view and sequence number is not accepted.', OSDI('4.2')],
  ['N6', 'The PRE-PREPARE is the primary’s vote: its PREPAREs are ignored.', OSDI('4.2')],
  ['N8', 'Votes count in the view that they were cast in.', OSDI('4.2')],
  ['N12', 'Who has asked for a later view votes no more in the earlier ones.', OSDI('4.4')],
  ['N13', 'Nobody votes in a view before its NEW-VIEW.', OSDI('4.4')],
  ['X1', 'Requests are executed when they are committed, in order, without a gap.', OSDI('4.2')],
  ['X2', 'Each sequence number is executed once.', OSDI('4.4')],
  [
    'X4',
    'Whether a request was executed before is decided when its turn comes, by its client’s last timestamp.',
    OSDI('4.2'),
  ],
  ['X5', 'The table of answers is part of the state.', 'Thesis 5.3'],
  ['CL3', 'A client believes f+1 equal replies of different replicas.', OSDI('4.1')],
  ['CL4', 'Tentative replies need a quorum.', OSDI('5.1')],
  ['CL5', 'One vote for each replica, and only equal results count together.', OSDI('4.1')],
  ['CL6', 'A client learns the view from f+1 replicas, not from one.', ''],
  ['G2', 'A checkpoint is of the state at that very sequence number.', OSDI('4.3')],
  ['G4', 'A checkpoint is stable with a quorum of equal digests.', OSDI('4.3')],
  ['G5', 'The low water mark does not pass what the replica has executed.', ''],
  ['G6', 'What lies below a stable checkpoint is discarded.', OSDI('4.3')],
  ['G7', 'The window is wider than the distance between checkpoints.', OSDI('4.3')],
  ['G9', 'A state that a quorum contradicts is given up and fetched anew.', 'Thesis 4'],
  ['T1', 'The view timer runs while a request waits.', OSDI('4.4')],
  ['T3', 'The view timer is that of the oldest waiting request.', OSDI('4.4')],
  ['T5', 'The wait for a NEW-VIEW begins when a quorum has asked for the view.', OSDI('4.5.2')],
  ['T6', 'Each failed view change doubles the time-out.', OSDI('4.5.2')],
  ['T7', 'Only progress ends the doubling.', OSDI('4.5.2')],
  ['T8', 'f+1 other replicas that want a later view are followed.', OSDI('4.5.2')],
  ['T9', 'f replicas alone bring about no view change.', OSDI('4.5.2')],
  ['T10', 'The timer of a request rests during a view change and while the state is fetched.', ''],
  ['T11', 'A VIEW-CHANGE is sent again until the view begins.', 'Thesis 5.2'],
  ['T12', 'A replica enters a later view by its NEW-VIEW, also unasked.', OSDI('4.5.2')],
  [
    'V1',
    'A VIEW-CHANGE shows, for each sequence number, the certificate of the highest view in which it was prepared.',
    OSDI('4.4'),
  ],
  ['V2', 'A VIEW-CHANGE shows certificates of all earlier views.', OSDI('4.4')],
  ['V3', 'Certificates are captured before anything is cleared.', 'Thesis 3.2.4'],
  ['V5', 'A certificate is valid with a quorum of messages of different replicas.', OSDI('4.4')],
  ['V6', 'The view of a certificate is the one that its messages were signed for.', OSDI('4.4')],
  ['V7', 'No certificate is believed on its sender’s word alone.', OSDI('4.4')],
  ['NV1', 'A NEW-VIEW comes from the primary of its view, and from nobody else.', OSDI('4.4')],
  [
    'NV2',
    'A NEW-VIEW holds a quorum of valid VIEW-CHANGEs of different replicas for just this view.',
    OSDI('4.4'),
  ],
  ['NV3', 'A new view begins at the highest proven checkpoint.', OSDI('4.4')],
  [
    'NV4',
    'A new view proposes again, under its own number, what the certificate of the highest view says, up to the highest one shown.',
    OSDI('4.4'),
  ],
  ['NV6', 'Backups work out themselves what a NEW-VIEW has to propose, and compare.', OSDI('4.4')],
  ['NV9', 'A new primary goes on after the last number of its NEW-VIEW.', OSDI('4.4')],
  ['NV11', 'Null requests go through all three phases too.', OSDI('4.4')],
  ['NV14', 'Requests that a NEW-VIEW does not hold keep waiting.', OSDI('4.4')],
  ['NV15', 'A NEW-VIEW is broadcast once.', ''],
  [
    'S2',
    'Each piece of a fetched state is checked against a digest that is trusted.',
    'Thesis 5.3.2',
  ],
  ['S5', 'While the state is fetched nothing is executed.', ''],
  ['S7', 'No single replica chooses which state is fetched.', ''],
  ['O2', 'What was executed tentatively is taken back when the view changes.', OSDI('5.1')],
  ['ND3', 'What the primary chose is kept when a request is proposed again.', OSDI('4.4')],
];

export const CLAUSES: ReadonlyMap<string, Clause> = new Map(
  ENTRIES.map(([id, text, source]) => [id, { id, text, source }]),
);
