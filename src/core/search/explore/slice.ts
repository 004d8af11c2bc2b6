import type { QuorumRule } from '../../model/index.ts';
import { quorumSize } from '../../quorum/thresholds.ts';
import type { Slip } from './slips.ts';

/**
 * One sequence number of PBFT, two values, a few views: small enough to visit every state. What correct replicas did is the
 * whole state; messages, once sent, may arrive at any time, in any order, or never. Traitors are assumed to have sent every
 * message that their keys can sign to whomever it helps. Nothing is said of windows, checkpoints, execution or time.
 * Source: Castro and Liskov, OSDI'99, sections 4.2 and 4.4.
 */
export type SliceOptions = {
  readonly n: number;
  readonly f: number;
  /** Votes that make a quorum; absent: the least number of which two always share more than f. */
  readonly quorum?: QuorumRule;
  readonly byzantine: readonly number[];
  /** The highest view; 1 for at most one view change. */
  readonly viewMax: number;
  /** What is wrong with the protocol; empty for the full one. */
  readonly slips: readonly Slip[];
};

/**
 * One byte a field. Per correct replica: view, active, decided; then by view what it accepted, prepared and claimed. Last, by
 * view, what a NEW-VIEW came to.
 */
export type State = Uint8Array;

/** The two values are 0 and 1; a set of them is a bit mask. */
export const VALUES = [0, 1] as const;
export const bit = (value: number): number => 1 << value;

/** A VIEW-CHANGE that claims nothing, or a NEW-VIEW that leaves the primary free. Fields that hold 0 say: not sent. */
export const FREE = 1;

const FIRST = 2;
const FIXED = 3;
const INFLATED = 99;

/** A certificate for a value in a view, as one number. */
export const certificate = (view: number, value: number): number =>
  FIRST + view * VALUES.length + value;
export const viewOf = (claim: number): number => Math.floor((claim - FIRST) / VALUES.length);
export const valueOf = (claim: number): number => (claim - FIRST) % VALUES.length;
/** A view number that no certificate has, for the slip of not comparing it. */
export const inflated = (value: number): number => certificate(INFLATED, value);

/** A council in this model: the constants of one exploration, and where each field of a state lies. */
export class Slice {
  readonly n: number;
  readonly quorum: number;
  readonly preparedVotes: number;
  readonly commitVotes: number;
  readonly newViewVotes: number;
  readonly traitors: readonly number[];
  /** Ids of the correct replicas; everything else speaks of their positions in this list. */
  readonly correct: readonly number[];
  readonly views: number;
  readonly #slips: ReadonlySet<Slip>;
  readonly #positions: readonly number[];
  readonly #size: number;

  constructor(options: SliceOptions) {
    const { n, f, byzantine, viewMax } = options;
    this.n = n;
    this.#slips = new Set(options.slips);
    this.quorum = quorumSize(options.quorum ?? 'intersect', n, f);
    this.preparedVotes = this.quorum - (this.has('prepared-by-q-1') ? 1 : 0);
    this.commitVotes = this.quorum - (this.has('committed-by-q-1') ? 1 : 0);
    this.newViewVotes =
      this.quorum - (this.has('new-view-by-q-2') ? 2 : this.has('new-view-by-q-1') ? 1 : 0);
    this.traitors = byzantine;
    const ids = Array.from({ length: n }, (_, id) => id);
    this.correct = ids.filter((id) => !byzantine.includes(id));
    this.#positions = ids.map((id) => this.correct.indexOf(id));
    this.views = viewMax + 1;
    this.#size = FIXED + 3 * this.views;
  }

  has(slip: Slip): boolean {
    return this.#slips.has(slip);
  }

  primary(view: number): number {
    return view % this.n;
  }

  /** Position among the correct replicas, or -1 for a traitor. */
  positionOf(id: number): number {
    return this.#positions[id] ?? -1;
  }

  start(): State {
    const state = new Uint8Array(this.correct.length * this.#size + this.views);
    this.correct.forEach((_, who) => (state[this.activeAt(who)] = 1));
    return state;
  }

  viewAt(who: number): number {
    return who * this.#size;
  }

  /** 1 while it votes in its view, 0 while it waits for the NEW-VIEW. */
  activeAt(who: number): number {
    return who * this.#size + 1;
  }

  decidedAt(who: number): number {
    return who * this.#size + 2;
  }

  /** Values that it accepted a PRE-PREPARE for, and so sent its PREPARE or, as primary, its PRE-PREPARE. */
  acceptedAt(who: number, view: number): number {
    return who * this.#size + FIXED + view;
  }

  /** Values that it was prepared for, and so sent its COMMIT. */
  preparedAt(who: number, view: number): number {
    return who * this.#size + FIXED + this.views + view;
  }

  /** What its VIEW-CHANGE for this view claims. */
  claimAt(who: number, view: number): number {
    return who * this.#size + FIXED + 2 * this.views + view;
  }

  /** What the NEW-VIEW of a correct primary came to. */
  newViewAt(view: number): number {
    return this.correct.length * this.#size + view;
  }

  /** The values that any correct replica has decided. */
  decided(state: State): number {
    return this.correct.reduce((mask, _, who) => mask | read(state, this.decidedAt(who)), 0);
  }
}

export function read(state: State, at: number): number {
  return state[at] ?? 0;
}
