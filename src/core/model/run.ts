import type { EventAsk, EventPage, Found, Quest } from './browse.ts';
import type { EventLog } from './comparison.ts';
import type { CertificateList, LedgerPage, LogStep, VoteSheet } from './archive.ts';
import type { MessageCount } from './count.ts';
import type { EventIndex, Micros, ProcessId } from './data.ts';
import type { Moment, Sentence } from './moment.ts';
import type { Violation } from './monitor.ts';
import type { Ending, Report } from './report.ts';
import type { Composed, ComposedFields, MessageRef, Scenario } from './scenario.ts';
import type { Cone, ConeDirection, Tile, TileAsk } from './tile.ts';
import type { ProcessView } from './view.ts';

/** A digest that somebody proposed or executed. Letters separate the values that compete for one sequence number. */
export type ValueInfo = {
  readonly digest: string;
  /** Sequence numbers it was proposed for, ascending. */
  readonly seqs: readonly number[];
  /** 'A', 'B', ... among those that compete for one sequence number; '' where uncontested. */
  readonly letter: string;
  /** Since when it has a rival, and the letter that it has for that; left out where it never has one. */
  readonly contest?: { readonly at: Micros; readonly letter: string };
  /** The operation in words: "order ATTACK", "no operation". */
  readonly label: string;
};

/** What the scrubber draws; always complete, however long the run. */
export type Timeline = {
  readonly events: number;
  /** Simulated time recorded so far. */
  readonly reached: Micros;
  readonly done: boolean;
  /** Nothing more is recorded, because the page holds no more events; the run itself has not ended. */
  readonly isFull?: boolean;
  /** Views as a quorum of correct replicas sees them. */
  readonly bands: readonly {
    readonly from: Micros;
    readonly view: number;
    readonly primary: ProcessId;
  }[];
  /** First time that a correct replica executed a digest at a sequence number. */
  readonly decisions: readonly {
    readonly moment: Moment;
    readonly seq: number;
    readonly value: number;
    readonly replica: ProcessId;
  }[];
  /** First time that a correct replica reached a phase at a sequence number. */
  readonly phases: readonly {
    readonly moment: Moment;
    readonly seq: number;
    readonly phase: 'pre-prepared' | 'prepared' | 'committed' | 'executed';
    readonly replica: ProcessId;
  }[];
  /** First time that a correct replica knew a checkpoint to be stable, and each time that one installed a fetched state. */
  readonly checkpoints: readonly {
    readonly moment: Moment;
    readonly seq: number;
    readonly replica: ProcessId;
    readonly kind: 'stable' | 'installed';
  }[];
  readonly violations: readonly { readonly moment: Moment; readonly violation: Violation }[];
  /** Stretches longer than three median delays in which only timers run. */
  readonly quiet: readonly { readonly from: Micros; readonly until: Micros }[];
  readonly marks: readonly {
    readonly moment: Moment;
    readonly replica: ProcessId;
    readonly kind: string;
  }[];
  /** In the order in which they were applied; `void` is why one did nothing, '' for those that did. */
  readonly interventions: readonly {
    readonly moment: Moment;
    readonly label: string;
    readonly void: string;
  }[];
  /** What convicts replicas, in the order found. */
  readonly proofs: readonly ({
    readonly moment: Moment;
    readonly event: EventIndex;
  } & ProofView)[];
  readonly values: readonly ValueInfo[];
  /** A median message delay, which lasts one second of the viewer's time at 1x. */
  readonly medianDelay: Micros;
};

/** A proof as a screen shows it: whole messages may be as long as a view change, so that their lists are counted. */
export type ProofView = {
  readonly replica: ProcessId;
  readonly kind: string;
  /** A clause: what was done against the protocol. */
  readonly because: string;
  readonly exhibits: readonly Exhibit[];
};

/** One message on its way, by itself or with others inside. */
export type Way = {
  readonly send: EventIndex;
  readonly sentAt: Micros;
  readonly receivedAt: Micros;
  readonly receiver: ProcessId;
};

export type Exhibit = {
  /** The message type. */
  readonly type: string;
  /** How a loyal process got it. */
  readonly way: Way;
  /** Its fields but the signature, as text. */
  readonly fields: readonly (readonly [name: string, text: string])[];
  readonly signature: string;
};

export const MESSAGE_FATES = [
  'delivered',
  'rejected',
  'ignored',
  'lost',
  'partition',
  'crashed',
  'in flight',
  'dropped',
  'held',
] as const;
export type MessageFate = (typeof MESSAGE_FATES)[number];

/** Field by field, as text. */
type Shown = {
  readonly type: string;
  readonly fields: readonly (readonly [name: string, text: string])[];
  readonly signature: string;
};

