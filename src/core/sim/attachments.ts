import type { Injection } from '../model/index.ts';

/**
 * Numbers the requests of the run and says which text rides in which. A request gets its number when its client signs it,
 * because the signature covers the text; clients that sign within one microsecond do so in the order of their steps, which is
 * the order of their ids where they begin together.
 */
export class Attachments {
  #requests = 0;
  readonly #texts: ReadonlyMap<number, string>;

  constructor(injections: readonly Injection[]) {
    this.#texts = new Map(injections.map(({ request, text }) => [request, text]));
  }

  /** Of the next request; '' for most. */
  next(): string {
    this.#requests += 1;
    return this.#texts.get(this.#requests) ?? '';
  }

  save(): number {
    return this.#requests;
  }

  load(saved: number): void {
    this.#requests = saved;
  }
}
