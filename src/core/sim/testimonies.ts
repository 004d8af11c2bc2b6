import { freeze } from '../base/clone.ts';
import type { Body, Claim, Law } from '../model/index.ts';

/** The claims in a message, worked out once however many processes get it. A pure function of the body, so no part of a snapshot. */
export class Testimonies {
  readonly #law: Law;
  readonly #known = new WeakMap<Body, readonly Claim[]>();

  constructor(law: Law) {
    this.#law = law;
  }

  of(body: Body): readonly Claim[] {
    const known = this.#known.get(body);
    if (known !== undefined) return known;
    const claims = freeze(this.#law.testimony(body));
    this.#known.set(body, claims);
    return claims;
  }
}
