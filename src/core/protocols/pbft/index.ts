import type { Protocol, ReplicaConfig } from '../../model/index.ts';
import { ABLATIONS } from './ablations.ts';
import { ballots } from './ballots.ts';
import { breach, RIVALS } from './breach.ts';
import { client, inspectClient, type ClientState } from './client.ts';
import { COMPOSE } from './compose.ts';
import { inspectLog } from './inspect-log.ts';
import { inspectReplica } from './inspect.ts';
import { about, MESSAGES } from './messages.ts';
import { GLOSSARY } from './glossary.ts';
import { narrator } from './narrator/narrator.ts';
import { PLAIN, TERMS } from './plain.ts';
import { proposal } from './proposal.ts';
import { replica } from './replica.ts';
import { RULES } from './rules.ts';
import type { ReplicaState } from './state.ts';
import { sums } from './sums.ts';
import { statement, testimony, topic } from './testimony.ts';

/**
 * Practical Byzantine Fault Tolerance, the variant with signatures.
 *
 * Idea: a primary proposes an order; the backups make sure among themselves that it told all the same; if it does not serve, the
 * next one takes over with proof of what may have been decided.
 * Assumes: at most f of n >= 3f+1 replicas are faulty; signatures cannot be forged; messages may be lost, late, repeated
 * and reordered, but after some time they arrive. Agreement never depends on time, progress does.
 * Phases: REQUEST from a client; PRE-PREPARE by the primary; PREPARE by the backups: a quorum got the same proposal; COMMIT by
 * all: a quorum knows that; execution in order of sequence numbers; REPLY: f+1 equal ones settle it. View change: VIEW-CHANGE
 * with what was prepared, NEW-VIEW with a quorum of those and the proposals that follow from them.
 * Settled here: quorums are q, not 2f+1, for n that is not 3f+1; the primary's vote is its pre-prepare; the digest is in
 * COMMIT; the view timer waits for the oldest request and runs at the primary too; the doubled time-out ends with progress.
 * Every K sequence numbers a checkpoint: once a quorum vouches for it the log below is discarded, and who missed that log fetches
 * the state itself, page by page, each checked against the digest that the quorum vouches for. A checkpoint is stable with q, not
 * f+1, messages; a VIEW-CHANGE shows the one at the low water mark, which is the fetched one while a state is being fetched.
 * Options, off by default: tentative execution, read-only requests, digest replies. f+1 final answers settle what is ordered, also
 * beside read-only requests, which is safe here for the reason given in reads.ts.
 * Source: Castro and Liskov, OSDI'99; TOCS'02; Castro's thesis (2001). Ids such as N4 or NV8 in the comments of this folder are clauses
 * of the conformance list, test/paper/pbft/clauses.ts: the test of a clause has its id in the title.
 */
export const pbft: Protocol<ReplicaState, ClientState, Omit<ReplicaConfig, 'ablate'>> = {
  id: 'pbft',
  title: 'PBFT',
  source: "Castro and Liskov, Practical Byzantine Fault Tolerance, OSDI'99",
  messages: MESSAGES,
  rules: RULES,
  ablations: ABLATIONS,
  backgroundTimers: ['status', 'resend'],
  terms: TERMS,
  plain: PLAIN,
  glossary: GLOSSARY,
  configure({ pbft: { ablate: _, ...sizes }, timers: { viewChange } }) {
    return { viewChange, ...sizes };
  },
  replica,
  client,
  about,
  proposal,
  compose: COMPOSE,
  testimony,
  statement,
  topic,
  rivals: RIVALS,
  breach,
  ballots,
  inspectReplica,
  inspectLog,
  inspectClient,
  narrator,
  sums,
};
