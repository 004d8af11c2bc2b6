/** Scenarios that are tried one after the other, by their numbers. */
export type Block = { readonly first: number; readonly count: number };

/** So many take long enough that asking for more costs nothing, and not so long that what comes after a find is wasted. */
const BLOCK = 32;

/**
 * A search that many share, and that comes to what one alone would come to: blocks are handed out in order, and the first scenario that
 * breaks something counts only once all before it were tried.
 */
export class PreySearch {
  readonly #end: number;
  #next: number;
  #prey: number | null = null;

  constructor({ first, runsMax }: { readonly first: number; readonly runsMax: number }) {
    this.#next = first;
    this.#end = first + runsMax;
  }

  /** The number of the first scenario known to break something; final when all blocks that were taken are done. */
  get prey(): number | null {
    return this.#prey;
  }

  /** The next block, or null where nothing is left to try before what was found. */
  take(): Block | null {
    const limit = this.#prey ?? this.#end;
    if (this.#next >= limit) return null;
    const block = { first: this.#next, count: Math.min(BLOCK, limit - this.#next) };
    this.#next += block.count;
    return block;
  }

  found(number: number): void {
    if (number < (this.#prey ?? this.#end)) this.#prey = number;
  }
}
