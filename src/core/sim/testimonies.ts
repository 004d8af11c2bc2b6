import { isGenuine } from '../evidence/verify.ts';
import type { Body, Breach, Claim, Court, Law } from '../model/index.ts';

/** What is said in a message and what is wrong with it, worked out once however many ask. Pure, so no part of a snapshot. */
export class Testimonies {
  readonly #law: Law;
  readonly #court: Court;
  readonly #claims = new WeakMap<Body, readonly Claim[]>();
  readonly #verdicts = new WeakMap<Claim, boolean>();

  constructor(law: Law, court: Court) {
    this.#law = law;
    this.#court = court;
  }

  of(body: Body): readonly Claim[] {
    const known = this.#claims.get(body);
    if (known !== undefined) return known;
    const claims = Object.freeze(this.#law.testimony(body));
    this.#claims.set(body, claims);
    return claims;
  }

  isGenuine(claim: Claim): boolean {
    const known = this.#verdicts.get(claim);
    if (known !== undefined) return known;
    const verdict = isGenuine(claim, this.#court);
    this.#verdicts.set(claim, verdict);
    return verdict;
  }

  /** Of one claim by itself; its own signature is not looked at. */
  breachOf(claim: Claim): Breach | null {
    return this.#law.breach([claim], this.#court);
  }
}
