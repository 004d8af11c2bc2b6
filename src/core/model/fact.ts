import type { ProcessId } from './data.ts';

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
  | { readonly fact: 'request-held'; readonly request: RequestRef }
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
  | { readonly fact: 'view-change-sent'; readonly view: number; readonly reason: string }
  | {
      readonly fact: 'view-entered';
      readonly view: number;
      /** Digest re-proposed for each sequence number of the NEW-VIEW. */
      readonly reproposed: readonly { readonly seq: number; readonly digest: string }[];
    }
  | {
      readonly fact: 'reply-accepted';
      readonly request: RequestRef;
      readonly result: string;
      readonly replicas: readonly ProcessId[];
    };

/** A quorum certificate: who voted, the voter itself included, in ascending order. */
type Certified<K extends string> = {
  readonly fact: K;
  readonly view: number;
  readonly seq: number;
  readonly digest: string;
  readonly voters: readonly ProcessId[];
};
