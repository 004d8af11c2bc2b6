import type { Micros, ProcessId } from '../../model/index.ts';
import type { Service } from '../../service/memory.ts';
import type { Custom } from './custom.ts';
import type { Ballot, Petition } from './messages.ts';

export type NaiveConfig = {
  readonly custom: Custom;
  /** How long an agent waits for the votes of the others. */
  readonly round: Micros;
};

export type AgentState = {
  readonly config: NaiveConfig;
  readonly self: ProcessId;
  readonly n: number;
  /** The sequence number that comes next. */
  next: number;
  /** What clients have asked for and was not done yet, in the order in which it came. */
  pending: Petition[];
  /** By client: the last request done, and the answer to it. */
  done: { [client: ProcessId]: { readonly timestamp: number; readonly result: string } };
  /** By sequence number and agent: what it says that it was asked for, or what the leader decided. */
  votes: { [seq: number]: { [agent: ProcessId]: Ballot } };
  /** The exchange about `next` is under way. */
  isOpen: boolean;
  memory: Service;
  /** A digest of everything done, in its order. */
  state: string;
  /** Oldest first, the last few. */
  ledger: { readonly seq: number; readonly digest: string }[];
  ledgerLength: number;
};

/** Ledger entries that an agent keeps to be looked at. */
export const LEDGER_KEPT = 64;
/** Requests that wait at most; more are not taken. */
export const PENDING_MAX = 256;
/** How far ahead votes and decisions are kept. */
export const AHEAD_MAX = 64;