/** One message in full. */
export type MessageCard = Shown & {
  /** What it is called where something is done to it; null while it is not on its way. */
  readonly ref: MessageRef | null;
  readonly isHeld: boolean;
  /** Fields that somebody has tampered with; the signature is that of what they said before. */
  readonly changed: readonly string[];
  /** What somebody could tamper with. */
  readonly parts: readonly { readonly field: string; readonly value: number | string }[];
  /** Why its receiver rejected it, or ''. */
  readonly rejection: string;
};

/** A message that a person writes as a traitor, as it would be sent; or why it cannot be. */
export type DraftCard =
  | (Shown & {
      readonly ok: true;
      /** The fields of the form, filled in. */
      readonly filled: ComposedFields;
      readonly sender: ProcessId;
      /** Null: nothing is signed. */
      readonly signer: ProcessId | null;
      readonly isGenuine: boolean;
    })
  | { readonly ok: false; readonly reason: string };

/**
 * Fields of one packed message, in order; each a 32-bit integer. Absent: -1. Where a hand touched it last it had come so far, in
 * thousandths of its way; it stood still until `resumedAt`, and where that is absent it stands still yet.
 */
export const MESSAGE_FIELDS = [
  'event',
  'sentAt',
  'endsAt',
  'from',
  'to',
  'kind',
  'view',
  'seq',
  'value',
  'fate',
  'endEvent',
  'forged',
  'touches',
  'touchedAt',
  'touchedShare',
  'resumedAt',
] as const;

/** What a person's hand did to a message, as bits of its field `touches`. */
export const HAND = {
  dropped: 1,
  delayed: 2,
  held: 4,
  repeated: 8,
  tampered: 16,
  composed: 32,
} as const;

/** A part of the recording for the screen, of capped density. */
export type Window = {
  readonly from: Moment;
  readonly until: Moment;
  /** MESSAGE_FIELDS.length integers each, by send event: all that were in flight at some time of the window, up to the cap. */
  readonly messages: Int32Array;
  /** What each of them says of itself, for protocols that have words for it. */
  readonly abouts?: readonly string[];
  /** Messages of the range that the cap left out. */
  readonly omitted: number;
  /** Every process at `from`. */
  readonly base: readonly ProcessView[];
  /** Later states: after the step that ends at `moment`, this process looked like that. Ascending; as dense as `steps`. */
  readonly changes: readonly { readonly moment: Moment; readonly process: ProcessView }[];
  /** One for each step of the range, ascending: what happened, in a sentence. Of very many, an even sample. */
  readonly steps: readonly Step[];
  /** Steps of the range that the sample left out: between two that it kept, `changes` tells of the earlier one. */
  readonly skipped: number;
};

/** The messages of a stretch of time and nothing else; packed and capped as those of a window. */
export type Traffic = Pick<Window, 'messages' | 'omitted'>;

/** A simulation step: a delivery, a timer, a fault or an intervention, with all that followed at once. */
export type Step = {
  readonly moment: Moment;
  /** Index of its first event; `moment.events` is one past its last. */
  readonly first: EventIndex;
  readonly process: ProcessId;
  readonly kind: 'deliver' | 'drop' | 'timer' | 'fault' | 'network' | 'intervene' | 'client';
  /** Position of the message kind in the protocol's list, or -1. */
  readonly message: number;
  /** Somebody's state advanced: pre-prepared, prepared, committed, executed, view left or entered, reply accepted, or a violation. */
  readonly notable: boolean;
  readonly sentence: Sentence;
};

/** Answers "what is happening, and why" at one moment. */
export type Explanation = {
  /** The headline: "View 0, sequence number 3: R1 and R2 are prepared." */
  readonly headline: Sentence;
  /** What happened last and why. */
  readonly happened: readonly Sentence[];
  /** Why what people wait for has not happened, and what will happen next. */
  readonly whyNot: readonly Sentence[];
  /** The same without what only the future shows: what is missing and what is under way, not what comes of it. */
  readonly soFar: readonly Sentence[];
  /** Of each plan at work that cannot succeed in this council: whose it is, and why not. */
  readonly outlooks: readonly {
    readonly replicas: readonly ProcessId[];
    readonly sentence: Sentence;
  }[];
  readonly outcome: 'running' | Ending;
  readonly monitors: readonly {
    readonly id: string;
    readonly title: string;
    readonly state: 'holds' | 'waiting' | 'broken';
    readonly detail: string;
    readonly certificates: Violation['certificates'];
    readonly culprits: readonly ProcessId[];
  }[];
  /** Of every replica, in order. */
  readonly trust: readonly TrustView[];
  /** How many of the timeline's proofs are known by now. */
  readonly proofs: number;
};

