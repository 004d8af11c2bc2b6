import type { ProcessId, TextSpan } from './data.ts';

/** A request as facts carry it: enough to number, judge and tell it. */
export type RequestRef = {
  readonly client: ProcessId;
  readonly timestamp: number;
  readonly operation: string;
};

export type ExecutedRequest = RequestRef & {
  readonly result: string;
  /** False where the request had been executed before and this was a no-op. */
  readonly fresh: boolean;
};

/** What a process states about itself through `note`. Facts feed monitors, narration and coverage. */
export type Fact =
  | { readonly fact: 'rule'; readonly rule: string }
  | { readonly fact: 'request-sent'; readonly request: RequestRef; readonly attempt: number }
  /** `text` is what rides in the request beside its operation, where something does. */
  | { readonly fact: 'request-held'; readonly request: RequestRef; readonly text?: string }
  /** The same of a request that is answered without being ordered. */
  | { readonly fact: 'text-held'; readonly request: RequestRef; readonly text: string }
  /** The replica accepts a proposal to which its signer has added a text of its own. */
  | {
      readonly fact: 'note-held';
      readonly view: number;
      readonly seq: number;
      readonly replica: ProcessId;
      readonly text: string;
    }
  /** An agent reads a text that rode in a request of a client or in a proposal of a replica. Stated by the laboratory. */
  | {
      readonly fact: 'text-read';
      readonly from: ProcessId;
      readonly text: string;
      /** Where the words stand that it obeys; none where it is not susceptible to the text. */
      readonly obeyed: readonly TextSpan[];
    }
  | {
      readonly fact: 'pre-prepared';
      readonly view: number;
      readonly seq: number;
      readonly digest: string;
    }
  | Certified<'prepared'>
  | Certified<'committed'>
  | {
      readonly fact: 'executed';
      readonly view: number;
      readonly seq: number;
      readonly digest: string;
      /** Empty for a null request. */
      readonly requests: readonly ExecutedRequest[];
      /** Digest of service state and reply table after this sequence number. */
      readonly state: string;
    }
  /** Executed before it was committed: what the replica answers is tentative, and may be taken back. */
  | {
      readonly fact: 'executed-tentatively';
      readonly view: number;
      readonly seq: number;
      readonly digest: string;
      readonly requests: readonly ExecutedRequest[];
    }
  /** The tentative execution of this sequence number is undone. */
  | { readonly fact: 'rolled-back'; readonly seq: number; readonly digest: string }
  /** A read-only request was answered from the state after `seq`, without being ordered. */
  | {
      readonly fact: 'read';
      readonly request: RequestRef;
      readonly seq: number;
      readonly result: string;
    }
  /** Of generals. An order is due: what it will be the general has still to hear. */
  | { readonly fact: 'order-announced'; readonly seq: number }
  /** The commander gives it. */
  | {
      readonly fact: 'order-given';
      readonly seq: number;
      readonly digest: string;
      readonly value: string;
    }
  | {
      readonly fact: 'order-heard';
      readonly seq: number;
      readonly digest: string;
      readonly path: readonly ProcessId[];
    }
  /** What a lieutenant chooses, and among which words of whom. */
  | {
      readonly fact: 'order-chosen';
      readonly seq: number;
      readonly digest: string;
      readonly votes: readonly { readonly general: ProcessId; readonly digest: string }[];
    }
  /** The general was down while the order was under way. */
  | { readonly fact: 'order-missed'; readonly seq: number }
  | { readonly fact: 'view-change-sent'; readonly view: number; readonly reason: string }
  | {
      readonly fact: 'view-entered';
      readonly view: number;
      /** The highest stable checkpoint that its VIEW-CHANGE messages prove; what it proposes again lies above. */
      readonly stable: number;
      /** Digest re-proposed for each sequence number of the NEW-VIEW. */
      readonly reproposed: readonly { readonly seq: number; readonly digest: string }[];
    }
  /** The own checkpoint of a replica: a digest of service state and reply table after this sequence number. */
  | { readonly fact: 'checkpoint-taken'; readonly seq: number; readonly digest: string }
  /** A quorum vouches for this checkpoint, whether or not the replica has got there itself. */
  | {
      readonly fact: 'checkpoint-stable';
      readonly seq: number;
      readonly digest: string;
      readonly voters: readonly ProcessId[];
    }
  /** From now on only sequence numbers above `low`, up to `high`, are in use; the log up to `low` is discarded. */
  | { readonly fact: 'water-marks'; readonly low: number; readonly high: number }
  /** The replica begins to fetch the state of a stable checkpoint, and executes nothing until it has it. */
  | {
      readonly fact: 'state-wanted';
      readonly seq: number;
      readonly digest: string;
      readonly reason: string;
    }
  /** The state after this sequence number was put in place; the digest is that of what was installed. */
  | { readonly fact: 'state-installed'; readonly seq: number; readonly digest: string }
  | {
      readonly fact: 'reply-accepted';
      readonly request: RequestRef;
      readonly result: string;
      readonly replicas: readonly ProcessId[];
      /** A quorum of tentative answers settled it. */
      readonly tentative?: true;
      /** It was read, not ordered: from the state after this sequence number. */
      readonly readAt?: number;
    };

/** The facts of one kind, or of several. */
export type FactOf<K extends Fact['fact']> = Extract<Fact, { readonly fact: K }>;

/** A quorum certificate: who voted, the voter itself included, in ascending order. */
type Certified<K extends string> = {
  readonly fact: K;
  readonly view: number;
  readonly seq: number;
  readonly digest: string;
  readonly voters: readonly ProcessId[];
};
