import { ObjectMemo } from '../base/object-memo.ts';
import { isGenuine } from '../evidence/verify.ts';
import type { Body, Breach, Claim, Court, Law } from '../model/index.ts';

const SAID = new ObjectMemo<Body, { readonly law: Law; readonly claims: readonly Claim[] }>();
/** A message makes one claim of its own. */
const VERDICTS = new ObjectMemo<Body, { readonly court: Court; readonly isGenuine: boolean }>();

/** What is said in a message and what is wrong with it, worked out once however many ask. Pure, so no part of a snapshot. */
export class Testimonies {
  readonly #law: Law;
  readonly #court: Court;

  constructor(law: Law, court: Court) {
    this.#law = law;
    this.#court = court;
  }

  of(body: Body): readonly Claim[] {
    const known = SAID.get(body);
    if (known?.law === this.#law) return known.claims;
    const claims = this.#law.testimony(body);
    SAID.set(body, { law: this.#law, claims });
    return claims;
  }

  isGenuine(claim: Claim): boolean {
    const known = VERDICTS.get(claim.message);
    if (known?.court === this.#court) return known.isGenuine;
    const verdict = { court: this.#court, isGenuine: isGenuine(claim, this.#law, this.#court) };
    VERDICTS.set(claim.message, verdict);
    return verdict.isGenuine;
  }

  /** Of one claim by itself; its own signature is not looked at. */
  breachOf(claim: Claim): Breach | null {
    return this.#law.breach([claim], this.#court);
  }
}
