import { assert } from '../base/assert.ts';
import type { MarkKind, Micros, ProcessId } from '../model/index.ts';

/** One mark that somebody put on a replica. Where marks overlap the latest holds, then the order of the list. */
export type Claim = {
  readonly kind: MarkKind;
  readonly at: Micros;
  /** Position in the scenario's list; interventions come after all scheduled faults. */
  readonly rank: number;
  /** Index of the adversary that acts by it, or -1. */
  readonly adversary: number;
};

const LOYAL: Claim = Object.freeze({ kind: 'loyal', at: -1, rank: -1, adversary: -1 });

/** Which mark holds for each replica just now. */
export class Roster {
  #claims: (readonly Claim[])[];
  #current: Claim[];

  constructor(n: number) {
    this.#claims = Array.from({ length: n }, () => []);
    this.#current = Array.from({ length: n }, () => LOYAL);
  }

  /** The mark that holds; clients are loyal. */
  claimOf(process: ProcessId): Claim {
    return this.#current[process] ?? LOYAL;
  }

  isCrashed(process: ProcessId): boolean {
    return this.claimOf(process).kind === 'crashed';
  }

  /** A mark is put on; it holds once `settle` was called. */
  add(replica: ProcessId, claim: Claim): void {
    this.#claims[replica] = [...this.#of(replica), claim];
  }

  remove(replica: ProcessId, rank: number): void {
    this.#claims[replica] = this.#of(replica).filter((claim) => claim.rank !== rank);
  }

  /** Finds the mark that holds now, and tells the one that held before. */
  settle(replica: ProcessId): Claim {
    const before = this.claimOf(replica);
    this.#current[replica] = this.#of(replica).reduce(later, LOYAL);
    return before;
  }

  save(): SavedRoster {
    return { claims: this.#claims.slice(), current: this.#current.slice() };
  }

  load(saved: SavedRoster): void {
    this.#claims = saved.claims.slice();
    this.#current = saved.current.slice();
  }

  #of(replica: ProcessId): readonly Claim[] {
    const claims = this.#claims[replica];
    assert(claims !== undefined, () => `only replicas are marked, not process ${replica}`);
    return claims;
  }
}

export type SavedRoster = {
  readonly claims: readonly (readonly Claim[])[];
  readonly current: readonly Claim[];
};

function later(a: Claim, b: Claim): Claim {
  return b.at > a.at || (b.at === a.at && b.rank > a.rank) ? b : a;
}