/** What speaks against a replica. Only a proof convicts; suspicion may be bad luck, such as a slow network or a crash. */
export type TrustView = {
  readonly replica: ProcessId;
  readonly state: 'convicted' | 'suspected' | 'clear';
  /** From 100 down to 10; 0 for the convicted alone. */
  readonly score: number;
  /** Suspicions, as clauses. */
  readonly reasons: readonly string[];
};

/** One of the things that a link rests on: a message of a quorum, or an earlier statement. It can be followed by itself. */
export type CauseStep = {
  readonly event: EventIndex;
  readonly at: Micros;
  /** The end of its step: the playhead stands there to see it. */
  readonly moment: Moment;
  readonly sentence: Sentence;
  /** It was the last that was needed. */
  readonly tips: boolean;
};

export type CauseLink = Omit<CauseStep, 'tips'> & {
  readonly process: ProcessId;
  /** The send event of the message that it is about, or null. */
  readonly message: EventIndex | null;
  /** Everything that made it, where that is more than one thing; the next link follows the last of them. */
  readonly rests: readonly CauseStep[];
};

/** Why an event happened: itself first, then what it happened because of, back to where it began. */
export type Causes = {
  readonly links: readonly CauseLink[];
  /** It goes back further than the chain is told. */
  readonly isCut: boolean;
};

/** What somebody points at: an event of the recording, or a process as it is at the playhead. */
export type Subject =
  | { readonly of: 'event'; readonly event: EventIndex }
  | { readonly of: 'process'; readonly process: ProcessId };

/** Why it is so, and why it is not otherwise. */
export type Inquiry = Causes & {
  /** What is told of first; null where nothing has happened to the process yet. */
  readonly event: EventIndex | null;
  /** What a process still waits for. */
  readonly missing: readonly Sentence[];
  /** What will end the waiting: nothing for a screen that hides the future. */
  readonly next: readonly Sentence[];
};

/** A recording in the making. */
export interface Run {
  readonly scenario: Scenario;
  /** Runs on for at most so many steps; true once the run has ended. */
  advance(steps: number): boolean;
  /** Events recorded so far. */
  length(): number;
  timeline(): Timeline;
  /** The moment after the last event at or before `at`. */
  momentAt(at: Micros): Moment;
  window(range: { readonly from: Micros; readonly until: Micros; readonly cap: number }): Window;
  tile(ask: TileAsk): Tile;
  /** What could have influenced an event, or what it could have influenced. */
  cone(event: EventIndex, direction: ConeDirection): Cone;
  /** Messages sent in each of so many equal parts of the recording so far. */
  density(buckets: number): Int32Array;
  traffic(range: { readonly from: Micros; readonly until: Micros; readonly cap: number }): Traffic;
  processesAt(moment: Moment): readonly ProcessView[];
  explainAt(moment: Moment): Explanation;
  /** Why what somebody points at is as it is. */
  inquire(subject: Subject, moment: Moment): Inquiry;
  votes(slot: { readonly seq: number; readonly view: number }): VoteSheet;
  certificates(seqs: readonly number[]): CertificateList;
  ledgers(range: { readonly from: number; readonly to: number }): LedgerPage;
  /** Null for what keeps no log, such as a client. */
  log(moment: Moment, process: ProcessId): LogStep | null;
  /** What deciding a sequence number has cost by then. */
  countAt(seq: number, moment: Moment): MessageCount;
  /** How many simulation steps of the moment's microsecond have been done: what an intervention there has as `after`. */
  stepsInto(moment: Moment): number;
  /** The message that a send event began, in full, as it is at that moment; null for any other event. */
  message(moment: Moment, send: EventIndex): MessageCard | null;
  /** What a traitor would send at that moment. */
  draft(moment: Moment, letter: Omit<Composed, 'do' | 'to'>): DraftCard;
  /** The end of the next step, or of the one before; the moment itself where the recording has no more. */
  neighbour(moment: Moment, direction: 'forward' | 'back'): Moment;
  /** A part of the list of all events that fit a filter; of long runs the search goes on with each call. */
  events(ask: EventAsk): EventPage;
  /** All that is recorded, for a comparison with another run. */
  readonly record: EventLog;
  /** The next event of a kind after a moment, or the one before it. */
  find(quest: Quest, from: Moment, direction: 'forward' | 'back'): Found;
  /** Complete only once the run has ended. */
  report(): Report;
  /** Every step so far, told. */
  narration(): Iterable<Step>;
  /** The trace so far from an event on, one JSON object a line. */
  traceLines(from?: EventIndex): Iterable<string>;
}
