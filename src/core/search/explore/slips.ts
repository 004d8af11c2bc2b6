/**
 * Ways in which authors get PBFT wrong, as far as they show in a single slot; each is one decision of the slice. Those that
 * change a threshold say by how much.
 */
export const SLIPS = {
  'prepared-by-q-1': 'One voter fewer than a quorum makes a replica prepared.',
  'committed-by-q-1': 'One COMMIT fewer than a quorum decides.',
  'new-view-by-q-1': 'One VIEW-CHANGE fewer than a quorum makes a new view.',
  'new-view-by-q-2': 'Two VIEW-CHANGEs fewer than a quorum make a new view.',
  'primary-votes-twice': 'A PREPARE of the primary counts beside its PRE-PREPARE.',
  'duplicate-prepares': 'A second PREPARE of one sender counts again.',
  'duplicate-commits': 'A second COMMIT of one sender counts again.',
  'no-commit-phase': 'A replica decides as soon as it is prepared.',
  'second-pre-prepare': 'A second PRE-PREPARE for one view and sequence number is accepted.',
  'pre-prepare-from-anyone': 'A PRE-PREPARE is accepted from replicas that do not lead.',
  'commit-without-digest': 'COMMITs count whatever value they are for.',
  'commits-across-views': 'COMMITs of different views count together.',
  'prepares-across-views': 'PREPAREs of different views count together.',
  'decide-unprepared': 'A quorum of COMMITs decides at a replica that is not prepared.',
  'no-certificates': 'A VIEW-CHANGE leaves out what was prepared.',
  'certificates-of-last-view':
    'A VIEW-CHANGE carries only what was prepared in the view just left.',
  'certificate-of-first-view':
    'A VIEW-CHANGE carries the lowest view in which a value was prepared.',
  'certificate-unproven': 'A certificate is believed without its messages.',
  'certificate-view-unbound': 'The view of a certificate is believed whatever its messages say.',
  'new-view-of-any-view': 'A NEW-VIEW may propose the value of any certificate.',
  'new-view-of-lowest-view': 'A NEW-VIEW proposes the value of the lowest view.',
  'new-view-duplicates': 'One VIEW-CHANGE counts as often as it is listed.',
  'new-view-unchecked': 'A NEW-VIEW is believed without its proofs.',
  'stale-view-changes': 'VIEW-CHANGEs for earlier views count in a NEW-VIEW.',
  'old-view-goes-on': 'A replica goes on voting in views that it has left.',
  'votes-before-new-view': 'A replica votes in a view before its NEW-VIEW.',
} as const;

export type Slip = keyof typeof SLIPS;
