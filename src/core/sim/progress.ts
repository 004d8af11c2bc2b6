import type { Fact, Micros } from '../model/index.ts';

/** What the end of a run depends on, counted as it happens so that asking costs nothing. */
export class Progress {
  /** Requests that correct clients have or will have. */
  #required: number;
  #accepted = 0;
  /** Messages in flight whose sender was loyal. */
  #inFlight = 0;
  /** Scheduled entries not carried out yet: starts, faults, partitions and heals. */
  #scheduled = 0;

  /** Orders that a person gave. */
  #orders = 0;

  /** When a process last stated something about itself, rules that only repeat messages apart. */
  #lastNews: Micros = 0;

  constructor(required: number) {
    this.#required = required;
  }

  get required(): number {
    return this.#required;
  }

  launched(isLoyal: boolean): void {
    if (isLoyal) this.#inFlight++;
  }

  landed(isLoyal: boolean): void {
    if (isLoyal) this.#inFlight--;
  }

  scheduled(): void {
    this.#scheduled++;
  }

  carriedOut(): void {
    this.#scheduled--;
  }

  ordered(): void {
    this.#required++;
    this.#orders++;
  }

  get hasGuest(): boolean {
    return this.#orders > 0;
  }

  /** Any process noted this. */
  heard(fact: Fact, now: Micros): void {
    if (fact.fact !== 'rule') this.#lastNews = now;
  }

  get lastNews(): Micros {
    return this.#lastNews;
  }

  /** A correct client noted this. */
  noted(fact: Fact): void {
    if (fact.fact === 'reply-accepted') this.#accepted++;
  }

  /** Nothing that counts is under way, timers apart. */
  get isSettled(): boolean {
    return this.isServed && this.#inFlight === 0;
  }

  /** The same, whatever is on its way. */
  get isServed(): boolean {
    return this.#accepted >= this.#required && this.#scheduled === 0;
  }

  save(): SavedProgress {
    const counts = [this.#required, this.#accepted, this.#inFlight, this.#scheduled] as const;
    return [...counts, this.#orders, this.#lastNews];
  }

  load(saved: SavedProgress): void {
    [this.#required, this.#accepted, this.#inFlight, this.#scheduled] = saved;
    [, , , , this.#orders, this.#lastNews] = saved;
  }
}

export type SavedProgress = readonly [
  required: number,
  accepted: number,
  inFlight: number,
  scheduled: number,
  orders: number,
  lastNews: Micros,
];
