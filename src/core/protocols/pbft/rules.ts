import type { RuleInfo } from '../../model/index.ts';

/** Rules that are noted when they fire, beyond the facts that speak for themselves; by clause of the conformance list. */
export const RULES: Readonly<Record<string, RuleInfo>> = {
  X4: { title: 'A request that was executed before is not executed again', section: "OSDI'99 4.1" },
  X7: { title: 'The answer to the last request is sent again', section: "OSDI'99 4.1" },
  X8: { title: 'A backup passes a request on to the primary', section: "OSDI'99 4.4" },
  N5: {
    title: 'A second proposal for one sequence number is not accepted',
    section: "OSDI'99 4.2",
  },
  CL8: { title: 'The whole result is asked of all replicas', section: "OSDI'99 5.1" },
  CL9: { title: 'A read-only request is sent again to be ordered', section: "OSDI'99 5.1" },
  T11: { title: 'A VIEW-CHANGE is sent again until the view is entered', section: 'Thesis 5.2' },
  NV5: { title: 'Two certificates of one view contradict each other', section: 'Thesis A.1.5' },
  NV12: { title: 'The requests behind a digest are asked for', section: "OSDI'99 4.4" },
  G9: { title: 'A state that a quorum contradicts is given up', section: 'TOCS 4.4' },
  S2: { title: 'Another replica is asked for the state', section: 'Thesis 5.3.2' },
  S8: { title: 'A later checkpoint is fetched instead', section: 'Thesis 5.3.2' },
  RT2: { title: 'A replica that is behind is sent what it lacks', section: 'Thesis 5.2' },
};

/** Rules that can be left out, each with what is then missing. The protocol without one is broken. */
export const ABLATIONS: Readonly<Record<string, string>> = {
  'commit-phase': 'A replica executes as soon as it is prepared, without waiting for commits.',
  'vote-digest': 'Votes are counted whatever value they are for.',
  'digest-check': 'A proposal is accepted although its digest is not that of its requests.',
  quorum: 'f+1 votes are taken for a quorum.',
  signatures: 'Signatures of replicas are not checked.',
  'request-signatures': 'Signatures of clients are not checked.',
  'execution-order': 'A committed request is executed although earlier ones are missing.',
  'exactly-once': 'A request that was executed before is executed again.',
  'prepared-certificates': 'A VIEW-CHANGE leaves out what was prepared.',
  'new-view-validation': 'A NEW-VIEW is believed without its proofs.',
  'back-off': 'The view-change time-out does not double.',
  'low-mark-inclusive': 'Messages for the last stable checkpoint itself are accepted again.',
  'high-mark': 'Sequence numbers are accepted however far ahead.',
  'stable-by-f+1': 'f+1 replicas make a checkpoint stable.',
  'checkpoint-digest': 'Checkpoints are counted together whatever state they state.',
  'h-without-state': 'The low water mark moves up to states that the replica has not reached.',
  'garbage-collection': 'Nothing is discarded below a stable checkpoint.',
  'state-check': 'A replica whose state differs from a stable checkpoint goes on with it.',
  'reply-table': 'A checkpoint leaves out which requests were executed and answered.',
  'transfer-check': 'A fetched state is installed without checking its digests.',
  'client-quorum': 'A client believes the first reply.',
};
