import { ObjectMemo } from '../base/object-memo.ts';
import type { SignatureScheme } from './scheme.ts';

type Signed = { readonly sig: unknown };
type Statement = readonly unknown[];

type Verdict = {
  readonly scheme: SignatureScheme;
  readonly signer: number;
  readonly statementOf: (message: never) => Statement;
  readonly isGenuine: boolean;
};

const VERDICTS = new ObjectMemo<object, Verdict>();

/**
 * Whether messages are signed as they say. All receivers of a broadcast ask about one frozen object, of which nothing can change: it is
 * worked out once, and forgotten with the object.
 */
export class Seals {
  readonly #scheme: SignatureScheme;

  constructor(scheme: SignatureScheme) {
    this.#scheme = scheme;
  }

  /** `statementOf` is a function of the message alone. */
  isGenuine<M extends Signed>(
    signer: number,
    message: M,
    statementOf: (message: M) => Statement,
  ): boolean {
    const scheme = this.#scheme;
    const known = VERDICTS.get(message);
    const isSame = known?.signer === signer && known.statementOf === statementOf;
    if (isSame && known.scheme === scheme) return known.isGenuine;
    const isGenuine = scheme.verify(signer, statementOf(message), message.sig);
    if (Object.isFrozen(message)) VERDICTS.set(message, { scheme, signer, statementOf, isGenuine });
    return isGenuine;
  }
}
