import type { SignatureScheme } from './scheme.ts';

type Signed = { readonly sig: unknown };
type Statement = readonly unknown[];

type Verdict = {
  readonly signer: number;
  readonly statementOf: (message: never) => Statement;
  readonly isGenuine: boolean;
};

/**
 * Whether messages are signed as they say. All receivers of a broadcast ask about one frozen object, of which nothing can change: it is
 * worked out once, and forgotten with the object.
 */
export class Seals {
  readonly #scheme: SignatureScheme;
  readonly #verdicts = new WeakMap<object, Verdict>();

  constructor(scheme: SignatureScheme) {
    this.#scheme = scheme;
  }

  /** `statementOf` is a function of the message alone. */
  isGenuine<M extends Signed>(
    signer: number,
    message: M,
    statementOf: (message: M) => Statement,
  ): boolean {
    const known = this.#verdicts.get(message);
    if (known?.signer === signer && known.statementOf === statementOf) return known.isGenuine;
    const isGenuine = this.#scheme.verify(signer, statementOf(message), message.sig);
    if (Object.isFrozen(message)) this.#verdicts.set(message, { signer, statementOf, isGenuine });
    return isGenuine;
  }
}
