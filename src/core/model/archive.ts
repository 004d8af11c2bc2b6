import type { EventIndex, Micros, ProcessId } from './data.ts';

/** What is looked up in a recording as a whole: votes, certificates and ledgers, with the moment at which each came about. */

/** A vote as a message carries it. `relay`: of generals, who repeat what they heard; the round takes the place of the view. */
export type Ballot = {
  readonly phase: BallotPhase;
  /** Who signed it, or says so. */
  readonly voter: ProcessId;
  readonly view: number;
  readonly seq: number;
  readonly digest: string;
};

export const BALLOT_PHASES = ['pre-prepare', 'prepare', 'commit', 'relay'] as const;
export type BallotPhase = (typeof BALLOT_PHASES)[number];

/** Fields of one packed vote, in order; each a 32-bit integer. `digest` is an index into the sheet's digests. Absent: -1. */
export const VOTE_FIELDS = [
  'event',
  'sentAt',
  'endsAt',
  'endEvent',
  'from',
  'voter',
  'to',
  'phase',
  'digest',
  'fate',
  'forged',
] as const;

/** Something that a replica stated about a sequence number. */
export type Milestone = {
  readonly event: EventIndex;
  readonly at: Micros;
  readonly replica: ProcessId;
  readonly phase: 'pre-prepared' | 'prepared' | 'committed' | 'executed';
  readonly view: number;
  readonly digest: string;
  /** Of certificates: who stands in it. */
  readonly voters: readonly ProcessId[];
};

/** Every copy of every vote for one sequence number in one view (or round), with what became of it. */
export type VoteSheet = {
  readonly seq: number;
  /** The asked one, or the last one before it in which there was a vote. */
  readonly view: number;
  /** Views with votes for the sequence number, ascending, and when the first of each was sent. */
  readonly views: readonly {
    readonly view: number;
    readonly event: EventIndex;
    readonly at: Micros;
  }[];
  /** Whose proposal counts there. */
  readonly leader: ProcessId;
  readonly digests: readonly string[];
  /** VOTE_FIELDS.length integers each, by send event. */
  readonly votes: Int32Array;
  /** Votes beyond what a sheet holds. */
  readonly omitted: number;
  /** Of all views, in their order. */
  readonly milestones: readonly Milestone[];
};

/** The certificates that were reached for some sequence numbers. */
export type CertificateList = {
  readonly certificates: readonly (Milestone & { readonly seq: number })[];
  readonly omitted: number;
};

export type LedgerPageEntry = {
  readonly replica: ProcessId;
  readonly seq: number;
  /** Index into the page's digests. */
  readonly digest: number;
  readonly event: EventIndex;
  readonly at: Micros;
  readonly kind: 'executed' | 'tentative' | 'rolled-back';
};

/** A stretch of all ledgers. */
export type LedgerPage = {
  readonly from: number;
  readonly to: number;
  readonly digests: readonly string[];
  /** In the order in which they came about. */
  readonly entries: readonly LedgerPageEntry[];
  /** Checkpoints of the stretch; and of all states that were installed, because what lies below was skipped. */
  readonly checkpoints: readonly {
    readonly replica: ProcessId;
    readonly seq: number;
    readonly event: EventIndex;
    readonly at: Micros;
    readonly kind: 'taken' | 'stable' | 'installed';
  }[];
  /** Sequence numbers for which replicas whose word counted executed different values, ascending; the first few of all. */
  readonly forks: readonly {
    readonly seq: number;
    readonly sides: readonly {
      readonly digest: string;
      readonly members: readonly {
        readonly replica: ProcessId;
        readonly event: EventIndex;
        readonly at: Micros;
      }[];
    }[];
  }[];
};

/** A piece of a log's text: a process, a value by its digest, or somebody's own words. */
export type LogWord =
  | string
  | { readonly process: ProcessId }
  | { readonly digest: string }
  | { readonly quoted: string };

export type LogRow = {
  /** The same row before and after a step has the same key. */
  readonly key: string;
  /** One for each column. */
  readonly cells: readonly (readonly LogWord[])[];
};

export type LogSection = {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly LogRow[];
  /** Rows beyond those shown. */
  readonly omitted: number;
  /** What will stand here, and when; shown while there is nothing. */
  readonly empty: string;
};

/** What one process holds, as its protocol describes it: bounded, and nothing that it could not know. */
export type LogView = { readonly sections: readonly LogSection[] };

/** A log after a step, and as it was before it. */
export type LogStep = { readonly before: LogView; readonly now: LogView };
